"""The documentation: names everything, leads nowhere wrong, and its example works."""

import re
import subprocess
import sys
from html import unescape
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from cms.feed.schema import document
from tests.factories.publication import ContentItemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    return BeautifulSoup(client.get("/api/v1/docs/").content, "html.parser")


def test_it_names_every_address_parameter_and_field(page):
    codes = {code.get_text() for code in page("code")}
    names = set(document()["paths"])
    for methods in document()["paths"].values():
        given = methods["get"]["parameters"]
        names |= {each["name"] for each in given if each["in"] == "query"}
    for shape in document()["components"]["schemas"].values():
        if "properties" in shape:
            names |= set(shape["properties"])

    assert names <= codes


def test_it_says_what_every_field_is(page):
    described = document()["components"]["schemas"]
    cells = {" ".join(cell.get_text().split()) for cell in page("td")}
    for name in ("Problem", "Picture", "Body", "ParameterError"):
        for field in described[name]["properties"].values():
            meaning = field.get("description", "").replace("`", "")
            assert " ".join(meaning.split()) in cells


def test_it_says_of_which_type_every_field_is(page):
    def types(caption):
        (table,) = [each for each in page("table") if each.caption.get_text() == caption]
        rows = [row(["th", "td"]) for row in table("tr")[1:]]
        return {
            name.get_text(strip=True): " ".join(kind.get_text().split()) for name, kind, _ in rows
        }

    common, offers = types("Fields of every item"), types("Offers: in lists and single items")

    assert common["kind"].startswith("“posts”, “authors”")
    assert common["url"] == "address or null"
    assert offers["opens_at"] == "moment or null"


def test_it_says_which_parameters_take_an_id(page):
    assert "Allowed: a slug or an id." in page.find(id="parameter-topic").get_text()
    assert "Allowed: a slug." in page.find(id="parameter-slug").get_text()


def test_it_prints_names_as_code_and_no_backticks(page):
    assert "`" not in page.get_text()
    advice = page.find(id="precondition-failed").dd
    assert [code.get_text() for code in advice("code")] == ["If-Match", "If-Unmodified-Since"]


def test_it_promises_a_reason_and_a_replacement_only_where_there_are_any(page):
    promises = page.find("section", {"aria-labelledby": "promises"}).get_text()
    assert "the reason and the replacement where there are any" in promises


def test_its_anchors_are_there_and_are_unique(page):
    ids = [tag["id"] for tag in page(id=True)]
    anchors = {a["href"][1:] for a in page("a", href=re.compile("^#"))}

    assert len(ids) == len(set(ids))
    assert anchors <= set(ids)


def test_its_links_lead_somewhere(client, page):
    for link in page.find("main")("a", href=re.compile("^/")):
        assert client.get(link["href"]).status_code == 200, link["href"]


def test_it_uses_nothing_from_elsewhere_and_no_script(page):
    assert not page("script")
    styles = [link["href"] for link in page("link", rel="stylesheet")]
    assert styles
    assert all(address.startswith("/static/") for address in styles)
    assert all(re.match("/(static|media)/", image["src"]) for image in page("img"))


def test_headings_have_no_gaps(page):
    levels = [int(tag.name[1]) for tag in page.find("main")(re.compile("^h[1-6]$"))]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.django_db(transaction=True)
def test_the_python_example_works(client, live_server):
    for number in range(3):
        body = {"html": "<p>Hello</p>", "blocks": [], "text": "Hello"}
        ContentItemFactory(title=f"Post {number} | 🌱", body=body)
    page = client.get("/api/v1/docs/").content.decode()
    (example,) = re.findall(r'<code id="python">(.*?)</code>', page, flags=re.DOTALL)
    example = unescape(example).replace("http://testserver", live_server.url)
    example = example.replace("limit=100", "limit=2")

    run = subprocess.run(  # noqa: S603 - our own example
        [sys.executable, "-X", "utf8", "-c", example], capture_output=True, check=True, timeout=60
    )

    assert run.stdout.decode().splitlines() == [f"Post {n} | 🌱 12" for n in (2, 1, 0)]
