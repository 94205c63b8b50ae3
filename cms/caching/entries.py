"""What is kept of pages, and where: the cache named `pages`."""

import json
import uuid
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from cms.caching.release import release

#: The version under which a page was made: the clock's epoch and number, and the last moment at
#: which time changed something.
State = tuple[uuid.UUID, int, datetime | None]

LARGEST = 512 * 1024  # bytes of a page that is kept: with how many there are, a bound for all


class Entry(NamedTuple):
    """A page as it was made under a version: its headers, its tag and its bytes."""

    state: State
    headers: list[tuple[str, str]]
    tag: str
    content: bytes

    @classmethod
    def of(cls, response: HttpResponse, state: State) -> "Entry":
        """Keep an answer."""
        tag = f'"{sha256(response.content).hexdigest()[:32]}"'
        return cls(state, list(response.items()), tag, response.content)


def key_of(request: HttpRequest, parameters: Mapping[str, str]) -> str:
    """Give the key of a page: the same for all that get the same."""
    place = [request.scheme, request.get_host(), request.path, request.path_info]
    # As JSON, in which nothing that is asked for can pass for something else.
    asked = json.dumps([release(), *place, sorted(parameters.items())])
    return sha256(asked.encode()).hexdigest()


def kept(key: str, state: State) -> Entry | None:
    """Give what is kept under a key, if it was made under this version."""
    stored = caches["pages"].get(key)
    return stored if isinstance(stored, Entry) and stored.state == state else None


def keep(key: str, entry: Entry) -> None:
    """Keep an entry instead of the one before, unless it is too large."""
    if len(entry.content) <= LARGEST:
        caches["pages"].set(key, entry)
