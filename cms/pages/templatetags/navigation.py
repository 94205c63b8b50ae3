"""Where a visitor is, and where they can go from here."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from wagtail.models import Page, Site

from cms.pages.visibility import published

register = template.Library()


@dataclass(frozen=True)
class Place:
    """Somewhere to go. `current` is a value for `aria-current`, empty if we are elsewhere."""

    title: str
    url: str
    current: str = ""


@dataclass(frozen=True)
class Navigation:
    """What stands around every page: the site’s name, its sections, its small print."""

    site_name: str
    home: str = "/"
    menu: list[Place] = field(default_factory=list)
    footer: list[Place] = field(default_factory=list)


@register.simple_tag(takes_context=True)
def site_navigation(context: Context) -> Navigation:
    """Give the navigation in one query: the sections in the menu, all others in the footer."""
    request = context.get("request")
    site = Site.find_for_request(request)
    if site is None:
        return Navigation(site_name=settings.WAGTAIL_SITE_NAME)
    sections = list(published(Page.objects.child_of(site.root_page)))
    here = context.get("page")
    return Navigation(
        site_name=site.site_name or settings.WAGTAIL_SITE_NAME,
        home=site.root_page.get_url(request),
        menu=[_place(page, here, request) for page in sections if page.show_in_menus],
        footer=[_place(page, here, request) for page in sections if not page.show_in_menus],
    )


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Context) -> list[Place]:
    """Give the pages above this one, the front page first; none for a section of the site."""
    page, request = context.get("page"), context.get("request")
    site = Site.find_for_request(request)
    if site is None or not isinstance(page, Page) or page.depth <= site.root_page.depth + 1:
        return []
    above = page.get_ancestors().filter(depth__gte=site.root_page.depth, live=True)
    return [Place(title=ancestor.title, url=ancestor.get_url(request)) for ancestor in above]


@register.simple_tag(takes_context=True)
def absolute(context: Context, address: str, number: int = 1) -> str:
    """Make an address of this site absolute: that of a list, or of its `number`th page.

    The site says where it is, not the request.
    """
    site = Site.find_for_request(context.get("request"))
    paged = f"{address}?page={number}" if number > 1 else address
    return urljoin(f"{site.root_url}/", paged) if site else paged


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
