"""Which paths of the site lead somewhere."""

from functools import cache

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import get_resolver
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, Site

from cms.pages.routing import route_to


def page_at(request: HttpRequest, path: str) -> bool:
    """Say whether a path leads to a page, or to a part of one."""
    return route_to(request, path) is not None


@cache
def own_addresses() -> frozenset[str]:
    """Give the first parts of addresses that are no pages: a page with such a slug has none."""
    patterns = (str(one.pattern).strip("^/$") for one in get_resolver().url_patterns)
    files = (settings.STATIC_URL.strip("/"), settings.MEDIA_URL.strip("/"))
    return frozenset(first for first in (*patterns, *files) if first and "/" not in first)


def is_taken(above: Page, slug: str) -> bool:
    """Say whether a page with a slug would have the address of something else below a page."""
    if slug in own_addresses() and Site.objects.filter(root_page=above.pk).exists():
        return True
    parts = above.specific
    if not isinstance(parts, RoutablePageMixin):
        return False
    try:
        parts.resolve_subpage(f"/{slug}/")
    except Http404:
        return False
    return True
