"""Which site is asked for."""

from functools import cache

from django.db.models import CharField, Q
from django.http import HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Site

from cms.pages.statements import Given, WholeRows


def site_of(request: HttpRequest | None) -> Site | None:
    """Give the site that is asked for, with how it looks, kept where Wagtail looks for it.

    None where there is none, as for no request.
    """
    if request is None:
        return None
    if not hasattr(request, "_wagtail_site"):
        host = split_domain_port(request._get_raw_host())[0]  # type: ignore[attr-defined]
        found = list(_sites().rows(host=host))
        request._wagtail_site = _best(found, host, int(request.get_port()))  # type: ignore[attr-defined]
    site: Site | None = request._wagtail_site  # type: ignore[attr-defined]
    return site


@cache
def _sites() -> WholeRows[Site]:
    """Give the query for the sites of a host, and for the default one."""
    asked = Q(hostname=Given("host", CharField())) | Q(is_default_site=True)
    sites = Site.objects.filter(asked)
    return WholeRows(sites.select_related("root_page", "siteidentity__logo"))


def _best(sites: list[Site], host: str, port: int) -> Site | None:
    """Give the site of a host and port; else the one site of that host, or the default one."""
    of_host = [site for site in sites if site.hostname == host]
    default = next((site for site in sites if site.is_default_site), None)
    exact = next((site for site in of_host if site.port == port), None)
    if exact or default in of_host:
        return exact or default
    return of_host[0] if len(of_host) == 1 else default
