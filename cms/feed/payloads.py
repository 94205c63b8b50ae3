"""How much of an item goes out, taken from its stored JSON."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

from cms.feed.parameters import ALL, BODY_FORMATS, field_names, summary_names
from cms.publication.kinds import KINDS
from cms.publication.models import ContentItem

ALWAYS = {"id", "kind"}


@dataclass(frozen=True)
class Shape:
    """What `fields` and `body` ask for; None where they were left out."""

    fields: frozenset[str] | None
    formats: frozenset[str] | None

    @classmethod
    def asked(cls, understood: dict[str, Any]) -> Self:
        """Take it out of the parameters of a request."""
        return cls(understood.get("fields"), understood.get("body"))

    @property
    def column(self) -> str:
        """Give the stored text that a list has to read."""
        beyond = self.fields is not None and self.fields & _only_in_whole_items()
        return "detail" if beyond or self.formats else "summary"

    def summary(self, item: ContentItem) -> str:
        """Give the JSON of an item in a list. What is stored goes out unread where it can."""
        if self.column == "detail":
            wanted = summary_names(item.kind) if self.fields is None else self.fields
            formats = BODY_FORMATS if wanted & {"body", ALL} else ()
            return self._cut(item.detail_json(), wanted, formats)
        if self.fields is None:
            return item.summary_json()
        return self._cut(item.summary_json(), self.fields, ())

    def detail(self, item: ContentItem) -> str:
        """Give the JSON of a whole item. What is stored goes out unread where it can."""
        wanted = frozenset({ALL}) if self.fields is None else self.fields
        formats = BODY_FORMATS if wanted & {"body", ALL} else ()
        return self._cut(item.detail_json(), wanted, formats)

    def _cut(self, stored: str, wanted: frozenset[str], formats: Iterable[str]) -> str:
        """Keep the wanted fields; the body in the forms asked for, else in the given ones."""
        if ALL in wanted and self.formats is None:
            return stored
        whole = json.loads(stored)
        content = whole if ALL in wanted else _only(whole, wanted | ALWAYS)
        body = content.pop("body", None) or whole.get("body")
        kept = frozenset(formats) if self.formats is None else self.formats
        if body and kept:
            content["body"] = _only(body, kept)
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


@cache
def _only_in_whole_items() -> frozenset[str]:
    """Give the fields that no list brings unasked; and the word for all fields."""
    found = ({*field_names(kind)} - summary_names(kind) for kind in KINDS)
    return frozenset({ALL}.union(*found))


def _only(content: dict[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name in names}
