"""The body: the one list of blocks that posts, offers and plain pages are written with."""

from typing import Any

from wagtail.blocks import StreamBlock, StreamValue

from cms.blocks.linking import (
    CallToActionBlock,
    DocumentsBlock,
    RelatedPagesBlock,
    SignUpFormBlock,
)
from cms.blocks.media import EmbedBlock, PictureBlock, TableBlock
from cms.blocks.writing import (
    CalloutBlock,
    HeadingBlock,
    ParagraphBlock,
    QuestionsBlock,
    QuoteBlock,
    TestimonialBlock,
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

    def clean(self, value: StreamValue, **kwargs: Any) -> StreamValue:
        """Tell apart two headings that would have the same anchor."""
        value = super().clean(value, **kwargs)
        taken: set[str] = set()
        for heading in value.blocks_by_name("heading"):
            base = anchor = heading.value["anchor"]
            if not base:
                continue
            number = 2
            while anchor in taken:
                anchor = f"{base}-{number}"
                number += 1
            heading.value["anchor"] = anchor
            taken.add(anchor)
        return value

    class Meta:
        template = "blocks/body_block.html"
