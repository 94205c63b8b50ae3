"""Blocks that show something: pictures, recordings elsewhere, tables."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    DecimalBlock,
    StructBlock,
    StructBlockValidationError,
    StructValue,
    URLBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.embeds.finders import get_finders
from wagtail.images import get_image_model

from cms.blocks.choosing import PictureChooserBlock
from cms.blocks.links import links_in, web_address
from cms.blocks.writing import SafeRichTextBlock
from cms.media.making import make_files
from cms.media.pictures import Picture, picture

Context = Mapping[str, Any] | None

#: A number with more of them is no longer exact in JSON.
DIGITS = 15


class PictureValue(StructValue):
    """A picture with the words that this place gives it."""

    def shown(self) -> Picture | None:
        """Give the picture with its files, or None if it cannot be shown."""
        return picture(
            self["image"],
            "full",
            alt=self["alt_text"] or "",
            decorative=bool(self["decorative"]),
            caption=self["caption"] or "",
        )


class PictureBlock(StructBlock):
    """A picture, with words for those who cannot see it."""

    image = PictureChooserBlock(label="Picture")
    alt_text = CharBlock(
        required=False,
        max_length=500,
        label="Alternative text",
        help_text="What the picture shows, for people who cannot see it.",
    )
    decorative = BooleanBlock(
        required=False, help_text="It only decorates: screen readers pass over it."
    )
    caption = CharBlock(required=False, max_length=300, help_text="Printed below the picture.")

    def clean(self, value: StructValue) -> StructValue:
        """Ask for alternative text or for “decorative”, never neither."""
        value = super().clean(value)
        if self.is_deferred_validation or value["alt_text"] or value["decorative"]:
            return value
        message = "Say what the picture shows, or tick “decorative”."
        raise StructBlockValidationError(block_errors={"alt_text": ValidationError(message)})

    def get_preview_value(self) -> StructValue:
        """Show the newest picture of the library."""
        newest = get_image_model().objects.order_by("-pk").first()
        if newest:
            make_files(newest, ["full"])
        return self.normalize(
            {
                "image": newest,
                "alt_text": "",
                "decorative": True,
                "caption": "A line about the picture.",
            }
        )

    def get_context(self, value: StructValue, parent_context: Context = None) -> dict[str, Any]:
        """Add the `picture` with its files, at absolute addresses where the links are."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        shown = value.shown()
        context["picture"] = shown.at(links_in(parent_context).absolute) if shown else None
        return context

    def get_api_representation(
        self, value: PictureValue, context: Context = None
    ) -> dict[str, Any] | None:
        """Give the picture as the feed shows it, with absolute addresses."""
        shown = value.shown()
        if shown is None:
            return None
        return absolute_picture(shown, context)

    class Meta:
        icon = "image"
        group = "Showing"
        description = "A picture with a caption. Needs alternative text, unless it only decorates."
        template = "blocks/picture_block.html"
        value_class = PictureValue
        label_format = "Picture: {caption}"


def absolute_picture(shown: Picture, context: Context) -> dict[str, Any]:
    """Give a picture as data, its files at absolute addresses."""
    return shown.at(links_in(context).absolute).data()


class EmbedValue(StructValue):
    """A recording or a map that lives on another site."""

    @property
    def address(self) -> str:
        """Give the address, if it is one on the web."""
        return web_address(self["url"])

    @property
    def provider(self) -> str:
        """Give the name of the site: its host, without `www.`."""
        return (urlsplit(self.address).hostname or "").removeprefix("www.")

    def picture(self) -> Picture | None:
        """Give the picture that stands with the link. It decorates: the title is enough."""
        return picture(self.get("still"), "full", decorative=True)


