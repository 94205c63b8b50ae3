"""What a visitor asks for."""

from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from cms.blocks.markup import printable
from cms.publication.kinds import KINDS
from cms.publication.search import stems

#: The kinds that have pages of their own, and plain pages, which are no content items.
PLAIN = "pages"
SHOWN = {
    **{name: KINDS[name].title for name in ("posts", "offers", "sessions", "authors", "topics")},
    PLAIN: "Other pages",
}
LONGEST = 200  # characters
MOST_WORDS = 10


@dataclass(frozen=True)
class Question:
    """Some words, and by what the results are narrowed: a kind, and the slug of a topic."""

    words: str = ""
    kind: str = ""
    topic: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """Read it from the address. What nobody can mean is passed over."""
        words = " ".join(printable(request.GET.get("q", "")[: 5 * LONGEST]).split())
        kind = request.GET.get("kind", "")
        topic = printable(request.GET.get("topic", ""))[:80]
        return cls(words[:LONGEST].strip(), kind if kind in SHOWN else "", topic)

    @property
    def stems(self) -> tuple[str, ...]:
        """Give what is looked for; nothing where there is no word."""
        return stems(self.words)[:MOST_WORDS]

    def address(self, **changed: str) -> str:
        """Give the path of the results, narrowed otherwise where that is said."""
        other = replace(self, **changed)
        asked = {"q": other.words, "kind": other.kind, "topic": other.topic}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{reverse('search')}?{query}" if query else reverse("search")
