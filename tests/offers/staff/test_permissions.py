"""Who sees sign-ups, and who does not: at every address of the admin, and everywhere else."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.test import Client
from django.urls import URLResolver, get_resolver
from wagtail.models import ModelLogEntry, Page, PageLogEntry, ReferenceIndex

from offers.models import OfferIndexPage, OfferPage, SignUp, SignUpEvent, SignUpFile, SignUpFormPage
from tests.conftest import signed_in
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory
from tests.factories.users import UserFactory
from tests.offers.sending import send_right
from tests.offers.staff_of import staff_of

pytestmark = pytest.mark.django_db

ROOM = "/admin/sign-ups/"
BULK = "/admin/bulk/offers/signup/"
ADDRESS = "ines@example.org"
Ask = Callable[[Client, SignUp], Any]


def get(path: str = "") -> Ask:
    return lambda client, kept: client.get(ROOM + path.format(pk=kept.pk))


def post(path: str, **data: str) -> Ask:
    def ask(client: Client, kept: SignUp) -> Any:
        filled = {name: value.format(pk=kept.pk) for name, value in data.items()}
        return client.post(ROOM + path.format(pk=kept.pk), filled)

    return ask


def bulk(action: str) -> Ask:
    return lambda client, kept: client.get(f"{BULK}{action}/?id={kept.pk}&next={ROOM}")


#: For every address: how to ask it, and who learns there of a sign-up (“” where nobody does).
ASKED: dict[str, list[tuple[Ask, str]]] = {
    "": [
        (get(), "view"),
        (get("?q=ines"), "view"),
        (get("?export=csv"), "export"),
        (get("?export=xlsx"), "export"),
    ],
    "results/": [(get("results/"), "view"), (get("results/?export=csv"), "export")],
    "<int:pk>/": [
        (get("{pk}/"), "view"),
        (post("{pk}/", state="done", seen_state="new", owner="", note="x"), "change"),
    ],
    "<int:pk>/release/": [(get("{pk}/release/"), ""), (post("{pk}/release/"), "change")],
    "<int:pk>/files/<uuid:key>/": [
        (
            lambda client, kept: client.get(f"{ROOM}{kept.pk}/files/{kept.files.get().key}/"),
            "view",
        )
    ],
    "erase/": [
        (get("erase/?id={pk}"), "delete"),
        (post("erase/", numbers="{pk}", why="request"), "delete"),
    ],
    "by-offer/": [(get("by-offer/"), "")],
    "by-offer/<int:pk>/": [(get("by-offer/1/"), "")],
    "accesses/": [(get("accesses/"), "")],
    "accesses/results/": [(get("accesses/results/"), "")],
    "mails/": [(get("mails/"), "view")],
    "mails/results/": [(get("mails/results/"), "view")],
    "mails/again/": [(post("mails/again/", mail="1"), "change")],
    "quarantine/": [(get("quarantine/"), "")],
    "person/": [
        (post("person/", address=ADDRESS), "view"),
        (post("person/", address=ADDRESS, export="1", chosen="{pk}"), "export"),
    ],
    "to-be-erased/": [(get("to-be-erased/"), "")],
}
IN_BULK = {"state": "change", "owner": "change", "erase": "delete"}
ALL = [(ask, who) for asked in ASKED.values() for ask, who in asked] + [
    (bulk(action), who) for action, who in IN_BULK.items()
]


@pytest.fixture
def kept(tmp_path, monkeypatch) -> SignUp:
    """Receive a sign-up with a file, in which the name stands, too."""
    storage = FileSystemStorage(tmp_path)
    monkeypatch.setattr(SignUpFile._meta.get_field("file"), "storage", storage)
    send_right(SignUpFormPageFactory())
    received = SignUp.objects.get()
    file = SignUpFile(sign_up=received, question="cv", name="cv.txt", kind="txt", size=11)
    file.file.save("cv.txt", ContentFile(b"Ines Okafor"), save=True)
    return received


def body(response: Any) -> str:
    """Give all words of an answer, those in a ZIP file or a spreadsheet included."""
    content = response.getvalue()
    if not content.startswith(b"PK"):
        return content.decode()
    bundle = ZipFile(BytesIO(content))
    return "".join(bundle.read(name).decode() for name in bundle.namelist())


def learns(response: Any, kept: SignUp) -> bool:
    """Say whether an answer tells anything about the sign-up."""
    text = body(response)
    return any(word in text for word in (kept.reference, kept.name, f"{ROOM}{kept.pk}/"))


def as_it_stands() -> list[Any]:
    return [*SignUp.objects.values(), *SignUpEvent.objects.values()]


def addresses(resolver: Any, before: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, path)
        else:
            yield "/" + path


def test_every_address_of_sign_ups_is_asked_here():
    there = {path.removeprefix(ROOM) for path in addresses(get_resolver()) if ROOM in path}
    assert there == set(ASKED)


def everybody_else() -> dict[str, Client]:
    other = SignUpFormPageFactory()
    every = ("view", "change", "export", "delete")
    return {
        "a visitor": Client(),
        "an editor": signed_in(UserFactory(groups=["Editors"])),
        "a moderator": signed_in(UserFactory(groups=["Moderators"])),
        "staff of another form": signed_in(staff_of(other, *every)),
    }


def test_nobody_without_the_permission_learns_or_changes_anything(kept):
    before = as_it_stands()
    for who, client in everybody_else().items():
        for number, (ask, _) in enumerate(ALL):
            assert not learns(ask(client, kept), kept), (who, number)
    assert as_it_stands() == before


@pytest.mark.parametrize("permission", ["view", "change", "export", "delete"])
def test_each_permission_opens_its_own_addresses_and_no_other(kept, permission):
    assert kept.form
    client = signed_in(staff_of(kept.form, *{"view", permission}))
    for number, (ask, wanted) in enumerate(ALL):
        before = as_it_stands()
        if wanted not in {"", "view", permission}:
            assert not learns(ask(client, kept), kept), number
            assert as_it_stands() == before, number
    for path in ("", f"{kept.pk}/"):
        assert learns(client.get(ROOM + path), kept)
    done = []
    for ask in [ask for ask, wanted in ALL if wanted == permission]:
        before = as_it_stands()
        done.append(learns(ask(client, kept), kept) or as_it_stands() != before)
    assert any(done)


def test_whoever_may_do_more_but_not_read_does_nothing(kept):
    client = signed_in(staff_of(kept.form, "change", "export", "delete"))
    before = as_it_stands()
    for number, (ask, _) in enumerate(ALL):
        assert not learns(ask(client, kept), kept), number
    assert as_it_stands() == before


def test_an_editor_meets_no_sign_up_anywhere_else(kept, admin_client):
    """Not in lists, reports, search, history, usage, the tree, the feed or an address."""
    form = kept.form
    offer = OfferPageFactory(sign_up_form=form)
    admin_client.get(f"{ROOM}{kept.pk}/")
    admin_client.post(
        f"{ROOM}{kept.pk}/", {"state": "done", "seen_state": "new", "owner": "", "note": "Quetzal"}
    )
    client = signed_in(UserFactory(groups=["Moderators"]))
    for path in [
        "/admin/",
        "/admin/pages/",
        f"/admin/pages/{offer.get_parent().pk}/",
        f"/admin/pages/{form.pk}/edit/",
        f"/admin/pages/{form.pk}/history/",
        f"/admin/pages/{form.pk}/usage/",
        f"/admin/pages/search/?q={kept.name.split()[0]}",
        "/admin/reports/site-history/",
        "/admin/reports/aging-pages/",
        "/admin/reports/page-types-usage/",
        "/admin/reports/workflow/",
        f"/api/v1/search/?q={kept.name.split()[0]}",
        "/api/v1/items/?fields=all",
        "/api/v1/offers/?fields=all",
        "/api/v1/changes/",
        form.url,
        offer.url,
    ]:
        text = body(client.get(path))
        for word in (kept.reference, kept.name, ADDRESS, f"{ROOM}{kept.pk}/", "Quetzal"):
            assert word not in text, (path, word)


def test_wagtail_keeps_no_trace_of_its_own_of_sign_ups(kept, admin_client):
    admin_client.get(f"{ROOM}{kept.pk}/")
    admin_client.post(f"{ROOM}erase/", {"numbers": str(kept.pk), "why": "request"})
    assert not SignUp.objects.exists()
    labels = [entry.label for entry in ModelLogEntry.objects.all()]
    labels += [str(entry.data) + entry.label for entry in PageLogEntry.objects.all()]
    assert not [label for label in labels if kept.reference in label or kept.name in label]
    indexed = ReferenceIndex.objects.filter(content_type__model__startswith="signup")
    assert set(indexed.values_list("content_type__model", flat=True)) <= {"signupformpage"}


def received(form: SignUpFormPage, host: Any = None, name: str = "Ines") -> SignUp:
    send_right(form, host=host, your_name=name)
    return SignUp.objects.get(name=name)


def readable(user: Any) -> set[str]:
    anew = type(user).objects.get(pk=user.pk)
    return set(SignUp.objects.allowed(anew, "view").values_list("name", flat=True))


def test_only_the_root_stands_for_everything(home_page):
    form = SignUpFormPageFactory()
    received(form, name="Ada")
    everywhere = staff_of(Page.get_first_root_node(), "view")
    one_site = staff_of(home_page, "view")
    assert readable(everywhere) == readable(one_site) == {"Ada"}
    form.delete()
    assert readable(everywhere) == {"Ada"}
    assert readable(one_site) == set()


def test_an_offer_that_shows_a_form_from_elsewhere_gives_its_own_sign_ups_only():
    form = SignUpFormPageFactory()
    mine, other = OfferPageFactory(sign_up_form=form), OfferPageFactory(sign_up_form=form)
    received(form, host=mine, name="Ada")
    received(form, host=other, name="Bo")
    received(form, name="Cy")
    assert readable(staff_of(mine, "view")) == {"Ada"}
    assert readable(staff_of(form, "view")) == {"Ada", "Bo", "Cy"}


def test_a_form_below_an_offer_belongs_to_the_offer_until_it_is_moved():
    offer = OfferPageFactory()
    form = SignUpFormPageFactory(parent=offer)
    received(form, name="Ada")
    user = staff_of(OfferPage.objects.get(), "view")
    assert readable(user) == {"Ada"}
    SignUpFormPage.objects.get().move(OfferIndexPage.objects.get(), "last-child")
    assert readable(user) == set()


def test_what_was_given_at_a_page_goes_with_the_page():
    gone, kept = SignUpFormPageFactory(), SignUpFormPageFactory()
    received(gone, name="Ada")
    received(kept, name="Bo")
    user = staff_of(gone, "view", "delete")
    gone.delete()
    assert readable(user) == set()
    assert not user.groups.get().sign_up_permissions.exists()
