"""A sign-up form in a page: which pages show it, and all that its template needs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.blocks import StreamValue
from wagtail.models import Page

from cms.blocks.links import Link, Links
from cms.pages.routing import sections_of
from cms.pages.sites import site_of
from cms.pages.visibility import published
from offers.form.opening import why_not_open
from offers.form.promise import kept_for, purpose_in
from offers.form.sign_up_form import CONSENT, HOST, SignUpForm
from offers.form.stamp import STAMP, stamp
from offers.status import Status


@dataclass(frozen=True)
class NotOpen:
    """Why there is no form: the offer it is for is not open. `offers` leads to other offers."""

    status: Status
    offer: Link
    at_home: bool
    opens_at: datetime | None
    closes_at: datetime | None
    offers: Link | None


@dataclass(frozen=True)
class EmbeddedForm:
    """A form in the page that shows it, ready for the template: nothing here makes a query."""

    page: Any
    form: SignUpForm
    host: Any
    #: Tells the form from others in the same page.
    id: str
    action: str
    #: Where the links of the intro lead.
    links: Links
    privacy: Link | None
    not_open: NotOpen | None

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """Give the names and values that travel along."""
        shown = self.form.data.get(self.form.add_prefix(STAMP)) or stamp(self.page)
        return [
            (self.form.add_prefix(HOST), str(self.host.pk or "")),
            (self.form.add_prefix(STAMP), shown),  # the first one: who corrects may be quick
        ]

    @property
    def purpose(self) -> str:
        """Give what is done with the answers."""
        return purpose_in(self.page.purpose)

    @property
    def kept_for(self) -> str:
        """Give how long the answers are kept, in words."""
        return kept_for(self.page.retention_days)

    @property
    def consent(self) -> Any:
        """Give the box to tick, if there is wording to agree to."""
        return self.form[CONSENT] if CONSENT in self.form.fields else None

    @property
    def asked(self) -> list[Any]:
        """Give the questions that people see, in order."""
        return [bound for bound in self.form.visible_fields() if bound.name != CONSENT]


def shows(host: Any, form_page: Any) -> bool:
    """Say whether a page shows a form: as its own sign-up form, or in its body."""
    if host.pk == form_page.pk or getattr(host, "sign_up_form_id", None) == form_page.pk:
        return True
    return any(
        child["type"] == "sign_up_form" and child["value"].get("form") == form_page.pk
        for body in host.bodies()
        if isinstance(body, StreamValue)
        for child in body.raw_data
    )


def embed(form_page: Any, host: Any, request: HttpRequest | None, links: Links) -> EmbeddedForm:
    """Give a form as one page shows it: with what was typed, if it was just sent in.

    `links` lead to wherever the form leads.
    """
    number = _times_shown(form_page, request)
    auto_id = "id_%s" if number == 1 else f"id_%s_{number}"
    sent = getattr(request, "sign_up_form", None)
    if sent is not None and sent.page.pk == form_page.pk:
        form, not_open = form_page.form(sent.data, auto_id=auto_id), None  # who began may finish
        form.notice, form.uploads = sent.notice, sent.uploads
    else:
        not_open = _not_open(form_page, host, request)
        form = form_page.form(auto_id=auto_id, shut=not_open is not None)
    return EmbeddedForm(
        page=form_page,
        form=form,
        host=host,
        id=f"sign-up-{form_page.pk}" + (f"-{number}" if number > 1 else ""),
        action=reverse("offers:sign_up", args=[form_page.key]),
        links=links,
        privacy=links.page(form_page.privacy_page_id),
        not_open=not_open,
    )


def _times_shown(form_page: Any, request: HttpRequest | None) -> int:
    """Count how often a request has shown a form, so that no two have the same ids."""
    if request is None:
        return 1
    counts: dict[int, int] = request.__dict__.setdefault("sign_up_forms_shown", {})
    counts[form_page.pk] = counts.get(form_page.pk, 0) + 1
    return counts[form_page.pk]


def public_link(pk: int | None) -> Link | None:
    """Give the link to a page that the public may see."""
    page = published(Page.objects.filter(pk=pk)).first() if pk else None
    return Link(title=page.title, url=page.get_url() or "") if page else None


def _not_open(form_page: Any, host: Any, request: HttpRequest | None) -> NotOpen | None:
    """Say why nobody can sign up now; None if somebody can."""
    found = why_not_open(getattr(form_page, "public_offers", []), host, timezone.now())
    if found is None:
        return None
    offer, status = found
    return NotOpen(
        status=status,
        offer=Link(title=offer.title, url=offer.get_url() or ""),
        at_home=offer.pk == host.pk,
        opens_at=offer.opens_at,
        closes_at=offer.closes_at,
        offers=_section_of(offer, request),
    )


def _section_of(offer: Any, request: HttpRequest | None) -> Link | None:
    """Give the link to the section of the site that an offer is in."""
    site = site_of(request)
    above = sections_of(request, site.root_page) if site else []
    sections = (each for each in above if offer.path.startswith(each.path))
    return next((Link(title=each.title, url=each.get_url() or "") for each in sections), None)
