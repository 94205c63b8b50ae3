"""Blocks made of words."""

from collections.abc import Mapping, Set
from itertools import chain, count
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ListBlock,
    RichTextBlock,
    StructBlock,
    StructBlockValidationError,
    StructValue,
    TextBlock,
)

from cms.blocks import rich_text
from cms.blocks.links import links_in

Context = Mapping[str, Any] | None

#: In characters.
LONGEST_ANCHOR = 80


class SafeRichTextBlock(RichTextBlock):
    """Rich text that is cleaned, and its links resolved, whenever it is shown."""

    def __init__(self, **kwargs: Any) -> None:
        """Offer the small set of features unless told otherwise."""
        super().__init__(**{"features": rich_text.FEATURES, **kwargs})

    def get_context(self, value: Any, parent_context: Context = None) -> dict[str, Any]:
        """Add the safe `html`."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["html"] = rich_text.to_html(value.source, links_in(parent_context))
        return context

    def get_api_representation(self, value: Any, context: Context = None) -> str:
        """Give the safe HTML."""
        return rich_text.to_html(value.source, links_in(context))

    class Meta:
        template = "blocks/rich_text.html"


class ParagraphBlock(SafeRichTextBlock):
    """Running text: paragraphs, lists, links."""

    class Meta:
        icon = "pilcrow"
        group = "Writing"
        description = "Ordinary text with links, bold, italics and lists."
        template = "blocks/paragraph_block.html"
        preview_value = (
            "<p>Twelve neighbours met in the library to ask what should happen next.</p>"
            "<ul><li>Some brought plans.</li><li>Most brought <b>questions</b>.</li></ul>"
        )


def anchor_for(words: str) -> str:
    """Give the anchor for a heading; a heading without letters or digits is a “section”."""
    return slugify(words)[:LONGEST_ANCHOR].rstrip("-_") or "section"


def free_anchor(anchor: str, taken: Set[str]) -> str:
    """Give an anchor as it is if it is free, otherwise with the first number that makes it so."""
    ends = (f"-{number}" for number in count(2))
    numbered = (anchor[: LONGEST_ANCHOR - len(end)].rstrip("-_") + end for end in ends)
    return next(one for one in chain([anchor], numbered) if one not in taken)


class HeadingBlock(StructBlock):
    """A heading inside the body, with an anchor that stays when the words change."""

    text = CharBlock(max_length=160)
    level = ChoiceBlock(
        choices=[("h2", "Section"), ("h3", "Part of a section")], default="h2", label="Size"
    )
    anchor = CharBlock(
        required=False,
        max_length=LONGEST_ANCHOR,
        help_text=(
            "The end of the address that leads straight here. Made from the words when the page "
            "is published, then kept, so that old links go on working."
        ),
    )

    def clean(self, value: StructValue) -> StructValue:
        """Give the heading its anchor; a draft that is still being typed gets none yet."""
        value = super().clean(value)
        if value["anchor"] or not self.is_deferred_validation:
            value["anchor"] = anchor_for(value["anchor"] or value["text"])
        return value

    def get_context(self, value: StructValue, parent_context: Context = None) -> dict[str, Any]:
        """Add the `anchor`, also for a heading that was never cleaned."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["anchor"] = value["anchor"] or anchor_for(value["text"])
        return context

    def get_api_representation(self, value: StructValue, context: Context = None) -> dict[str, str]:
        """Give words, level and anchor; the anchor also for a heading that was never cleaned."""
        data: dict[str, str] = super().get_api_representation(value, context=context)
        return {**data, "anchor": data["anchor"] or anchor_for(value["text"])}

    class Meta:
        icon = "title"
        group = "Writing"
        description = "Divides a long text. Readers and screen readers jump from one to the next."
        template = "blocks/heading_block.html"
        label_format = "Heading: {text}"
        preview_value = {"text": "What happens after the first year?", "level": "h2", "anchor": ""}


class ProseValue(StructValue):
    """A value whose `words` may run over several paragraphs."""

    @property
    def paragraphs(self) -> list[str]:
        """Give the paragraphs of the words, empty lines left out."""
        return [line.strip() for line in (self["words"] or "").splitlines() if line.strip()]


class QuoteBlock(StructBlock):
    """Words somebody said: lifted out to catch the eye, or part of the argument."""

    role = ChoiceBlock(
        choices=[
            ("pull", "Pull quote: large, catches the eye"),
            ("inline", "Quotation: part of the argument"),
        ],
        default="pull",
        label="Kind",
    )
    words = TextBlock(rows=3, help_text="Without quotation marks; the page adds them.")
    attribution = CharBlock(
        required=False, max_length=160, help_text="Who said it. May be left empty."
    )

    class Meta:
        icon = "openquote"
        group = "Writing"
        description = "A pull quote that stands out, or a quotation in the run of the text."
        template = "blocks/quote_block.html"
        value_class = ProseValue
        label_format = "Quote: {words}"
        preview_value = {
            "role": "pull",
            "words": "What we leave behind does not have to be a building.",
            "attribution": "A resident",
        }


class TestimonialBlock(StructBlock):
    """What somebody who took part says about it."""

    words = TextBlock(rows=3, help_text="Without quotation marks; the page adds them.")
    attribution = CharBlock(
        required=False, max_length=160, help_text="Who said it, as they agreed to be named."
    )
    anonymous = BooleanBlock(required=False, help_text="They asked not to be named.")

    def clean(self, value: StructValue) -> StructValue:
        """Ask for a name or for “anonymous”, never both and never neither."""
        value = super().clean(value)
        if self.is_deferred_validation or bool(value["attribution"]) != bool(value["anonymous"]):
            return value
        message = "Say who said it, or tick “anonymous”: one of the two."
        raise StructBlockValidationError(block_errors={"attribution": ValidationError(message)})

    class Meta:
        icon = "user"
        group = "Writing"
        description = "A line from somebody who took part, named or anonymous."
        template = "blocks/testimonial_block.html"
        value_class = ProseValue
        label_format = "Testimonial: {words}"
        preview_value = {
            "words": "We left with a plan, and with each other’s telephone numbers.",
            "attribution": "",
            "anonymous": True,
        }


class QuestionsBlock(StructBlock):
    """Questions people asked, shown as speech bubbles."""

    title = CharBlock(required=False, max_length=160, help_text="A line above them. Optional.")
    questions = ListBlock(
        CharBlock(max_length=200), min_num=1, help_text="In the asker’s words: “How do I…?”"
    )

    class Meta:
        icon = "help"
        group = "Writing"
        description = "“How do I…?” questions, each in a speech bubble."
        template = "blocks/questions_block.html"
        label_format = "Questions {title}"
        preview_value = {
            "title": "What people asked",
            "questions": ["How do I find a treasurer?", "How do we say no?"],
        }


class CalloutBlock(StructBlock):
    """A box beside the run of the text: an example, or something to note."""

    kind = ChoiceBlock(
        choices=[("example", "Example: how it went somewhere"), ("note", "Note: good to know")],
        default="example",
    )
    title = CharBlock(required=False, max_length=160)
    text = SafeRichTextBlock()

    class Meta:
        icon = "info-circle"
        group = "Writing"
        description = "A box with a worked example or something readers should not miss."
        template = "blocks/callout_block.html"
        label_format = "{kind}: {title}"
        preview_value = {
            "kind": "example",
            "title": "How one area did it",
            "text": "<p>They opened the hall one evening a week, and asked who came.</p>",
        }
