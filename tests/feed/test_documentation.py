"""The documentation: names everything, leads nowhere wrong, and its examples work."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from itertools import pairwise

import jsonschema
import pytest
from bs4 import BeautifulSoup
from django.core.checks import registry

from cms.blocks.body import BodyBlock
from cms.blocks.markup import ALLOWED, SCHEMES
from cms.feed import checks
from cms.feed.fields import short
from cms.feed.schema import document
from cms.publication.kinds import KINDS
from cms.publication.registry import presentation
from tests.factories.publication import ContentItemFactory, TombstoneFactory

pytestmark = pytest.mark.django_db

#: What has no fields of its own: one of several components.
OF_ANY_KIND = {"ItemSummary", "WholeItem"}


def test_a_deployment_without_the_client_that_it_shows_is_told_so(monkeypatch, tmp_path):
    assert checks.client in registry.registry.get_checks()
    assert checks.client() == []

    monkeypatch.setattr(checks, "CLIENT", tmp_path / "partner_copy.py")

    (problem,) = checks.client()
    assert "docs" in problem.hint


@pytest.fixture
def page(client):
    return BeautifulSoup(client.get("/api/v1/docs/").content, "html.parser")


@pytest.fixture
def three_posts(transactional_db):
    """Publish three posts where a live server finds them."""
    for number in range(3):
        body = {"html": "<p>Hello</p>", "blocks": [], "text": "Hello"}
        ContentItemFactory(title=f"Post {number} | 🌱", body=body)


@pytest.fixture
def live_page(live_server, client, three_posts):
    """Give the page as partners of a live server read it."""
    host = live_server.url.removeprefix("http://")
    return BeautifulSoup(client.get("/api/v1/docs/", headers={"host": host}).content, "html.parser")


def words(tag):
    return " ".join(tag.get_text().split())


def run(*command, **options):
    """Run one of our own examples and give what it prints."""
    done = subprocess.run(command, capture_output=True, check=True, timeout=60, **options)  # noqa: S603
    return done.stdout.decode()


def run_python(code, **options):
    return run(sys.executable, "-X", "utf8", "-c", code, **options)


def shapes():
    components = document()["components"]["schemas"]
    return {name: shape for name, shape in components.items() if name not in OF_ANY_KIND}


def test_it_names_every_address_parameter_and_field(page):
    codes = {code.get_text() for code in page("code")}
    names = set(document()["paths"])
    for methods in document()["paths"].values():
        given = methods["get"]["parameters"]
        names |= {each["name"] for each in given if each["in"] == "query"}
    for shape in shapes().values():
        names |= set(shape["properties"])

    assert names <= codes


def test_it_says_of_every_field_what_it_means_and_gives_an_example(page):
    tables = page("table")
    assert len(tables) > len(KINDS)
    for table in tables:
        for row in table.tbody("tr"):
            meaning, example = map(words, row("td"))
            assert meaning, row
            assert example, row


def test_every_property_has_an_example(page):
    missing = [
        (name, field)
        for name, shape in shapes().items()
        for field, schema in shape["properties"].items()
        if "examples" not in schema
    ]
    assert missing == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_a_kind_is_a_whole_item(page, kind):
    presenter = presentation(kind)
    name = presenter.detail_serializer.__name__.removesuffix("Serializer")
    schema = {"$ref": f"#/components/schemas/{name}", "components": document()["components"]}
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER

    assert list(presenter.example) == list(presenter.detail_serializer().fields)
    jsonschema.Draft202012Validator(schema, format_checker=checker).validate(presenter.example)
    [shown] = [
        pre for pre in page("pre") if pre["aria-label"] == f"JSON: {KINDS[kind].title.lower()}"
    ]
    assert json.loads(shown.get_text()) == presenter.example


def test_every_example_fits_its_field():
    components = document()["components"]
    for name, shape in shapes().items():
        for field, schema in shape["properties"].items():
            validator = jsonschema.Draft202012Validator({**schema, "components": components})
            for example in schema["examples"]:
                assert validator.is_valid(example), (name, field)


def test_a_long_example_is_cut():
    assert short("a" * 300).endswith("a…")
    assert short({"a": 1}) == '{"a": 1}'


def test_it_says_what_every_field_is(page):
    described = document()["components"]["schemas"]
    cells = {words(cell) for cell in page("td")}
    for name in ("Problem", "Picture", "Body", "ParameterError"):
        for field in described[name]["properties"].values():
            meaning = field.get("description", "").replace("`", "")
            assert " ".join(meaning.split()) in cells


def test_it_says_of_which_type_every_field_is(page):
    def types(caption):
        (table,) = [each for each in page("table") if each.caption.get_text() == caption]
        rows = [row.th for row in table.tbody("tr")]
        return {row.code.get_text(): words(row.find(class_="manual__type")) for row in rows}

    common, offers = types("Fields of every item"), types("Offers: in lists and single items")

    assert common["kind"].startswith("“posts”, “authors”")
    assert common["url"] == "address or null"
    assert offers["opens_at"] == "moment or null"


def test_it_says_which_parameters_take_an_id(page):
    assert "Allowed: a slug or an id." in page.find(id="parameter-topic").get_text()
    assert "Allowed: a slug." in page.find(id="parameter-slug").get_text()
    assert (
        "Allowed: up to 20 words in up to 200 characters."
        in page.find(id="parameter-search").get_text()
    )


def test_it_says_which_forms_of_the_body_can_be_asked_for_and_come_unasked(page):
    about = words(page.find(id="parameter-body"))
    assert "Allowed: none, or any of html, blocks, text with commas between them." in about
    assert "Left out: all three where one item is asked for, none elsewhere." in about


def test_it_shows_the_value_of_every_block(page):
    for name in BodyBlock().child_blocks:
        about = page.find(id=f"block-{name}")
        assert json.loads(about.pre.get_text())


def test_it_names_exactly_the_html_that_can_come(page):
    listed = page.find(class_="manual__elements")("li")
    named = [[code.get_text() for code in element("code")] for element in listed]
    addresses = page.find(id="html").find_next_sibling("p")

    assert {name: set(attributes) for name, *attributes in named} == ALLOWED
    assert {code.get_text().rstrip(":") for code in addresses("code")} == SCHEMES


def test_it_prints_names_as_code_and_no_backticks(page):
    for example in page("pre"):
        example.extract()
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


def test_its_contents_list_every_chapter_in_order(page):
    listed = [a["href"][1:] for a in page.select(".manual__contents > ol > li > a")]
    assert listed == [heading["id"] for heading in page.select(".manual__text h2")]


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


def test_what_scrolls_sideways_can_be_reached_by_keyboard_and_has_a_name(page):
    for example in page("pre"):
        assert example["tabindex"] == "0"
        assert example["aria-label"]


def test_the_python_example_works(live_page):
    example = live_page.find(id="python-posts").get_text().replace("limit=100", "limit=2")

    assert run_python(example).splitlines() == [f"Post {n} | 🌱 12" for n in (2, 1, 0)]


def test_the_javascript_example_works(live_page):
    if not (node := shutil.which("node")):
        pytest.skip("There is no Node.js here.")
    example = live_page.find(id="javascript-posts").get_text().replace("limit=100", "limit=2")

    printed = run(node, "--input-type=module", "--eval", example)

    assert printed.splitlines() == [f"Post {n} | 🌱 12" for n in (2, 1, 0)]


def test_the_commands_work(live_page, tmp_path):
    if not (curl := shutil.which("curl")):
        pytest.skip("There is no curl here.")
    commands = [line for code in live_page("code", "curl") for line in code.text.splitlines()]
    assert len(commands) > 5
    for command in commands:
        parts = command.replace("'", "").replace("curl ", "", 1).split(" ")
        run(curl, "--fail", "--silent", *parts, cwd=tmp_path)


def test_the_loop_keeps_an_exact_copy(live_page, tmp_path):
    loop = live_page.find(id="python-copy").get_text().replace("limit=100", "limit=2")

    def held():
        run_python(loop, cwd=tmp_path)
        rows = sqlite3.connect(tmp_path / "copy.sqlite3").execute("SELECT content FROM item")
        return {json.loads(content)["title"] for (content,) in rows}

    assert held() == {f"Post {n} | 🌱" for n in range(3)}
    TombstoneFactory()
    ContentItemFactory(title="One more")
    assert held() == {"One more", *(f"Post {n} | 🌱" for n in range(3))}


def test_it_shows_the_client_that_is_tested(page, settings):
    client = settings.BASE_DIR / "docs" / "examples" / "partner_copy.py"
    assert page.find(id="python-client").get_text() == client.read_text()
