"""Checks that the addresses this site gives out agree with each other."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections
from wagtail.models import Site

from cms.pages.addresses import root_url


@register(Tags.database)
def site_address_agrees(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Warn if pages and staff mail would name different hosts; developers may use any port.

    Runs where the database is at hand: `check --database default` and `migrate`, which also
    runs it before there are any tables.
    """
    if settings.DEBUG or "default" not in (databases or ()):
        return []
    if Site._meta.db_table not in connections["default"].introspection.table_names():
        return []
    expected, found = settings.WAGTAILADMIN_BASE_URL.rstrip("/"), root_url()
    if expected == found:
        return []
    return [
        Warning(
            f"The default site is at {found}, but WAGTAILADMIN_BASE_URL is {expected}.",
            hint="Run `manage.py set_site_address` after `manage.py migrate`.",
            id="pages.W001",
        )
    ]
