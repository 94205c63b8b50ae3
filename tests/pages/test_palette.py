"""Whatever accent staff choose, everything can be read."""

import random
import re

import pytest
from coloraide import Color

from cms.pages.palette import INK_ON_SECOND, SCHEMES, TEXT, contrast, pairs, palette_of
from cms.pages.stylesheet import SHEET, default_colours

EXTREMES = [
    "#ffffff",
    "#000000",
    "#808080",
    "#ffff00",
    "#39ff14",
    "#ff00ff",
    "#00ffff",
    "#ff0000",
    "#00ff00",
    "#0000ff",
    "#010101",
    "#fefefe",
]
chance = random.Random(5)  # noqa: S311 - any twenty do
TWENTY = [f"#{chance.randrange(1 << 24):06x}" for _ in range(20)]


def colours(accent, scheme):
    """Give all colours of a scheme as a page has them."""
    return default_colours(scheme) | getattr(palette_of(accent), scheme)


def hue_and_chroma(colour):
    _, chroma, hue = Color(colour).convert("oklch").coords(nans=False)
    return hue, chroma


def turned(one, other):
    return abs((hue_and_chroma(one)[0] - hue_and_chroma(other)[0] + 180) % 360 - 180)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("accent", ["", *EXTREMES, *TWENTY])
def test_every_pair_of_colours_has_its_contrast(accent, scheme):
    known = colours(accent, scheme)
    weak = {
        f"{over} on {under}": round(contrast(known[over], known[under]), 2)
        for over, under, least in pairs(known)
        if contrast(known[over], known[under]) < least
    }
    assert weak == {}
    assert contrast(INK_ON_SECOND, known["second"]) >= TEXT


@pytest.mark.parametrize("accent", [*EXTREMES, *TWENTY])
def test_links_and_the_brand_keep_the_hue(accent):
    for scheme in SCHEMES:
        made = getattr(palette_of(accent), scheme)
        for name in ("link", "brand", "button"):
            if hue_and_chroma(made[name])[1] > 0.03:  # with less, a step of the screen is a turn
                assert turned(made[name], accent) < 8, name


def test_an_accent_that_can_be_read_stays_as_it_is():
    assert palette_of("#0b6e4f").light["link"] == "#0b6e4f"
    assert palette_of("#0b6e4f").light["button"] == "#0b6e4f"
    assert palette_of("#1b1035").light["brand"] == "#1b1035"
    assert palette_of("#ffff00").light["second"] == "#ffff00"


def test_a_grey_stays_grey():
    for scheme in SCHEMES:
        made = getattr(palette_of("#808080"), scheme)
        assert max(hue_and_chroma(colour)[1] for colour in made.values()) < 0.01


def test_without_an_accent_the_stylesheet_decides():
    assert palette_of("").dark["link"] == default_colours("dark")["link"]
    assert palette_of("").light["button"] == default_colours("light")["link"]


def test_the_style_names_every_colour_in_both_schemes():
    css = palette_of("#0b6e4f").css()
    light, dark = css.split("@media (prefers-color-scheme: dark)")
    assert light.startswith("@layer tokens { :root {")
    assert "--link: #0b6e4f;" in light
    assert set(re.findall(r"--([\w-]+):", light)) == set(re.findall(r"--([\w-]+):", dark))


def test_every_colour_of_words_in_the_stylesheet_is_among_the_pairs():
    known = {name for pair in pairs(default_colours("light")) for name in pair[:2]}
    sheet = SHEET.read_text()
    words = set(re.findall(r"[; {]color: var\(--([\w-]+)\)", sheet))
    grounds = set(re.findall(r"background(?:-color)?: var\(--([\w-]+)\)", sheet))
    only_decoration = {"accent", "second", "rule"}
    assert (words | grounds) - known <= only_decoration
