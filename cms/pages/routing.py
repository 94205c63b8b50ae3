"""Find the page at an address: in one query for the way to it, and one for the page itself."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.urls import Resolver404
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, PageViewRestriction

#: The attribute under which a page that was asked for keeps the pages above it, from the root of
#: the site down.
ABOVE = "_pages_above"
#: More levels than this the tree cannot have.
DEEPEST = Page._meta.get_field("path").max_length // Page.steplen


def route_below(root: Page, request: HttpRequest, slugs: Sequence[str]) -> Any:
    """Give the route to the page that some slugs lead to from a page, as `Page.route()` does.

    Wagtail asks for each page on the way, and then for its own sort; here they are asked for all
    at once. Raises Http404 when nothing is there.
    """
    above = [root]
    way = _on_the_way(root, slugs)
    for number, page in enumerate(way, 1):
        left = list(slugs[number:])
        if number == len(way) or _has_a_route(page, left):
            if left and not _has_a_route(page, left):
                break
            found = _whole(page)
            found._cached_parent_obj = above[-1]
            setattr(found, ABOVE, above)
            return found.route(request, left)
        above.append(page)
    raise Http404


def restrictions_on(page: Page) -> "QuerySet[Any] | None":
    """Give what restricts a page or one above it, if it is known what is above it.

    Not where an alias is among them: that has the restrictions of the page it repeats.
    """
    above = getattr(page, ABOVE, None)
    if above is None or any(each.alias_of_id for each in (page, *above)):
        return None
    root = above[0]
    higher = [root.path[:end] for end in range(root.steplen, len(root.path), root.steplen)]
    known = [each.pk for each in (page, *above)]
    restrictions: QuerySet[Any] = PageViewRestriction.objects.filter(
        Q(page__in=known) | Q(page__path__in=higher)
    )
    return restrictions


def _on_the_way(root: Page, slugs: Sequence[str]) -> list[Page]:
    """Give the pages that the first slugs lead to, as far as there are any."""
    slugs = slugs[:DEEPEST]
    paths = [f"{root.url_path}{'/'.join(slugs[:end])}/" for end in range(1, len(slugs) + 1)]
    there = Page.objects.filter(slug__in=slugs, url_path__in=paths).descendant_of(root)
    found = {page.url_path: page for page in there}
    way = []
    for path in paths:
        if path not in found:
            break
        way.append(found[path])
    return way


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
    if kind is None:
        return page
    found = kind._default_manager.select_related(*getattr(kind, "shown_with", ()))
    return found.get(pk=page.pk)
