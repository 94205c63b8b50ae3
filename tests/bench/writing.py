"""Words for a great many items: invented, the same in every run."""

import random
from typing import Any

MONTH = "published_from=2025-06-01&published_to=2025-07-01"
SEED = 20_260_301
SITE = "https://bench.example.org"

#: A fifth of all posts hold it: the common word that is searched for.
COMMON_WORD = "harvest"

_WORDS = (
    "allotment bakery bench bicycle bridge bus calendar candle canal chair choir church "
    "circle clinic club coat coffee committee corner courtyard cupboard dance decision door "
    "drum estate evening family ferry field fund garden grant hall harbour hill idea kettle "
    "kitchen ladder lantern letter library map market meeting mill minute morning museum "
    "neighbour notebook orchard park partner path photograph piano plan playground pond "
    "poster promise question radio recipe record repair river road roof room school season "
    "shed shop song square stage station story street supper table tower tree vote walk wall "
    "weekend window winter workshop about after along before between beyond during inside "
    "near over since through under until we they who nobody everybody somebody brought built "
    "carried chose counted found gave heard kept learned made met opened painted planted "
    "played shared showed sold started told took tried walked wanted wrote brave bright "
    "careful early gentle honest late local long new old open patient plain quick quiet ready "
    "round shared short small steady useful warm wide"
)
_VOCABULARY = _WORDS.split()


class Writer:
    """Writes words, sentences and bodies; always the same ones in the same order."""

    def __init__(self) -> None:
        """Begin at the beginning."""
        self.random = random.Random(SEED)  # noqa: S311 - nothing here is secret
        self.paragraphs = [self._paragraph() for _ in range(400)]

    def words(self, count: int) -> str:
        """Give some words, the first with a capital letter."""
        return " ".join(self.random.choices(_VOCABULARY, k=count)).capitalize()

    def _paragraph(self) -> str:
        return " ".join(f"{self.words(self.random.randint(8, 16))}." for _ in range(5))

    def body(self, paragraphs: int, *, mentions: str = "") -> dict[str, Any]:
        """Give a body in its three forms: a heading before every third paragraph, one quote."""
        blocks: list[dict[str, Any]] = []
        for number in range(paragraphs):
            if number % 3 == 0:
                self._add(blocks, "heading", "h2", self.words(5))
            words = self.random.choice(self.paragraphs)
            self._add(blocks, "paragraph", "p", f"{words} {mentions}".strip())
        self._add(blocks, "quote", "blockquote", self.words(14))
        return {
            "html": "\n".join(block["html"] for block in blocks),
            "blocks": blocks,
            "text": "\n\n".join(block["text"] for block in blocks),
        }

    def _add(self, blocks: list[dict[str, Any]], kind: str, tag: str, words: str) -> None:
        html = f"<{tag}>{words}</{tag}>"
        key = f"{self.random.getrandbits(128):032x}"
        blocks.append({"id": key, "type": kind, "value": html, "html": html, "text": words})

    def picture(self, number: int) -> dict[str, Any]:
        """Give a picture in its sizes."""
        address = f"{SITE}/media/images/picture-{number:08x}"
        sizes = [
            {
                "url": f"{address}.width-{width}.{name}",
                "width": width,
                "height": width * 9 // 16,
                "type": f"image/{name}",
            }
            for width in (320, 640, 960, 1280, 1920)
            for name in ("webp", "jpeg")
        ]
        about = {"alt": self.words(8), "decorative": False, "caption": self.words(6)}
        size = {"width": 1920, "height": 1080, "focal_point": None}
        return {**about, "credit": self.words(3), **size, "sizes": sizes}


def in_full(words: str) -> dict[str, str]:
    """Give words as rich text."""
    return {"html": f"<p>{words}</p>", "text": words}
