"""The colours of a programme, made of one accent so that every word and control can be seen.

Lightness moves until a pair has its contrast; the hue stays, and as much of the chroma as the
screen can show. All in OKLCH, where equal steps look equal.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from coloraide import Color

from cms.pages.stylesheet import default_colours

#: What has to be read, and what only has to be made out (WCAG 2.2, 1.4.3 and 1.4.11).
TEXT, GRAPHIC = 4.5, 3.0
#: A little more than either, since an edge is blurred wherever it is drawn.
_MARGIN = 1.05
#: What the stylesheet writes in dark ink on the second colour, in both schemes.
INK_ON_SECOND = "#2a1530"
_GOLD, _AMBER = 90.0, 55.0  # hues, in degrees
#: What lies behind words, a wash and a marker: the lightness to start from, the most chroma.
_PAINT = {"light": ((0.957, 0.024), (0.908, 0.1)), "dark": ((0.27, 0.05), (0.45, 0.1))}
_INKS = ["ink", "soft", "leaf", "amber"]
#: What is nearly grey, and takes on a little of the hue.
_NEUTRALS = ("paper", "raised", "quiet-wash", "ink", "soft", "rule", "edge")
_OWN = ("accent-wash", "second-wash")
_Seen = Callable[[str], bool]

SCHEMES = ("light", "dark")


@dataclass(frozen=True)
class Palette:
    """The colours of the identity, by scheme: name of the custom property to hex."""

    light: Mapping[str, str]
    dark: Mapping[str, str]

    def css(self) -> str:
        """Give the style that puts them over those of the stylesheet."""
        dark = f"@media (prefers-color-scheme: dark) {{ :root {{ {_written(self.dark)} }} }}"
        return f"@layer tokens {{ :root {{ {_written(self.light)} }} {dark} }}"


def _written(colours: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21."""
    return float(Color(one).contrast(other, method="wcag21"))


def surfaces(colours: Mapping[str, str]) -> list[str]:
    """Give the names of what words stand on, of all colours of a scheme, but for the brand."""
    return [name for name in colours if name in {"paper", "raised"} or name.endswith("-wash")]


def pairs(colours: Mapping[str, str]) -> Iterable[tuple[str, str, float]]:
    """Give what stands on what in the stylesheet, by name, with the contrast it needs."""
    for surface in surfaces(colours):
        for words in ("ink", "soft", "link", "link-strong"):
            yield words, surface, TEXT
        for graphic in ("focus", "button"):
            yield graphic, surface, GRAPHIC
    for surface in ("paper", "raised", "quiet-wash"):
        yield "edge", surface, GRAPHIC
        yield "error", surface, TEXT
        yield "accent", surface, GRAPHIC
    yield from (("leaf", "leaf-wash", TEXT), ("amber", "second-wash", TEXT))
    yield from (("error", "error-wash", TEXT), ("paper", "ink", TEXT), ("ink", "marker", TEXT))
    yield from (("on-brand", "brand", TEXT), ("soft-on-brand", "brand", TEXT))
    yield from (("second", "brand", GRAPHIC), ("on-button", "button", TEXT))


@lru_cache(maxsize=64)
def palette_of(accent: str) -> Palette:
    """Give the palette made of an accent, a hex colour; for none, that of the stylesheet."""
    if not accent:
        light, dark = default_colours("light"), default_colours("dark")
        names = palette_of("#808080").light.keys()
        return Palette(*({name: of[name] for name in names} for of in (light, dark)))
    base = _Base(accent)
    return Palette(_of(base, "light"), _of(base, "dark"))


class _Base:
    """An accent, and what is like it at another lightness."""

    def __init__(self, accent: str) -> None:
        self.hex = accent
        self.lightness, self.chroma, hue = Color(accent).convert("oklch").coords(nans=False)
        grey = self.chroma < 0.01
        self.hue = 0.0 if grey else hue
        self.saturation = 0.0 if grey else min(1.0, self.chroma / self._most(self.lightness, hue))

    @staticmethod
    def _most(lightness: float, hue: float) -> float:
        """Give the most chroma that a screen can show."""
        fitted = Color("oklch", [lightness, 0.4, hue]).fit("srgb", method="raytrace")
        return max(0.02, fitted["chroma"])

    def at(self, lightness: float, chroma: float = 0.4, turned_to: float | None = None) -> str:
        """Give it at a lightness, as saturated as it is, with a chroma of at most so much."""
        hue = self.hue if turned_to is None else turned_to
        if (lightness, hue) == (self.lightness, self.hue) and chroma >= self.chroma:
            return self.hex
        lightness = min(max(lightness, 0.0), 1.0)
        chroma = min(chroma, self.saturation * self._most(lightness, hue))
        colour = Color("oklch", [lightness, chroma, hue]).fit("srgb", method="raytrace")
        return str(colour.convert("srgb").to_string(hex=True))


