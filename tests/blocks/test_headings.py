"""The anchors of headings: made once, then kept."""

from cms.blocks.body import BodyBlock

LONG = "word " * 32


def anchors(*headings: tuple[str, str]) -> list[str]:
    """Give the anchors that headings have once they are saved, and saved again."""
    block = BodyBlock()
    values = [{"text": text, "level": "h2", "anchor": anchor} for text, anchor in headings]
    body = block.to_python([{"type": "heading", "value": value} for value in values])
    saved = block.clean(body)
    made = [heading.value["anchor"] for heading in saved]
    assert [heading.value["anchor"] for heading in block.clean(saved)] == made
    return made


def test_headings_with_the_same_words_have_different_anchors():
    assert anchors(("Next", ""), ("Next", ""), ("Next", "")) == ["next", "next-2", "next-3"]


def test_a_heading_keeps_its_anchor_when_a_new_one_with_the_same_words_comes_above_it():
    assert anchors(("Next", ""), ("Next", "next")) == ["next-2", "next"]


def test_a_copied_heading_takes_no_anchor_that_another_has():
    headings = [("Next", "next"), ("Next", "next"), ("Next", "next-2")]
    assert anchors(*headings) == ["next", "next-3", "next-2"]


def test_long_headings_with_the_same_words_can_be_saved_again():
    made = anchors(*[(LONG[:159], "")] * 12)
    assert len(set(made)) == 12
    assert max(map(len, made)) <= 80


def test_the_anchor_of_a_heading_that_is_cut_between_two_words_is_kept():
    assert anchors(("a" * 79 + " more", "")) == ["a" * 79]
