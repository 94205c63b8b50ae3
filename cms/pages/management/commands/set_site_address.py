"""Tells Wagtail where the public finds the site."""

from argparse import ArgumentParser
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

DEFAULT_PORTS = {"http": 80, "https": 443}


class Command(BaseCommand):
    """Sets the default site's host and port. Harmless to run again."""

    help = "Sets the address of the default site, by default from PUBLIC_BASE_URL."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address."""
        parser.add_argument("address", nargs="?", default=settings.WAGTAILADMIN_BASE_URL)

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        """Set the address, if it is another.

        Raises CommandError for an address that Wagtail cannot give its pages.
        """
        hostname, port = _host_and_port(address)
        site = Site.objects.get(is_default_site=True)
        if (site.hostname, site.port) != (hostname, port):
            site.hostname, site.port = hostname, port
            site.full_clean()
            site.save()
        self.stdout.write(f"The site is at {site.root_url}")


def _host_and_port(address: str) -> tuple[str, int]:
    """Give the host and the port of an address."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise CommandError(f"{address} is no address: {error}.") from error
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname or parts.path.strip("/"):
        raise CommandError(f"{address} is not the address of a site, as in https://example.org")
    port = port or DEFAULT_PORTS[parts.scheme]
    # Wagtail keeps no scheme: it reads https from port 443, and http from any other.
    if (parts.scheme == "https") != (port == 443):
        raise CommandError(f"Wagtail cannot write links to {parts.scheme} on port {port}.")
    return parts.hostname, port
