"""Find the page at an address: in one query for the way to it, and one for the page itself."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db.models import CharField, Q, TextField
from django.http import Http404, HttpRequest
from django.urls import Resolver404
from django.utils import timezone
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page

from cms.pages.sites import site_of
from cms.pages.statements import MOMENT, Given, WholeRows
from cms.pages.visibility import published, with_visibility

#: The attribute under which a page that was asked for keeps the pages above it, from the root of
#: the site down.
ABOVE = "_pages_above"
#: That under which a request keeps the public pages right below the root of its site.
SECTIONS = "_sections"
#: More levels than this the tree cannot have.
DEEPEST = Page._meta.get_field("path").max_length // Page.steplen


def route_to(request: HttpRequest, path: str) -> Any:
    """Give the route to the page at a path, as `Page.route_for_request()` does; maybe None."""
    site = site_of(request)
    if site is None:
        return None
    try:
        return route_below(site.root_page, request, [slug for slug in path.split("/") if slug])
    except Http404:
        return None


def route_below(root: Page, request: HttpRequest, slugs: Sequence[str]) -> Any:
    """Give the route to the page that some slugs lead to from a page, as `Page.route()` does.

    Wagtail asks for each page on the way, and then for its own sort; here they are asked for all
    at once, with the sections of the site. Raises Http404 when nothing is there.
    """
    way = _on_the_way(root, request, slugs)
    for number, page in enumerate(way):
        left = list(slugs[number:])
        if number == len(way) - 1 or _has_a_route(page, left):
            if left and not _has_a_route(page, left):
                break
            found = _whole(page)
            if number:
                found._cached_parent_obj = way[number - 1]
            setattr(found, ABOVE, way[:number])
            return found.route(request, left)
    raise Http404


def above(page: Page) -> list[Page]:
    """Give the public pages above one, from the root of the site down, in no query if known."""
    known = getattr(page, ABOVE, None)
    if known is not None:
        return [each for each in known if each.is_public]
    return list(published(page.get_ancestors()))


def is_open(page: Page) -> bool:
    """Say whether it is known that no restriction lies on a page or on one above it.

    An alias has the restrictions of the page it repeats, too.
    """
    known = getattr(page, ABOVE, None)
    if known is None or page.is_restricted:
        return False
    return not any(each.alias_of_id for each in (page, *known))


def sections_of(request: HttpRequest | None, root: Page) -> list[Page]:
    """Give the public pages right below the root of a site, in no query if known."""
    known: list[Page] | None = getattr(request, SECTIONS, None)
    if known is None:
        known = list(published(Page.objects.child_of(root)))
        if request is not None:
            setattr(request, SECTIONS, known)
    return known


def _on_the_way(root: Page, request: HttpRequest, slugs: Sequence[str]) -> list[Page]:
    """Give a page and those that the first slugs lead to from it, as far as there are any."""
    slugs = slugs[:DEEPEST]
    paths = [f"{root.url_path}{'/'.join(slugs[:end])}/" for end in range(1, len(slugs) + 1)]
    steps = {f"slug_{number}": slug for number, slug in enumerate(slugs)}
    steps |= {f"path_{number}": path for number, path in enumerate(paths)}
    statement = _sections_and_steps(root.pk, root.path, root.depth, len(paths))
    there = list(statement.rows(moment=timezone.now(), **steps))
    site = site_of(request)
    if site and site.root_page_id == root.pk:
        sections = [page for page in there if page.depth == root.depth + 1 and page.is_public]
        setattr(request, SECTIONS, sections)
    found = {page.url_path: page for page in there}
    way = []
    for path in [root.url_path, *paths]:
        if path not in found:
            break
        way.append(found[path])
    return way


@lru_cache(maxsize=64)
def _sections_and_steps(pk: int, path: str, depth: int, steps: int) -> WholeRows[Page]:
    """Give the query for the root of a site, what is right below it, and the steps of a way."""
    wanted = Q(pk=pk) | Q(depth=depth + 1)
    for number in range(steps):
        slug, url_path = Given(f"slug_{number}", CharField()), Given(f"path_{number}", TextField())
        wanted |= Q(slug=slug, url_path=url_path)
    below = Page.objects.filter(wanted, path__startswith=path, depth__gte=depth)
    return WholeRows(with_visibility(below, MOMENT))


def _has_a_route(page: Page, slugs: list[str]) -> bool:
    """Say whether a page answers by itself at what would be an address below it."""
    kind = page.specific_class
    if not (page.live and kind and issubclass(kind, RoutablePageMixin)):
        return False
    path = "".join(f"{slug}/" for slug in slugs)
    try:
        kind.get_resolver().resolve(f"/{path}")
    except Resolver404:
        return False
    return True


def _whole(page: Page) -> Any:
    """Give a page as what it is, along with what its sort always shows."""
    kind = page.specific_class
    if kind is None or not hasattr(kind, "to_be_shown"):
        return page.specific
    whole = kind.to_be_shown().get(pk=page.pk)
    whole.is_public, whole.is_restricted = page.is_public, page.is_restricted
    return whole
