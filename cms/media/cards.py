"""The picture that a page without one is shared with: its title, in the programme’s colours."""

import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from PIL import Image, ImageDraw

from cms.media.fonts import Face, face

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
#: Where the title may stand, from the top, and in which sizes it is tried.
TOP, BOTTOM = 140, 446
SIZES = range(88, 35, -4)
#: In this size and smaller ones, a word may be broken that is longer than a line.
SMALL_ENOUGH = 60
#: How far lines are apart, of their size.
LEADING = 1.14
#: Drawn larger and then made smaller, so that circles have smooth edges.
FINER = 3
#: Counts up when cards come to look different, so that all are drawn anew.
DESIGN = 1

#: The colours of a palette that a card is drawn in.
COLOURS = ("brand", "on-brand", "soft-on-brand", "accent", "second", "overlap")


@dataclass(frozen=True)
class Card:
    """What a card shows: a title, a label above it, the programme, and the colours by name."""

    title: str
    label: str
    name: str
    strapline: str
    colours: Mapping[str, str]

    @property
    def digest(self) -> str:
        """Give what tells it from every other card."""
        shown = json.dumps([DESIGN, asdict(self)], sort_keys=True)
        return hashlib.sha256(shown.encode()).hexdigest()

    def png(self) -> bytes:
        """Draw it."""
        card = Image.new("RGB", (WIDTH, HEIGHT), self.colours["brand"])
        self._circles(card)
        draw = ImageDraw.Draw(card)
        label = face("strong", 32).drawable(self.label)
        face("strong", 32).write(draw, (MARGIN, 104), label, self.colours["second"])
        name = face("strong", 38).drawable(self.name)
        title = face("title", SIZES[0]).drawable(self.title) or name
        self._title(draw, title)
        self._programme(draw, "" if title == name else name)
        file = io.BytesIO()
        card.quantize(128, dither=Image.Dither.NONE).save(file, "PNG")
        return file.getvalue()

    def _title(self, draw: ImageDraw.ImageDraw, title: str) -> None:
        """Write the title, a little above the middle of its place."""
        size, lines = fitted(title)
        height = size * LEADING
        top = TOP + max(0.0, (BOTTOM - TOP - height * len(lines)) / 2.6)
        for number, line in enumerate(lines):
            place = (MARGIN - 2, top + number * height + size * 0.88)
            face("title", size).write(draw, place, line, self.colours["on-brand"])

    def _circles(self, card: Image.Image) -> None:
        """Draw the two circles of the mark, rising from the lower edge."""
        fine = Image.new("RGB", (480 * FINER, 190 * FINER), self.colours["brand"])
        draw = ImageDraw.Draw(fine)
        radius, middle = 150 * FINER, 200 * FINER
        first, second = 160 * FINER, 320 * FINER
        shared = Image.new("1", fine.size)
        for number, (x, colour) in enumerate([(first, "accent"), (second, "second")]):
            box = (x - radius, middle - radius, x + radius, middle + radius)
            draw.ellipse(box, self.colours[colour])
            mask = Image.new("1", fine.size)
            ImageDraw.Draw(mask).ellipse(box, 1)
            if number:
                fine.paste(self.colours["overlap"], mask=_both(shared, mask))
            shared = mask
        small = fine.resize((480, 190), Image.Resampling.LANCZOS)
        card.paste(small, (WIDTH - 480 - MARGIN + 10, HEIGHT - 190))

    def _programme(self, draw: ImageDraw.ImageDraw, name: str) -> None:
        """Write who it comes from, left of the circles."""
        room = WIDTH - 2 * MARGIN - 490
        for text, use, size, colour, y in (
            (name, "strong", 38, "on-brand", 524),
            (self.strapline, "words", 26, "soft-on-brand", 566),
        ):
            line = shortened(face(use, size).drawable(text), face(use, size), room)
            face(use, size).write(draw, (MARGIN, y), line, self.colours[colour])


def fitted(text: str) -> tuple[int, list[str]]:
    """Give the largest size in which a title has room, and its lines, as even as can be."""
    room = WIDTH - 2 * MARGIN
    most = BOTTOM - TOP
    for size in SIZES:
        letters = face("title", size)
        lines = list(broken(text, letters, room))
        whole = max(map(letters.length, text.split() or [""])) <= room
        if len(lines) * size * LEADING <= most and (whole or size <= SMALL_ENOUGH):
            return size, _even(text, size, len(lines))
    size = SIZES[-1]
    lines = list(broken(text, face("title", size), room))[: int(most / (size * LEADING))]
    lines[-1] = shortened(lines[-1] + " …", face("title", size), room, cut=True)
    return size, lines


def broken(text: str, letters: Face, room: float) -> Iterator[str]:
    """Break a text into lines between words, and inside a word that is longer than a line."""
    line = ""
    for word in text.replace(" | ", "\u00a0| ").split(" "):
        longer = f"{line} {word}".strip()
        if letters.length(longer) <= room:
            line = longer
            continue
        if line:
            yield line
        while letters.length(word) > room:
            fits = _fitting(word, letters, room)
            yield word[:fits]
            word = word[fits:]
        line = word
    if line:
        yield line


def _fitting(word: str, letters: Face, room: float) -> int:
    """Give how many letters of a word that is longer than a line have room in it: one at least."""
    fits, too_many = 1, len(word)
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if letters.length(word[:middle]) <= room:
            fits = middle
        else:
            too_many = middle
    return fits


def shortened(text: str, letters: Face, room: float, *, cut: bool = False) -> str:
    """Give a line, cut after a word where it is too long."""
    words = text.split(" ")
    while len(words) > 1 and letters.length(f"{' '.join(words)}…") > room:
        words.pop()
        cut = True
    line = " ".join(words)
    while len(line) > 1 and letters.length(f"{line}…") > room:
        line, cut = line[:-1], True
    return f"{line.rstrip(' ,;:.…')}…" if cut else text


def _even(text: str, size: int, number: int) -> list[str]:
    """Give lines of about the same length, as many as there have to be."""
    letters = face("title", size)
    room = WIDTH - 2 * MARGIN
    lines = list(broken(text, letters, room))
    for narrower in range(room, room // 3, -24):
        tried = list(broken(text, letters, narrower))
        if len(tried) > number:
            break
        lines = tried
    return lines


def _both(one: Image.Image, other: Image.Image) -> Image.Image:
    """Give what lies inside two shapes."""
    return Image.composite(one, Image.new("1", one.size), other)
