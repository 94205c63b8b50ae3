"""What is told about the values of blocks is true of what the feed gives."""

import json

import pytest

from cms.blocks.body import BodyBlock
from cms.blocks.values import VALUES
from cms.publication.models import ContentItem
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory

BLOCKS = BodyBlock().child_blocks


@pytest.fixture
def given(db):
    """Give the value of one block of each type, as the feed has it."""
    form = SignUpFormPageFactory(intro="<p>It takes two minutes.</p>")
    OfferPageFactory(sign_up_form=form)
    table = {
        "caption": "Who came",
        "columns": [
            {"type": "text", "heading": "Month"},
            {"type": "number", "heading": "People"},
        ],
        "rows": [{"values": ["March", "14"]}],
    }
    image = ImageFactory(
        focal_point_x=9, focal_point_y=9, focal_point_width=2, focal_point_height=2
    )
    body = [
        ("paragraph", "<p>Words.</p>"),
        ("heading", {"text": "What next?"}),
        ("quote", {"words": "A habit.", "attribution": "A resident"}),
        ("testimonial", {"words": "We left.", "attribution": "", "anonymous": True}),
        ("questions", {"title": "Asked", "questions": ["How do we say no?"]}),
        ("callout", {"kind": "note", "title": "Good to know", "text": "<p>It rains.</p>"}),
        ("picture", {"image": image, "alt_text": "A hall"}),
        ("embed", {"url": "https://www.youtube.com/watch?v=aaaaaaaaaaa", "title": "Film"}),
        ("table", BLOCKS["table"].to_python(table)),
        ("call_to_action", {"label": "Ask", "form": form}),
        ("documents", {"title": "To print", "documents": [DocumentFactory()]}),
        ("related_pages", {"title": "Read next", "pages": [AuthorPageFactory()]}),
        ("sign_up_form", {"title": "Come along", "form": form}),
    ]
    post = PostPageFactory(body=body)
    item = ContentItem.objects.get(source="blog.postpage", source_key=str(post.pk))
    blocks = json.loads(item.detail)["body"]["blocks"]
    return {block["type"]: block["value"] for block in blocks}


def shape(value):
    """Give the shape of some JSON: names and types, and of a list the shape of its first."""
    match value:
        case dict():
            return {name: shape(each) for name, each in value.items()}
        case list():
            return [shape(value[0])] if value else []
    return "number" if type(value) in {int, float} else type(value).__name__


def paths(value, before=""):
    """Give the paths of all parts of some JSON that have no named parts of their own."""
    match value:
        case dict():
            begun = f"{before}." if before else ""
            return {path for name, each in value.items() for path in paths(each, f"{begun}{name}")}
        case [dict() as first, *_]:
            return paths(first, f"{before}[]")
    return {before}


def test_every_block_is_told_of_and_no_other():
    assert list(VALUES) == list(BLOCKS)


def test_the_value_of_a_block_has_the_shape_of_its_example(given):
    assert shape(given) == {name: shape(told.example) for name, told in VALUES.items()}


@pytest.mark.parametrize("name", BLOCKS)
def test_the_value_of_a_block_is_told_as_a_whole_or_in_all_its_parts(name):
    told = VALUES[name]
    if told.meaning:
        assert not told.parts
    else:
        assert set(told.parts) == paths(told.example)
    assert all(words.endswith(".") for words in filter(None, [told.meaning, *told.parts.values()]))
