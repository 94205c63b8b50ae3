"""The fonts that share cards are drawn in: those of the pages, and which letters they have."""

from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from unicodedata import category, normalize

from PIL import ImageDraw, ImageFont

FOLDER = Path(__file__).parent.parent / "static" / "fonts"
#: Use to files: the letters of most words, and those of other languages.
FILES = {
    "title": ("fraunces.woff2", "fraunces-extended.woff2"),
    "words": ("literata.woff2", "literata-extended.woff2"),
    "strong": ("literata-bold.woff2", "literata-extended.woff2"),
}
#: What is written in place of a sign that no font has.
PLAINER = {"–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "\u00a0": " "}

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


class Face:
    """A font in one size, which takes each letter from the first of its files that has it."""

    def __init__(self, use: str, size: int) -> None:
        """Open the files; Pillow’s own font, which has few letters, where they cannot be read."""
        self.size = size
        found = [font for name in FILES[use] if (font := _opened(FOLDER / name, size))]
        self._fonts: list[Font] = [*found, ImageFont.load_default(size)]
        self._gaps = [_drawn(font, "\uffff") for font in self._fonts]
        self._which: dict[str, int | None] = {" ": 0, "\u00a0": 0}

    def has(self, sign: str) -> bool:
        """Say whether any of its files has a sign."""
        return self._file(sign) is not None

    def length(self, text: str) -> float:
        """Give how long a text is, in pixels."""
        return sum(_length(font, run) for font, run in self._runs(text))

    def write(
        self, draw: ImageDraw.ImageDraw, place: tuple[float, float], text: str, fill: str
    ) -> None:
        """Write a line that begins at a place on its base line."""
        x, y = place
        for font, run in self._runs(text):
            draw.text((x, y), run, fill, font, anchor="ls")
            x += _length(font, run)

    def drawable(self, text: str) -> str:
        """Give a text without signs that are in no file; nothing if a letter or digit of it is not.

        A text with holes says something else. Emoji and other signs can go.
        """
        shown = ""
        for sign in normalize("NFC", " ".join(text.split())):
            drawn = sign if self.has(sign) else PLAINER.get(sign, "")
            if not drawn and category(sign)[0] in "LMN" and sign != "\ufe0f":
                return ""
            shown += drawn
        return " ".join(shown.split())

    def _runs(self, text: str) -> list[tuple[Font, str]]:
        runs = groupby(text, key=lambda sign: self._file(sign) or 0)
        return [(self._fonts[number], "".join(signs)) for number, signs in runs]

    def _file(self, sign: str) -> int | None:
        """Tell which file has a sign: what a font lacks, it draws as what no font has."""
        if sign not in self._which:
            pairs = enumerate(zip(self._fonts, self._gaps, strict=True))
            has = (n for n, (font, gap) in pairs if _drawn(font, sign) not in {b"", gap})
            self._which[sign] = next(has, None)
        return self._which[sign]


@cache
def face(use: str, size: int) -> Face:
    """Give the font for a use in one size."""
    return Face(use, size)


@lru_cache(10_000)
def _length(font: Font, run: str) -> float:
    """Give how long a run is: a title is broken in many ways, of which most share their lines."""
    return font.getlength(run)


def _drawn(font: Font, sign: str) -> bytes:
    """Give a sign as it is drawn; nothing for what joins or turns others, which fails by itself."""
    try:
        return bytes(font.getmask(sign))
    except ValueError:
        return b""


def _opened(path: Path, size: int) -> Font | None:
    try:
        return ImageFont.truetype(path, size)
    except OSError:
        return None
