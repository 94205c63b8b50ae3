"""Every block, in all its states: as the picker previews it, and otherwise."""

from typing import Any

from django.template.loader import render_to_string

from cms.blocks.body import BodyBlock
from home.style_guide.things import LONG, WORDS, Shown, a_form, a_picture, not_open
from offers.status import Status

BLOCKS = BodyBlock().child_blocks

_MONTHS = [{"type": "text", "heading": month} for month in ("Place", *"JFMAMJJASOND")]

#: Other values of a block than the one of its preview.
VALUES: dict[str, dict[str, Any]] = {
    "heading": {"part of a section": {"text": "What it costs", "level": "h3", "anchor": "costs"}},
    "quote": {
        "pull": {"words": WORDS, "role": "pull", "attribution": "A resident"},
        "inline": {"words": WORDS, "role": "inline", "attribution": "A resident"},
    },
    "testimonial": {"anonymous": {"words": WORDS, "anonymous": True}},
    "callout": {
        kind: {"title": kind.capitalize(), "kind": kind, "text": f"<p>{WORDS}</p>"}
        for kind in ("example", "note")
    },
    "table": {
        "wide": {
            "caption": "Who came, by month",
            "columns": _MONTHS,
            "rows": [{"values": [LONG, *("14" for _ in range(12))]}],
        }
    },
    "call_to_action": {"that leads nowhere": {"label": "Ask for a place"}},
}


def _templates() -> dict[str, dict[str, dict[str, Any]]]:
    """Give what templates are given for states that take a page or a picture of the library."""
    form = {"link": Shown(), "heading": "Come along"}
    credited = a_picture("The hill above Wexcombe.", "Photo: A. Example")
    return {
        "picture": {
            "decorative": {"picture": a_picture(decorative=True)},
            "with caption and credit": {"picture": credited},
        },
        "embed": {
            "with a picture": {
                "self": {
                    "address": "#",
                    "title": "Film: a day at the hub",
                    "provider": "a.example",
                },
                "picture": a_picture(credit="Photo: A. Example", decorative=True),
            }
        },
        "sign_up_form": {
            "open": {**form, "embedded": a_form("third")},
            "with errors": {**form, "embedded": a_form("fourth", {"fourth-name": "Ada"})},
            "not open yet": {**form, "embedded": Shown(not_open=not_open(Status.UPCOMING))},
            "closed": {**form, "embedded": Shown(not_open=not_open(Status.CLOSED))},
            "full": {**form, "embedded": Shown(not_open=not_open(Status.FULL))},
        },
    }


def examples() -> dict[str, list[tuple[str, str]]]:
    """Give each block’s states: their names, and the HTML of the page."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, block in BLOCKS.items():
        value = block.get_preview_value()
        context = block.get_preview_context(value)
        previewed = block.render(value, context=context)  # nothing where the library is empty
        found[name] = [("as the picker shows it", previewed)] if previewed.strip() else []
        for state, given in VALUES.get(name, {}).items():
            found[name].append((state, block.render(block.to_python(given), context={})))
    for name, states in _templates().items():
        template = BLOCKS[name].meta.template
        for state, given in states.items():
            found[name].append((state, render_to_string(template, given)))
    return found
