"""What publication needs of the database."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections


def full_text(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Say so when SQLite was built without FTS5."""
    return [
        Error(
            "This SQLite has no FTS5, by which search works.",
            hint="Use a Python whose SQLite has it, or PostgreSQL.",
            obj=alias,
            id="publication.E001",
        )
        for alias in databases or ()
        if connections[alias].vendor == "sqlite" and not _has_fts5(alias)
    ]


def _has_fts5(alias: str) -> bool:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'")
        return cursor.fetchone() is not None
