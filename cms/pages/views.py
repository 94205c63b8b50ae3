"""Serves the pages of the site."""

from django.http import HttpRequest, HttpResponse
from wagtail.views import serve as serve_page

from cms.pages.routing import route_to


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the page at a path as Wagtail does, which is told which page that is.

    Raises Http404 where there is none.
    """
    request._wagtail_route_for_request = route_to(request, path)  # type: ignore[attr-defined]
    response: HttpResponse = serve_page(request, path)
    return response
