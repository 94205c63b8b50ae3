"""How much there is on our site and on a stock one, and bodies that hold every block for both."""

from collections.abc import Sequence
from typing import Any

from tests.bench.things import writer

Block = tuple[str, Any]

#: So many that every list has more than it shows at once.
POSTS, PEOPLE, TOPICS, ORGANISATIONS = 30, 26, 6, 4
IN_A_BODY = 4  # pictures, documents, links
PARAGRAPHS = 3  # in each section


def body(
    pictures: Sequence[Any], documents: Sequence[Any], pages: Sequence[Any], form: Any = None
) -> list[Block]:
    """Give a long body: sections with a heading, paragraphs and another block; some with a link.

    With a `form`, there is a section with that, too.
    """
    blocks: list[Block] = []
    for place, block in enumerate(_others(pictures, documents, pages, form)):
        blocks.append(("heading", {"text": writer.words(5), "level": "h2", "anchor": ""}))
        words = [writer.random.choice(writer.paragraphs) for _ in range(PARAGRAPHS)]
        if place % 3 == 0:
            page = pages[place % len(pages)]
            words[0] += f' <a linktype="page" id="{page.pk}">{writer.words(3)}</a>.'
        blocks += [("paragraph", f"<p>{each}</p>") for each in words]
        blocks.append(block)
    return blocks


def _others(
    pictures: Sequence[Any], documents: Sequence[Any], pages: Sequence[Any], form: Any
) -> list[Block]:
    """Give one of each block that is no paragraph, and several pictures."""
    words = writer.words
    said = {"words": words(20), "attribution": words(2)}
    blocks: list[Block] = [
        ("quote", {"role": "pull", **said}),
        ("testimonial", {"anonymous": False, **said}),
        ("questions", {"title": words(4), "questions": [words(8) for _ in range(4)]}),
        ("callout", {"kind": "example", "title": words(4), "text": f"<p>{words(40)}.</p>"}),
        ("embed", {"url": "https://vimeo.com/1", "title": words(5), "still": pictures[0]}),
        ("table", _table()),
        ("call_to_action", {"label": words(4), "page": pages[0]}),
        ("documents", {"title": words(3), "documents": list(documents)}),
        ("related_pages", {"title": words(3), "pages": list(pages)}),
    ]
    if form:
        blocks.append(("sign_up_form", {"title": words(4), "form": form}))
    for place, image in enumerate(pictures[1:]):
        value = {"image": image, "alt_text": words(8), "decorative": False, "caption": words(6)}
        blocks.insert(3 * place, ("picture", value))
    return blocks


def _table() -> dict[str, Any]:
    rows = [{"values": [writer.words(3), str(number)]} for number in range(8)]
    columns = [{"type": "text", "heading": "Where"}, {"type": "number", "heading": "How many"}]
    return {"caption": writer.words(4), "columns": columns, "rows": rows}
