"""Absolute addresses. The default site says where the public finds us, and nothing else does."""

from urllib.parse import urljoin

from django.core.exceptions import ImproperlyConfigured
from wagtail.models import Site


def root_url() -> str:
    """Give the address of the default site, without a slash at its end.

    Raises ImproperlyConfigured when no site is the default one.
    """
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        raise ImproperlyConfigured("No site is the default one: set it under Settings, Sites.")
    return str(site.root_url)


def absolute(address: str, root: str = "") -> str:
    """Make an address absolute. Give `root` to save the look-up when there are many."""
    return urljoin(f"{root or root_url()}/", address)
