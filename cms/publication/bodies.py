"""A body as the feed gives it: safe HTML, typed blocks and plain text, with the same words."""

from typing import Any

from wagtail.blocks import StreamValue

from cms.blocks import rich_text
from cms.blocks.elements import elements
from cms.blocks.links import Links
from cms.blocks.markup import clean, to_text


def present_body(body: StreamValue, links: Links) -> dict[str, Any]:
    """Give the three forms of a body.

    The HTML of each block is its page template, cleaned; its text is made from that HTML. So
    the three cannot say different words.
    """
    blocks = [_present_block(child, links) for child in body]
    return {
        "html": "\n".join(block["html"] for block in blocks if block["html"]),
        "blocks": blocks,
        "text": "\n\n".join(block["text"] for block in blocks if block["text"]),
    }


def _present_block(child: StreamValue.StreamChild, links: Links) -> dict[str, Any]:
    context = {"links": links, "syndicated": True}
    html = clean(child.block.render(child.value, context=context))
    return {
        "id": child.id,
        "type": child.block_type,
        "value": child.block.get_api_representation(child.value, context=context),
        "html": html,
        "text": to_text(html),
    }


def present_rich_text(source: str, links: Links) -> dict[str, str]:
    """Give a piece of rich text as safe HTML and as plain text."""
    html = clean(rich_text.to_html(source, links))
    return {"html": html, "text": to_text(html)}


def links_out(html: str, links: Links) -> list[dict[str, Any]]:
    """Give the addresses that some clean HTML links to, each once, in order of appearance.

    Those of our own pages come with the id and the kind of their content item.
    """
    found: dict[str, dict[str, Any]] = {}
    for anchor in elements(html).all("a"):
        url = anchor.address
        if url is None or url in found:
            continue
        target = links.at(url)
        found[url] = {
            "url": url,
            "text": " ".join("".join(anchor.words()).split()),
            "id": target.id if target else None,
            "kind": target.kind if target else None,
        }
    return list(found.values())
