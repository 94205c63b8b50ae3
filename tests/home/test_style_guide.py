"""The style guide shows all there is."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings

from cms.blocks.body import BodyBlock
from cms.pages.stylesheet import default_colours
from home.style_guide.components import AROUND, examples
from home.style_guide.views import style_guide

COMPONENTS = {path.stem for path in Path(settings.BASE_DIR, "templates/components").glob("*.html")}


@pytest.fixture
def guide(rf, home_page):
    response = style_guide(rf.get("/style-guide/"))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_every_component_every_block_and_every_colour_is_shown(guide):
    contents = {link["href"] for link in guide.select(".guide__contents a")}
    for name in COMPONENTS - AROUND.keys():
        assert f"#component-{name}" in contents
    for name in BodyBlock().child_blocks:
        assert f"#block-{name}" in contents
    shown = guide.select_one(".guide__swatches").get_text()
    assert all(name in shown for name in default_colours("light"))
    for link in contents:
        assert guide.select_one(link), link


def test_no_example_is_empty(guide):
    blank = [
        example.find_previous(class_="guide__state").text
        for example in guide.select(".guide__example")
        if not example.get_text(strip=True) and not example.find(["img", "svg"])
    ]
    assert blank == []


def test_what_is_no_longer_there_is_not_shown():
    assert examples().keys() | AROUND.keys() == COMPONENTS


def test_no_two_things_have_one_id(guide):
    ids = [tag["id"] for tag in guide.select("[id]")]
    assert sorted({one for one in ids if ids.count(one) > 1}) == []


def test_visitors_never_see_it(client, home_page):
    assert client.get("/style-guide/").status_code == 404