def _moved(base: _Base, start: float, step: float, seen: _Seen, **like: float) -> str:
    """Move lightness from `start` by steps until the colour is seen; stop at black or white."""
    lightness = start
    while 0.0 < lightness < 1.0 and not seen(base.at(lightness, **like)):
        lightness += step
    return base.at(lightness, **like)


def _against(others: Iterable[str], least: float) -> _Seen:
    """Give a test of whether a colour has at least this contrast to all others."""
    known = list(others)
    return lambda colour: all(contrast(colour, other) >= least * _MARGIN for other in known)


def _companion(hue: float) -> float:
    """Give the hue that goes with another: turned to gold, a fifth of the circle at most."""
    away = (_GOLD - hue + 180) % 360 - 180
    return (hue + max(-75.0, min(75.0, away))) % 360


def _neutrals(base: _Base, scheme: str) -> dict[str, str]:
    """Give the neutral colours, as light and as nearly grey as the stylesheet has them."""
    written = {name: Color(default_colours(scheme)[name]).convert("oklch") for name in _NEUTRALS}
    return {
        name: base.at(colour["lightness"], chroma=colour["chroma"])
        for name, colour in written.items()
    }


def _decoration(base: _Base, brand: str, fixed: Mapping[str, str], scheme: str) -> dict[str, str]:
    """Give the two colours that decorate, and what is made of them."""
    dark = scheme == "dark"
    bright = base.lightness > 0.78
    # A dark yellow is an olive: what goes with a bright one is an orange.
    warm = bright and abs(base.hue - _GOLD) < 40
    hue = _AMBER if warm else base.hue
    second_hue = base.hue if bright else _companion(base.hue)
    middling = 0.55 <= base.lightness <= 0.72
    start = base.lightness if middling else 0.658
    grounds = [fixed[name] for name in surfaces(fixed) if not name.startswith(_OWN)]
    seen = _against(grounds, GRAPHIC)
    accent = _moved(base, start, 0.01 if dark else -0.01, seen, chroma=0.2, turned_to=hue)
    bright_enough = _against([brand, INK_ON_SECOND], TEXT)
    lightness = min(base.lightness, 0.97 if base.saturation else 0.9) if bright else 0.831
    second = _moved(base, lightness, 0.01, bright_enough, chroma=0.22, turned_to=second_hue)
    readable = _against([fixed[name] for name in _INKS], TEXT)
    wash, marker = _PAINT[scheme]
    paint = {
        "accent-wash": (*wash, hue),
        "second-wash": (*wash, second_hue),
        "marker": (*marker, second_hue),
    }
    step = -0.01 if dark else 0.01
    return {
        "accent": accent,
        "second": second,
        "overlap": base.at(0.976, chroma=0.023, turned_to=second_hue),
        **{
            name: _moved(base, start, step, readable, chroma=chroma, turned_to=turned_to)
            for name, (start, chroma, turned_to) in paint.items()
        },
    }


def _of(base: _Base, scheme: str) -> dict[str, str]:
    """Give all colours of one scheme."""
    dark = scheme == "dark"
    neutrals = _neutrals(base, scheme)
    fixed = {**default_colours(scheme), **neutrals}
    shade = min(base.lightness, 0.235 if dark else 0.29)
    brand = _moved(base, shade, -0.01, _against(["#ffffff"], 12.0), chroma=0.07 if dark else 0.1)
    colours = {
        "brand": brand,
        "on-brand": _moved(base, 0.975, 0.005, _against([brand], 7.0), chroma=0.013),
        "soft-on-brand": _moved(base, 0.85, 0.01, _against([brand], 7.0), chroma=0.045),
        **neutrals,
        **_decoration(base, brand, fixed, scheme),
    }
    grounds = [colours.get(name, fixed[name]) for name in surfaces(fixed)]
    readable = _against(grounds, TEXT)
    if dark:
        link = _moved(base, max(base.lightness, 0.8), 0.01, readable, chroma=0.12)
        strong = base.at(Color(link).convert("oklch")["lightness"] + 0.08, chroma=0.06)
        button = _moved(base, max(base.lightness, 0.8), 0.01, readable, chroma=0.16)
        on_button = _moved(base, 0.235, -0.01, _against([button], 7.0), chroma=0.07)
        focus = colours["second"]
    else:
        link = button = _moved(base, min(base.lightness, 0.5), -0.01, readable)
        strong = base.at(Color(link).convert("oklch")["lightness"] - 0.1)
        on_button, focus = "#ffffff", brand
    return colours | {
        "link": link,
        "link-strong": strong,
        "button": button,
        "on-button": on_button,
        "focus": focus,
    }
