"""The three forms of a body: the same words, in the same order, and nothing unsafe."""

import json
import re

import pytest
from bs4 import BeautifulSoup

from cms.blocks.body import BodyBlock
from cms.blocks.links import Link, Links
from cms.blocks.markup import ALLOWED
from cms.pages.links import links_of
from cms.publication.bodies import links_out, present_body
from tests.factories.home import StandardPageFactory
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.offers import SignUpFormPageFactory

pytestmark = pytest.mark.django_db

BASE = "https://site.example/blog/post/"


def make_things():
    return {
        "image": ImageFactory(credit="Photo: A. Example"),
        "document": DocumentFactory(title="Session plan"),
        "page": StandardPageFactory(title="Other “page” & more"),
        "form": SignUpFormPageFactory(title="Sign up for support", intro="<p>Leave your name.</p>"),
    }


@pytest.fixture(scope="module")
def things(once):
    return once(make_things)


def examples(things):
    """Give a value for every block, by name."""
    image, document, page, form = (things[k].pk for k in ("image", "document", "page", "form"))
    return {
        "paragraph": (
            f'<p>We met <b>twice</b>, and <a linktype="page" id="{page}">wrote</a> about it.</p>'
            "<ol><li>First this</li><li>Then <i>that</i><ul><li>and more</li></ul></li></ol>"
            "<p>One line<br/>and another</p>"
        ),
        "heading": {"text": "‘Don’t ask me again…’", "level": "h2", "anchor": ""},
        "quote": {"role": "pull", "words": "It was ours.\n\nStill is.", "attribution": "Resident"},
        "testimonial": {"words": "Playful & useful", "attribution": "", "anonymous": True},
        "questions": {"title": "They asked", "questions": ["How do I…?", "How do we…?"]},
        "callout": {"kind": "example", "title": "Elsewhere", "text": "<p>It went <b>well</b>.</p>"},
        "picture": {"image": image, "alt_text": "A hall", "decorative": False, "caption": "In May"},
        "embed": {"url": "https://www.youtube.com/watch?v=abcdefghijk", "title": "Film: one day"},
        "table": {
            "caption": "Who came",
            "columns": [
                {"type": "text", "heading": "Month"},
                {"type": "number", "heading": "People"},
                {"type": "rich_text", "heading": "Notes"},
            ],
            "rows": [{"values": ["March", "14", "<p>First <b>time</b></p>"]}],
        },
        "call_to_action": {
            "label": "Sign up now",
            "page": None,
            "form": form,
            "document": None,
            "address": "",
        },
        "documents": {"title": "Materials", "documents": [document]},
        "related_pages": {"title": "Read next", "pages": [page]},
        "sign_up_form": {"title": "Are you ready?", "form": form},
    }


def body_of(*named):
    block = BodyBlock()
    return block.to_python(
        [{"type": name, "value": value, "id": f"id-{n}"} for n, (name, value) in enumerate(named)]
    )


def words_of_html(html):
    return re.findall(r"\w+", BeautifulSoup(html, "html.parser").get_text("\n"))


def words_of_text(text):
    return re.findall(r"\w+", re.sub(r" \((?:https?://|mailto:|tel:)[^\s)]*\)", "", text))


@pytest.mark.parametrize("name", list(BodyBlock().child_blocks))
def test_a_block_says_the_same_words_in_all_three_forms(name, things):
    body = body_of((name, examples(things)[name]))

    shown = present_body(body, links_of([body], base=BASE))

    [block] = shown["blocks"]
    words = words_of_html(shown["html"])
    assert words
    assert words == words_of_text(shown["text"])
    assert words == words_of_html(block["html"])
    assert words == words_of_text(block["text"])


def test_a_whole_body_keeps_the_order_of_its_blocks(things):
    body = body_of(*examples(things).items())

    shown = present_body(body, links_of([body], base=BASE))

    assert words_of_html(shown["html"]) == words_of_text(shown["text"])
    assert [block["type"] for block in shown["blocks"]] == list(BodyBlock().child_blocks)
    assert [block["id"] for block in shown["blocks"]][:2] == ["id-0", "id-1"]


@pytest.mark.parametrize("name", list(BodyBlock().child_blocks))
def test_a_block_keeps_every_word_that_was_written(name, things):
    body = body_of((name, examples(things)[name]))

    text = present_body(body, links_of([body], base=BASE))["text"]

    expected = {
        "paragraph": ["We met twice", "wrote", "- First this", "and more", "One line"],
        "heading": ["‘Don’t ask me again…’"],
        "quote": ["It was ours.", "Still is.", "Resident"],
        "testimonial": ["Playful & useful"],
        "questions": ["They asked", "- How do I…?", "- How do we…?"],
        "callout": ["Elsewhere", "It went well."],
        "picture": ["In May", "Photo: A. Example"],
        "embed": ["Film: one day (https://www.youtube.com/watch?v=abcdefghijk)"],
        "table": ["Who came", "Month | People | Notes", "March | 14 | First time"],
        "call_to_action": ["Sign up now (http"],
        "documents": ["Materials", "Session plan (https://site.example/documents/"],
        "related_pages": ["Read next", "Other “page” & more (http"],
        "sign_up_form": ["Are you ready? (http", "Leave your name."],
    }
    for words in expected[name]:
        assert words in text


def test_html_keeps_to_the_published_list_and_all_addresses_are_absolute(things):
    body = body_of(*examples(things).items())

    html = present_body(body, links_of([body], base=BASE))["html"]

    for tag in BeautifulSoup(html, "html.parser").find_all(True):
        assert tag.name in ALLOWED
        assert set(tag.attrs) <= ALLOWED[tag.name]
        for name in ("href", "src"):
            assert tag.get(name, "http").startswith("http")
        for candidate in (tag.get("srcset") or "").split(", "):
            assert candidate.startswith("http") or not candidate