class EmbedBlock(StructBlock):
    """Something that plays elsewhere, as a titled link: nothing is loaded until it is followed."""

    url = URLBlock(label="Address", help_text="The page of the video, recording or slides.")
    title = CharBlock(max_length=200, help_text="What it is: “Film: a day at the hub, 4 minutes”.")
    still = PictureChooserBlock(
        required=False,
        label="Picture",
        help_text="Optional: a picture of it, from our own library, to go with the link.",
    )

    def clean(self, value: StructValue) -> StructValue:
        """Refuse a site that cannot be embedded (no oEmbed provider is known for it)."""
        value = super().clean(value)
        if self.is_deferred_validation and not value["url"]:
            return value
        if not any(finder.accept(value["url"]) for finder in get_finders()):
            message = (
                "We cannot show anything from that site. Use the address of a page on a video, "
                "sound or slide site such as YouTube, Vimeo or SoundCloud, or write a link."
            )
            raise StructBlockValidationError(block_errors={"url": ValidationError(message)})
        return value

    def get_context(self, value: EmbedValue, parent_context: Context = None) -> dict[str, Any]:
        """Add the `picture` that stands with the link."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["picture"] = value.picture()
        return context

    def get_api_representation(self, value: EmbedValue, context: Context = None) -> dict[str, Any]:
        """Give the address, the title and the picture."""
        shown = value.picture()
        return {
            "url": value.address or None,
            "title": value["title"],
            "picture": absolute_picture(shown, context) if shown else None,
        }

    class Meta:
        icon = "media"
        group = "Showing"
        description = "A video or recording on another site. Visitors load it only if they want."
        template = "blocks/embed_block.html"
        value_class = EmbedValue
        label_format = "Embed: {title}"
        preview_value = {
            "url": "https://www.youtube.com/watch?v=aaaaaaaaaaa",
            "title": "Film: a day at the hub, 4 minutes",
        }


class NumberBlock(DecimalBlock):
    """A number; or words that came in by another way than the editor, which it will not take."""

    def to_python(self, value: Any) -> Any:
        """Give the number, or what stands in its place: the rest of the page needs not suffer."""
        try:
            return super().to_python(value)
        except (InvalidOperation, TypeError, ValueError):
            return str(value)

    def deconstruct(self) -> tuple[str, Any, Any]:
        """Pass for the block it is made of: what is stored is the same."""
        _, args, kwargs = super().deconstruct()
        return "wagtail.blocks.DecimalBlock", args, kwargs


class TableBlock(TypedTableBlock):
    """Figures in rows and columns, with a caption and column headings."""

    text = CharBlock(required=False)
    number = NumberBlock(required=False)
    rich_text = SafeRichTextBlock(required=False)

    def clean(self, value: TypedTable) -> TypedTable:
        """Ask for a caption: without one, a screen reader cannot say what the table is."""
        value = super().clean(value)
        if not self.is_deferred_validation and value.columns and not value.caption:
            raise ValidationError("Give the table a caption that says what it shows.")
        return value

    def get_api_representation(self, value: TypedTable, context: Context = None) -> dict[str, Any]:
        """Give caption, headings and cells; cells of rich text are HTML, the rest plain."""
        return {
            "caption": value.caption,
            "columns": [{"heading": c["heading"], "type": c["block"].name} for c in value.columns],
            "rows": [
                [_plain(cell.block.get_api_representation(cell.value, context)) for cell in row]
                for row in value.rows
            ],
        }

    def get_preview_value(self) -> TypedTable:
        """Show a small table."""
        return self.to_python(
            {
                "caption": "Who came",
                "columns": [
                    {"type": "text", "heading": "Month"},
                    {"type": "number", "heading": "People"},
                ],
                "rows": [{"values": ["March", "14"]}, {"values": ["April", "22"]}],
            }
        )

    class Meta:
        icon = "table"
        group = "Showing"
        description = "Figures in rows and columns. Choose what each column holds."
        template = "blocks/table_block.html"


def _plain(value: Any) -> Any:
    """Give a number as JSON has it, or in words where it has none; anything else as it is."""
    if not isinstance(value, Decimal):
        return value
    if not value.is_finite() or abs(value.adjusted()) > DIGITS:
        return str(value)
    return int(value) if value == value.to_integral_value() else float(value)
