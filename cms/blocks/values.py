"""What the `value` of each block holds, for people who read bodies as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SITE = "https://commonplace.example"

#: An example of a picture, wherever one stands.
PICTURE: dict[str, Any] = {
    "alt": "Neighbours carry a long table across a hall.",
    "decorative": False,
    "caption": "Setting up for the first supper.",
    "credit": "Photo: Ivo Marsh",
    "width": 2400,
    "height": 1600,
    "focal_point": {"x": 0.5, "y": 0.42},
    "sizes": [
        {
            "url": f"{SITE}/media/images/table-5f2c.width-640.webp",
            "width": 640,
            "height": 427,
            "type": "image/webp",
        },
        {
            "url": f"{SITE}/media/images/table-5f2c.width-640.jpg",
            "width": 640,
            "height": 427,
            "type": "image/jpeg",
        },
    ],
}

_HTML = "Safe HTML, from the same list of elements as the whole body."
_TITLE = "A line above it. May be empty."


@dataclass(frozen=True)
class Value:
    """A block's value: an example, and the meaning of the whole and of each part.

    A part is named by its path: `documents[].url` is the `url` of each of the `documents`.
    """

    example: Any
    meaning: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)


VALUES: dict[str, Value] = {
    "paragraph": Value(
        "<p>Twelve neighbours met in the <strong>library</strong>.</p>",
        f"A string, not an object. {_HTML}",
    ),
    "heading": Value(
        {"text": "What happens next?", "level": "h2", "anchor": "what-happens-next"},
        parts={
            "text": "The words.",
            "level": "`h2` for a section, `h3` for a part of one.",
            "anchor": "The end of the address that leads here; stays when the words change.",
        },
    ),
    "quote": Value(
        {
            "role": "pull",
            "words": "What we leave behind does not have to be a building.",
            "attribution": "A resident",
        },
        parts={
            "role": "`pull` catches the eye; `inline` is part of the argument.",
            "words": "Without quotation marks. A line break begins a paragraph.",
            "attribution": "Who said it. May be empty.",
        },
    ),
    "testimonial": Value(
        {
            "words": "We left with a plan, and with each other’s telephone numbers.",
            "attribution": "",
            "anonymous": True,
        },
        parts={
            "words": "Without quotation marks. A line break begins a paragraph.",
            "attribution": "Who said it, as they agreed to be named. Empty when anonymous.",
            "anonymous": "Whether they asked not to be named.",
        },
    ),
    "questions": Value(
        {
            "title": "What people asked",
            "questions": ["How do I find a treasurer?", "How do we say no?"],
        },
        parts={"title": _TITLE, "questions": "In the words of those who asked."},
    ),
    "callout": Value(
        {
            "kind": "example",
            "title": "How one area did it",
            "text": "<p>They opened the hall one evening a week, and asked who came.</p>",
        },
        parts={
            "kind": "`example`: how it went somewhere. `note`: good to know.",
            "title": _TITLE,
            "text": _HTML,
        },
    ),
    "picture": Value(
        PICTURE,
        "A `Picture` like every other; null where its file cannot be shown.",
    ),
    "embed": Value(
        {
            "url": "https://www.youtube.com/watch?v=aaaaaaaaaaa",
            "title": "Film: a day at the hub, 4 minutes",
            "picture": None,
        },
        parts={
            "url": "The page of the recording on its own site. Null: it is no web address.",
            "title": "What it is.",
            "picture": "A `Picture` to go with the link. Null: there is none.",
        },
    ),
    "table": Value(
        {
            "caption": "Who came",
            "columns": [
                {"heading": "Month", "type": "text"},
                {"heading": "People", "type": "number"},
            ],
            "rows": [["March", 14], ["April", 22]],
        },
        parts={
            "caption": "What it shows.",
            "columns[].heading": "The words above the column.",
            "columns[].type": "What its cells are: `text`, `number`, or `rich_text` (safe HTML).",
            "rows": "Each row is a list of cells, in the order of the columns; an empty cell "
            "may be null.",
        },
    ),
    "call_to_action": Value(
        {"label": "Sign up for a session", "url": f"{SITE}/offers/sign-up/"},
        parts={
            "label": "The words of the button.",
            "url": "Where it leads; null where that is not public.",
        },
    ),
    "documents": Value(
        {
            "title": "Session materials",
            "documents": [
                {
                    "title": "Agenda for a first meeting",
                    "url": f"{SITE}/documents/7/agenda.pdf",
                    "type": "PDF",
                    "bytes": 182000,
                }
            ],
        },
        parts={
            "title": _TITLE,
            "documents[].title": "What the file is called.",
            "documents[].url": "Where to download it.",
            "documents[].type": "The file extension, in capitals.",
            "documents[].bytes": "Its size; null if not known.",
        },
    ),
    "related_pages": Value(
        {
            "title": "Read next",
            "pages": [
                {
                    "id": "a4b5c6d7-e8f9-4a0b-8c1d-2e3f4a5b6c88",
                    "kind": "posts",
                    "title": "Who holds the key?",
                    "url": f"{SITE}/blog/who-holds-the-key/",
                }
            ],
        },
        parts={
            "title": _TITLE,
            "pages[].id": "The item of that page; null where it is none of the feed.",
            "pages[].kind": "The kind of that item.",
            "pages[].title": "The title of the page.",
            "pages[].url": "Its public address.",
        },
    ),
    "sign_up_form": Value(
        {
            "title": "Come along",
            "url": f"{SITE}/offers/sign-up/",
            "intro": "<p>It takes two minutes.</p>",
        },
        parts={
            "title": "What to print on the link.",
            "url": "The form’s own page: link to it. Null where it is not public.",
            "intro": f"What stands above the questions. {_HTML}",
        },
    ),
}
