"""The blocks that our bodies have, of Wagtail's own kinds."""

from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock


class HeadingBlock(StructBlock):
    """A heading with an anchor."""

    text = CharBlock()
    level = ChoiceBlock(choices=[("h2", "Section"), ("h3", "Part of a section")])
    anchor = CharBlock(required=False)

    class Meta:
        template = "stock/blocks/heading.html"


class QuoteBlock(StructBlock):
    """Words that somebody said."""

    role = ChoiceBlock(choices=[("pull", "Pull quote"), ("inline", "Quotation")])
    words = TextBlock()
    attribution = CharBlock(required=False)

    class Meta:
        template = "stock/blocks/quote.html"


class TestimonialBlock(StructBlock):
    """What somebody says about it."""

    words = TextBlock()
    attribution = CharBlock(required=False)
    anonymous = BooleanBlock(required=False)

    class Meta:
        template = "stock/blocks/testimonial.html"


class QuestionsBlock(StructBlock):
    """Questions people asked."""

    title = CharBlock(required=False)
    questions = ListBlock(CharBlock())

    class Meta:
        template = "stock/blocks/questions.html"


class CalloutBlock(StructBlock):
    """A box."""

    kind = ChoiceBlock(choices=[("example", "Example"), ("note", "Note")])
    title = CharBlock(required=False)
    text = RichTextBlock()

    class Meta:
        template = "stock/blocks/callout.html"


class PictureBlock(StructBlock):
    """A picture with its words."""

    image = ImageChooserBlock()
    alt_text = CharBlock(required=False)
    decorative = BooleanBlock(required=False)
    caption = CharBlock(required=False)

    class Meta:
        template = "stock/blocks/picture.html"


class EmbedBlock(StructBlock):
    """A link with a picture to something that plays elsewhere."""

    url = URLBlock()
    title = CharBlock()
    still = ImageChooserBlock(required=False)

    class Meta:
        template = "stock/blocks/embed.html"


class TableBlock(TypedTableBlock):
    """Rows and columns."""

    text = CharBlock(required=False)
    number = CharBlock(required=False)

    class Meta:
        template = "stock/blocks/table.html"


class CallToActionBlock(StructBlock):
    """A link that looks like a button."""

    label = CharBlock()
    page = PageChooserBlock()

    class Meta:
        template = "stock/blocks/call_to_action.html"


class DocumentsBlock(StructBlock):
    """Files to download."""

    title = CharBlock(required=False)
    documents = ListBlock(DocumentChooserBlock())

    class Meta:
        template = "stock/blocks/documents.html"


class RelatedPagesBlock(StructBlock):
    """Pages to read next."""

    title = CharBlock(required=False)
    pages = ListBlock(PageChooserBlock())

    class Meta:
        template = "stock/blocks/related_pages.html"


class BodyBlock(StreamBlock):
    """All of them."""

    paragraph = RichTextBlock()
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
