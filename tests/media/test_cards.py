"""The cards that pages are shared with: any title has its place on them."""

import io

import pytest
from PIL import Image

from cms.media.cards import BOTTOM, COLOURS, LEADING, MARGIN, TOP, WIDTH, Card, fitted
from cms.media.fonts import FOLDER, Face, face

#: As it is, before tests that do not look at cards are spared them.
drawn = Card.png

HEXES = ("#38143f", "#fdf6f9", "#e6d3e2", "#e0457b", "#ffb938", "#fff3e0")
PLUM = dict(zip(COLOURS, HEXES, strict=True))

ODD = {
    "nothing": "",
    "short": "Tea",
    "250 characters": "What a year of lunches taught a street. " * 6 + "And more.",
    "far too long": "Neighbours and more neighbours, " * 60,
    "one long word": "neighbourhood" * 5,
    "a bar": "Reflect | Recharge",
    "emoji": "🌱 Growing together 👩🏽‍🌾",
    "only emoji": "🌱🌱",
    "Arabic": "مرحبا بالعالم",
    "odd characters": "a\u202eb\x00c\ufeff <b>& “x” – y…\n z",
}


def card(title, **fields):
    shown = {"label": "Tea", "name": "Programme", "strapline": "", "colours": PLUM}
    return Card(**{"title": title, **shown, **fields})


@pytest.mark.parametrize("title", ODD)
def test_any_title_becomes_a_small_card_of_the_size_that_others_ask_for(title):
    data = drawn(
        card(ODD[title], strapline="A line that is longer than there is room for it. " * 3)
    )

    assert len(data) < 60_000
    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))
        assert image.convert("RGB").getpixel((5, 5)) == (0x38, 0x14, 0x3F)


@pytest.mark.parametrize("title", ODD)
def test_every_line_of_a_title_has_room(title):
    size, lines = fitted(face("title", 88).drawable(ODD[title]))

    assert all(face("title", size).length(line) <= WIDTH - 2 * MARGIN for line in lines)
    assert len(lines) * size * LEADING <= BOTTOM - TOP


def test_a_title_of_250_characters_loses_none_and_a_longer_one_says_that_it_goes_on():
    _, whole = fitted(ODD["250 characters"].strip())
    _, cut = fitted(ODD["far too long"])

    assert " ".join(whole) == ODD["250 characters"].strip()
    assert cut[-1].endswith("…")


def test_a_word_longer_than_a_line_is_broken_and_keeps_its_letters():
    _size, lines = fitted("neighbourhood" * 6)

    assert len(lines) > 1
    assert "".join(lines) == "neighbourhood" * 6


def test_a_title_of_wide_letters_from_two_files_is_measured_piece_by_piece_once(monkeypatch):
    measured = []
    whole = Face.length
    monkeypatch.setattr(Face, "length", lambda *said: measured.append(said) or whole(*said))
    _size, lines = fitted("ŴM" * 127)

    assert "".join(lines).rstrip("…") in "ŴM" * 127
    assert len(measured) < 3_000


def test_a_bar_never_begins_a_line():
    _, lines = fitted("Everything that we reflected on together | Recharge")

    assert not any(line.startswith("|") for line in lines)


def test_what_no_font_has_is_left_out_if_it_is_a_sign_and_the_whole_title_if_it_is_a_letter():
    letters = face("title", 88)

    assert letters.drawable("🌱 Growing  together 👩🏽‍🌾") == "Growing together"
    assert letters.drawable("مرحبا بالعالم") == ""
    assert drawn(card("مرحبا", name="Programme")) == drawn(card("Programme", name="Programme"))


def test_welsh_is_drawn_in_the_letters_of_the_pages():
    if not (FOLDER / "fraunces.woff2").exists():
        pytest.skip("The pages have no font of their own.")

    assert face("title", 88).drawable("Tŷ bach, gŵyl a môr") == "Tŷ bach, gŵyl a môr"


def test_a_card_that_shows_something_else_has_another_digest():
    other = [
        card("Cake"),
        card("Tea", label="Other"),
        card("Tea", name="Other"),
        card("Tea", strapline="Other"),
        card("Tea", colours={**PLUM, "brand": "#000000"}),
    ]

    assert card("Tea").digest == card("Tea").digest
    assert len({each.digest for each in [card("Tea"), *other]}) == 6
