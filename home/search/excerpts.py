"""Words of a text in which what was asked for is marked, as the search sees them."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import partial

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cms.publication.search import stems

BEFORE, LONG = 70, 240  # characters
MOST = 40_000  # characters that are looked through for the first hit

#: A word with its accents, wherever they stand, and its apostrophes.
_PART = r"(?:[^\W_]|[\u0300-\u036f])+"
_WORD = re.compile(rf"{_PART}(?:['‘’ʼ＇]{_PART})*")  # noqa: RUF001 - these very characters
#: Texts of items tell where links lead; that is nothing to read here.
_ADDRESS = re.compile(r" \((?:https?|mailto|tel):[^)\s]*\)")
#: How they begin an item of a list.
_ITEM = re.compile(r"^- ", re.MULTILINE)
#: What stands between parts, where some of them are empty.
_GAPS = re.compile(r"(?:· )+")


def marked(text: str, asked: Collection[str]) -> SafeString:
    """Give a text as safe HTML, with each word that has one of some stems in a `<mark>`."""
    pieces, end = [], 0
    for word in _hits(text, asked):
        pieces += [escape(text[end : word.start()]), f"<mark>{escape(word[0])}</mark>"]
        end = word.end()
    pieces.append(escape(text[end:]))
    return mark_safe("".join(pieces))  # noqa: S308 - each piece is escaped


def excerpt(
    texts: Iterable[str], asked: Collection[str], *, from_start: bool = False
) -> SafeString:
    """Give what stands around the first hit in some texts; where none has one, how they begin."""
    listed = " · ".join(_ITEM.sub(" · ", text) for text in texts)
    words = " ".join(_ADDRESS.sub("", listed)[:MOST].split())
    whole = _GAPS.sub("· ", words).strip(" ·")
    hit = None if from_start else next(_hits(whole, asked), None)
    start = _word_begins(whole, hit.start() - BEFORE) if hit else 0
    end = _word_ends(whole, start + LONG)
    shown = marked(whole[start:end].strip(" ·"), asked)
    return mark_safe(  # noqa: S308 - marked() has escaped it
        f"{'… ' if start else ''}{shown}{' …' if end < len(whole) else ''}"
    )


def _hits(text: str, asked: Collection[str]) -> Iterator[re.Match[str]]:
    known = frozenset(asked)
    first = frozenset(stem[:1] for stem in known)
    return filter(partial(_is_hit, known, first), _WORD.finditer(text))


def _is_hit(asked: frozenset[str], first: frozenset[str], word: re.Match[str]) -> bool:
    """Compare stems, which cost most, only of words that begin as one of them does."""
    said = word[0]
    if said.isascii() and said[0].lower() not in first:
        return False
    return not asked.isdisjoint(stems(said))


def _word_begins(text: str, at: int) -> int:
    return text.find(" ", at) + 1 if at > 0 else 0


def _word_ends(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    blank = text.rfind(" ", 0, at)
    return blank if blank > at - LONG // 2 else at
