"""The body: the one list of blocks that posts, offers and plain pages are written with."""

from typing import Any

from wagtail.blocks import StreamBlock, StreamValue

from cms.blocks.linking import (
    CallToActionBlock,
    DocumentsBlock,
    RelatedPagesBlock,
    SignUpFormBlock,
)
from cms.blocks.markup import all_printable
from cms.blocks.media import EmbedBlock, PictureBlock, TableBlock
from cms.blocks.writing import (
    CalloutBlock,
    HeadingBlock,
    ParagraphBlock,
    QuestionsBlock,
    QuoteBlock,
    TestimonialBlock,
    free_anchor,
)


class BodyBlock(StreamBlock):
    """Everything a body can hold, in the order the picker offers it."""

    paragraph = ParagraphBlock()
    heading = HeadingBlock()
    quote = QuoteBlock()
    testimonial = TestimonialBlock()
    questions = QuestionsBlock()
    callout = CalloutBlock()
    picture = PictureBlock()
    embed = EmbedBlock()
    table = TableBlock()
    call_to_action = CallToActionBlock()
    documents = DocumentsBlock()
    related_pages = RelatedPagesBlock()
    sign_up_form = SignUpFormBlock()

    def to_python(self, value: Any) -> StreamValue:
        """Give what is stored, without characters that have no business in a text."""
        return super().to_python(all_printable(value))

    def clean(self, value: StreamValue, **kwargs: Any) -> StreamValue:
        """Tell apart headings that would have the same anchor; those that have one keep it."""
        before = list(value.blocks_by_name("heading"))
        value = super().clean(value, **kwargs)
        taken: set[str] = set()
        others = []
        for old, heading in zip(before, value.blocks_by_name("heading"), strict=True):
            anchor = heading.value["anchor"]
            if old.value["anchor"] and anchor not in taken:
                taken.add(anchor)
            elif anchor:
                others.append(heading)
        for heading in others:
            heading.value["anchor"] = free_anchor(heading.value["anchor"], taken)
            taken.add(heading.value["anchor"])
        return value

    class Meta:
        template = "blocks/body_block.html"
