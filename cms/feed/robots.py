"""What search engines are asked to leave alone (RFC 9309), and where they find the rest."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cms.pages.addresses import root_url

#: Addresses at which there is nothing to find, but for people who have a reason to go there. The
#: search page is none of them: what may not be fetched is never read to be `noindex`.
ELSEWHERE = ("/admin/", "/sign-up/")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Give the rules for all of them."""
    closed = ELSEWHERE if settings.INDEXED else ("/",)
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    if settings.INDEXED:
        lines += ["", f"Sitemap: {root_url()}/sitemap.xml"]
    response = HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "public, max-age=3600"
    return response