HOSTILE = [
    "<p>Safe<script>alert(1)</script></p>",
    '<p onclick="alert(1)">Safe</p>',
    '<p><a href="javascript:alert(1)">Safe</a></p>',
    '<p><a href="data:text/html,<script>alert(1)</script>">Safe</a></p>',
    '<p><a href="  JaVaScRiPt:alert(1)">Safe</a></p>',
    "<p>Safe<img src=x onerror=alert(1)></p>",
    '<p>Safe<iframe src="https://evil.example/"></iframe></p>',
    "<p>Safe<style>p{display:none}</style></p>",
    "<p>Sa\u202efe</p>",
    "<p>Sa\x00\x01fe</p>",
    "<p><b><i>Safe</b></i><p></div></p></p>",
    "<p>Safe<svg><script>alert(1)</script></svg></p>",
    '<p>Safe<form action="https://evil.example/"><input name="card"></form></p>',
]


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_rich_text_never_leaves(source):
    body = body_of(("paragraph", source))

    shown = present_body(body, Links(base=BASE))

    everything = shown["html"] + shown["text"] + repr(shown["blocks"])
    assert shown["text"].startswith("Safe")
    for marker in ("alert", "evil", "onclick", "javascript", "style", "\u202e", "\x00", "\x01"):
        assert marker not in everything.lower()


def test_a_link_to_what_is_not_public_is_unwrapped_and_its_words_are_kept():
    body = body_of(("paragraph", '<p>See <a linktype="page" id="987654">this</a> too.</p>'))

    assert present_body(body, links_of([body], base=BASE))["text"] == "See this too."


def test_a_call_to_action_to_what_is_not_public_keeps_its_words():
    value = {"label": "Sign up now", "page": 987654, "form": None, "document": None, "address": ""}
    body = body_of(("call_to_action", value))

    assert present_body(body, links_of([body], base=BASE))["html"] == "<p>Sign up now</p>"


@pytest.mark.parametrize("name", ["paragraph", "callout", "table"])
def test_rich_text_is_cleaned_on_pages_too_in_every_block_that_holds_it(name):
    text = '<p>Words <img src="x" onerror="alert(1)"><a linktype="page" id="99">gone</a></p>'
    table = {
        "caption": "Notes",
        "columns": [{"type": "rich_text", "heading": "Note"}],
        "rows": [{"values": [text]}],
    }
    callout = {"kind": "note", "title": "", "text": text}
    value = {"paragraph": text, "callout": callout, "table": table}[name]
    body = BodyBlock().to_python([{"type": name, "value": value}])
    html = body.render_as_block({"links": Links()})
    assert "<p>Words gone</p>" in html
    assert "<img" not in html


ADDRESSES_OF_NOTHING = [
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//example.org/x",
    "http://",
    "http://[::1",
    "https://example.org/a b",
]


@pytest.mark.parametrize("syndicated", [True, False])
@pytest.mark.parametrize("address", ADDRESSES_OF_NOTHING)
def test_an_address_that_is_not_on_the_web_is_no_link_whatever_is_stored(address, syndicated):
    call = {"label": "Go on", "page": None, "form": None, "document": None, "address": address}
    film = {"url": address, "title": "A film"}
    body = BodyBlock().to_python(
        [{"type": "call_to_action", "value": call}, {"type": "embed", "value": film}]
    )
    if syndicated:
        presented = present_body(body, Links(base=BASE))
        html = presented["html"]
        assert [block["value"]["url"] for block in presented["blocks"]] == [None, None]
    else:
        html = body.render_as_block({"links": Links()})
    assert "Go on" in html
    assert "A film" in html
    assert "href" not in html


@pytest.mark.parametrize(
    ("number", "meant"),
    [
        ("14", 14),
        ("7.5", 7.5),
        ("NaN", "NaN"),
        ("Infinity", "Infinity"),
        ("1E+5000", "1E+5000"),
        ("1E-5000", "1E-5000"),
        ("0", 0),
    ],
)
def test_a_number_of_a_table_is_one_in_json_or_stays_in_words(number, meant):
    table = {
        "caption": "Who came",
        "columns": [{"type": "number", "heading": "People"}],
        "rows": [{"values": [number]}],
    }
    body = BodyBlock().to_python([{"type": "table", "value": table}])
    [block] = present_body(body, Links(base=BASE))["blocks"]
    assert block["value"]["rows"] == [[meant]]
    json.dumps(block, allow_nan=False)


@pytest.mark.parametrize("number", ["99999999999999999999999", "-1", "x", ""])
def test_a_link_with_a_number_that_is_none_is_unwrapped(number):
    body = body_of(("paragraph", f'<p>See <a linktype="page" id="{number}">this</a>.</p>'))

    assert present_body(body, links_of([body], base=BASE))["text"] == "See this."


def test_the_addresses_of_a_body_are_listed_once_with_the_items_behind_them():
    links = Links({1: Link("Other", "https://site.example/other/", id="abc", kind="posts")})
    html = (
        '<p><a href="https://site.example/other/">one</a> <a href="https://b.example/">two</a>'
        ' <a href="https://b.example/">three</a></p>'
    )

    assert links_out(html, links) == [
        {"url": "https://site.example/other/", "text": "one", "id": "abc", "kind": "posts"},
        {"url": "https://b.example/", "text": "two", "id": None, "kind": None},
    ]


def test_a_body_of_two_hundred_blocks_is_presented():
    body = body_of(*[("paragraph", f"<p>Paragraph {n}.</p>") for n in range(200)])

    shown = present_body(body, Links(base=BASE))

    assert len(shown["blocks"]) == 200
    assert shown["text"].endswith("Paragraph 199.")
