"""Where a visitor is, and where they can go from here."""

from dataclasses import dataclass, field, replace
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from wagtail.models import Page

from cms.pages.content_policy import allow_style
from cms.pages.heads import Around, Head
from cms.pages.identity import Identity, identity_for
from cms.pages.models import BasePage
from cms.pages.routing import above, sections_of
from cms.pages.schema_org import breadcrumbs
from cms.pages.sites import site_of

register = template.Library()


@dataclass(frozen=True)
class Place:
    """Somewhere to go. `current` is a value for `aria-current`, empty if we are elsewhere."""

    title: str
    url: str
    current: str = ""


@dataclass(frozen=True)
class Navigation:
    """What stands around every page: who we are, the sections, the way to this page."""

    identity: Identity
    root: str = ""
    home: str = "/"
    menu: list[Place] = field(default_factory=list)
    footer: list[Place] = field(default_factory=list)
    trail: list[Place] = field(default_factory=list)
    searching: bool = False

    @property
    def site_name(self) -> str:
        """The name under which the site publishes."""
        return self.identity.name


@register.simple_tag(takes_context=True)
def site_navigation(context: Context) -> Navigation:
    """Give the navigation: the sections in the menu, all others in the footer.

    A page below a section has a trail of the pages above it, the front page first. What is no page
    of its own and has a `place`, a name, has a trail too, which ends with the page that it is a
    part of. In no query where routing has read the sections, and what is above the page.
    """
    request = context.get("request")
    site = site_of(request)
    if site is None:
        return Navigation(Identity(settings.WAGTAIL_SITE_NAME))
    root = site.root_page
    sections = sections_of(request, root)
    here = context.get("page")
    identity = identity_for(request, site)
    if identity.style and request is not None:
        allow_style(request, identity.style)
    return Navigation(
        identity,
        root=site.root_url,
        home=root.get_url(request),
        menu=[_place(page, here, request) for page in sections if page.show_in_menus],
        footer=[_place(page, here, request) for page in sections if not page.show_in_menus],
        trail=[
            Place(
                title=identity.name if page.pk == root.pk else page.title,
                url=page.get_url(request),
            )
            for page in _above(here, root, part=bool(context.get("place")))
        ],
        searching=request is not None and request.path == reverse("search"),
    )


@register.simple_tag(takes_context=True)
def page_head(context: Context, site: Navigation) -> Head | None:
    """Give what a page says of itself: one that a view has made, or that of the page shown.

    None for what is no page, as an error is none: nobody should look for it.
    """
    page, given = context.get("page"), context.get("head")
    if given or not isinstance(page, BasePage):
        return given
    trail = [(place.title, place.url) for place in site.trail]
    shown: dict[str, Any] = context.flatten()  # type: ignore[assignment]
    around = Around(site.root, site.identity, trail, shown)
    head = page.head(around)
    form = getattr(context.get("request"), "sign_up_form", None)
    return replace(
        head,
        robots=head.robots if settings.INDEXED else "noindex",
        failed=bool(form and form.failed),
        things=(*page.things(head, around), *breadcrumbs(head, around)),
    )


@register.filter
def may_be_staff(request: HttpRequest | None) -> bool:
    """Say whether to look up who asks. Looking makes a page uncacheable, so nobody else is."""
    return request is not None and settings.SESSION_COOKIE_NAME in request.COOKIES


def _place(section: Page, here: Any, request: HttpRequest | None) -> Place:
    url = section.get_url(request)
    current = ""
    if isinstance(here, Page) and here.path and here.path.startswith(section.path):
        exact = here.pk == section.pk and request is not None and request.path == url
        current = "page" if exact else "true"
    return Place(title=section.title, url=url, current=current)


def _above(here: Any, root: Page, *, part: bool) -> list[Page]:
    """Give the pages above one, or above a part of it, from the root down; none for a section."""
    below = here.depth - root.depth if isinstance(here, Page) and here.depth else 0
    if part and below < 2:
        return [root, here] if below else [root]
    if below < 2:
        return []
    return [root, *(page for page in above(here) if page.depth > root.depth)]
