"""How much of an item goes out, taken from its stored JSON."""

import json
from dataclasses import dataclass
from typing import Any, Self

from cms.feed.parameters import BODY_FORMATS
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
    def bodies(self) -> frozenset[str]:
        """Give the forms of the body that a list has to add to its items."""
        if self.formats is not None:
            return self.formats
        return frozenset(BODY_FORMATS if self.fields and "body" in self.fields else ())

    def summary(self, item: ContentItem) -> str:
        """Give the JSON of an item in a list. What is stored goes out unread where it can."""
        if self.fields is None and not self.bodies:
            return item.summary_json()
        content = self._narrowed(json.loads(item.summary_json()))
        if self.bodies:
            whole = json.loads(item.detail_json())
            if "body" in whole:
                content["body"] = _only(whole["body"], self.bodies)
        return _json(content)

    def detail(self, item: ContentItem) -> str:
        """Give the JSON of a whole item. What is stored goes out unread where it can."""
        if self.fields is None and self.formats is None:
            return item.detail_json()
        whole = json.loads(item.detail_json())
        content = self._narrowed(whole)
        if self.formats is None:
            return _json(content)
        body = _only(whole["body"], self.formats)
        return _json({**content, "body": body} if body else _without(content, "body"))

    def columns(self) -> list[str]:
        """Give the stored texts that a list has to read."""
        return ["summary", "detail"] if self.bodies else ["summary"]

    def _narrowed(self, content: dict[str, Any]) -> dict[str, Any]:
        return content if self.fields is None else _only(content, self.fields | ALWAYS)


def _only(content: dict[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name in names}


def _without(content: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in content.items() if key != name}


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
