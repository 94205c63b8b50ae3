"""Addresses. The default site says where the public finds us, and nothing else does."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from wagtail.models import Site

from cms.blocks.markup import printable

#: What the paths begin with that lead to no pages.
ELSEWHERE = ("/admin/", "/api/", "/static/", "/media/", "/documents/", "/sign-up/", "/_util/")


def root_url() -> str:
    """Give the address of the default site, without a slash at its end.

    Raises ImproperlyConfigured when no site is the default one.
    """
    return str(default_site().root_url)


def name_of(site: Site) -> str:
    """Give the name under which a site publishes."""
    return printable(site.site_name) or str(settings.WAGTAIL_SITE_NAME)


def default_site() -> Site:
    """Give the default site. Raises ImproperlyConfigured when there is none."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        raise ImproperlyConfigured("No site is the default one: set it under Settings, Sites.")
    return site


def absolute(address: str, root: str = "") -> str:
    """Make an address absolute. Give `root` to save the look-up when there are many."""
    return urljoin(f"{root or root_url()}/", address)
