"""Stand-ins for what components are given: pages, people, pictures, forms, in no database."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

from django import forms
from django.utils import timezone
from wagtail.models import Page

from cms.media.pictures import Picture, Size

WORDS = "Twelve neighbours met in the library to ask what should happen next."
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
_DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400">'
    '<rect width="640" height="400" fill="#8fb9aa"/><circle cx="470" cy="120" r="60" '
    'fill="#ffdc94"/><path d="M0 400V280L180 150l150 130 90-70 220 190Z" fill="#2f5d50"/></svg>'
)


class Shown(SimpleNamespace):
    """Something with an address."""

    url = "#"


def a_page(title: str, **fields: Any) -> Page:
    """Give a page that leads nowhere, with whatever a component shows of it."""
    page = Page(title=title)
    vars(page).update(fields, get_url=lambda request=None: "#")
    return page


def moment(days: float = 0, hours: float = 0) -> datetime:
    """Give a whole hour so many days and hours from now."""
    now = timezone.localtime().replace(minute=0, second=0, microsecond=0)
    return now + timedelta(days=days, hours=hours)


def a_picture(caption: str = "", credit: str = "", decorative: bool = False) -> Picture:
    """Give a picture that lies in no file."""
    drawn = f"data:image/svg+xml,{quote(_DRAWN)}"
    return Picture(
        alt="" if decorative else "Hills below a low sun",
        decorative=decorative,
        caption=caption,
        credit=credit,
        width=640,
        height=400,
        focal_point=None,
        sizes=tuple(Size(drawn, 640, 400, kind) for kind in ("image/webp", "image/jpeg")),
    )


def bylines(*names: str) -> list[Shown]:
    """Give who wrote something."""
    organisation = Shown(name="Wexcombe Commons")
    return [
        Shown(author=a_page(name), role="Organiser", organisation=organisation) for name in names
    ]


def a_session(days: float = 3, **fields: Any) -> Shown:
    """Give a session of an offer."""
    given = {"title": "First evening", "venue": "Corn Exchange, Wexcombe", "online": False}
    return Shown(
        starts_at=moment(days),
        ends_at=moment(days, 2),
        page=a_page("Books for beginners"),
        **{**given, **fields},
    )


class ExampleForm(forms.Form):
    """One of each sort of question."""

    name = forms.CharField(label="Your name")
    address = forms.EmailField(label="E-mail address", help_text="We answer here.")
    idea = forms.CharField(label="Your idea", widget=forms.Textarea, required=False)
    day = forms.ChoiceField(
        label="Which day suits you?",
        widget=forms.RadioSelect,
        choices=[("sat", "Saturday"), ("sun", "Sunday")],
    )
    place = forms.ChoiceField(label="Where?", choices=[("hall", "Hall"), ("library", "Library")])
    agreed = forms.BooleanField(label="You may keep my answers for a year.")

    use_required_attribute = False


def a_form(name: str, answers: dict[str, str] | None = None, notice: str = "") -> Shown:
    """Give a form as a page embeds it: empty, or with what was wrong in the answers."""
    form: Any = ExampleForm(answers, auto_id=f"{name}_%s", prefix=name)
    form.failed, form.notice, form.trap = answers is not None, notice, f"{name}-trap"
    form.problems = [(form.errors[key][0], form[key].id_for_label) for key in form.errors]
    fields = list(form)
    return Shown(
        not_open=None,
        form=form,
        page=Shown(title=f"Come along ({name})", intro="", button_label="Send"),
        id=name,
        action="#",
        hidden=[],
        asked=fields[:-1],
        consent=fields[-1],
        purpose="We use your answers to plan the evening.",
        kept_for="twelve months",
        privacy=Shown(url="#", title="Privacy"),
    )


def not_open(status: Any) -> Shown:
    """Give what is said in place of a form."""
    return Shown(
        status=status,
        offer=Shown(title="Books for beginners"),
        opens_at=moment(9),
        closes_at=moment(-9),
        at_home=False,
        offers=Shown(),
    )
