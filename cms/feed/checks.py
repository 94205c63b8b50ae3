"""What the feed needs beside its code."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

#: The client that the documentation shows.
CLIENT = settings.BASE_DIR / "docs" / "examples" / "partner_copy.py"


def client(**kwargs: Any) -> list[CheckMessage]:
    """Say so when the client is not there, as where the code was deployed without `docs`."""
    if CLIENT.is_file():
        return []
    return [
        Error(
            f"The documentation of the feed shows a client, and {CLIENT} is not there.",
            hint="Deploy the folder docs together with the code.",
            id="feed.E001",
        )
    ]
