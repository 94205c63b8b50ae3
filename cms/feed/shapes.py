"""The shapes that items of several kinds share. They make the JSON, and describe it in OpenAPI."""

from datetime import UTC
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cms.publication.kinds import KINDS
from cms.publication.models import Placeholder


class UtcDateTimeField(serializers.DateTimeField):
    """A moment in UTC, to the second, with a `Z` (RFC 3339)."""

    def __init__(self, **kwargs: Any) -> None:
        """Fix format and time zone."""
        super().__init__(format="%Y-%m-%dT%H:%M:%SZ", default_timezone=UTC, **kwargs)


class StatusField(serializers.ChoiceField):
    """A state that is told at the moment of asking."""

    def to_representation(self, value: Any) -> Any:
        """Leave the placeholder in place."""
        return value if isinstance(value, Placeholder) else super().to_representation(value)


class IsOpenField(serializers.BooleanField):
    """A yes or no that is told at the moment of asking."""

    def to_representation(self, value: Any) -> Any:
        """Leave the placeholder in place."""
        return value if isinstance(value, Placeholder) else super().to_representation(value)


class ReferenceSerializer(serializers.Serializer[Any]):
    """Another item, by name."""

    id = serializers.UUIDField(help_text="The item's id.")
    kind = serializers.ChoiceField(choices=sorted(KINDS), help_text="The item's kind.")
    title = serializers.CharField(help_text="The item's title.")
    url = serializers.URLField(allow_null=True, help_text="Its public page; null if it has none.")


class NamedReferenceSerializer(serializers.Serializer[Any]):
    """A person or an organisation, by name."""

    id = serializers.UUIDField(help_text="The item's id.")
    name = serializers.CharField(help_text="The name to print.")
    url = serializers.URLField(allow_null=True, help_text="Its public page; null if it has none.")


class TopicReferenceSerializer(NamedReferenceSerializer):
    """A topic, by name."""

    slug = serializers.CharField(help_text="What to give as `topic` to filter by it.")


class SizeSerializer(serializers.Serializer[Any]):
    """One file of a picture."""

    url = serializers.URLField(help_text="Public, and different when the picture changes.")
    width = serializers.IntegerField(help_text="In pixels.")
    height = serializers.IntegerField(help_text="In pixels.")
    type = serializers.ChoiceField(
        choices=["image/webp", "image/jpeg"], help_text="The media type."
    )


class FocalPointSerializer(serializers.Serializer[Any]):
    """The point of a picture that matters most."""

    x = serializers.FloatField(help_text="Fraction of the width, from the left.")
    y = serializers.FloatField(help_text="Fraction of the height, from the top.")


class PictureSerializer(serializers.Serializer[Any]):
    """A picture with its words and its files."""

    alt = serializers.CharField(
        allow_blank=True, help_text="What it shows, for people who cannot see it."
    )
    decorative = serializers.BooleanField(help_text="It only decorates; `alt` is then empty.")
    caption = serializers.CharField(allow_blank=True, help_text="To be printed below it.")
    credit = serializers.CharField(allow_blank=True, help_text="Who made it; print it with it.")
    width = serializers.IntegerField(help_text="Of the original, in pixels.")
    height = serializers.IntegerField(help_text="Of the original, in pixels.")
    focal_point = FocalPointSerializer(
        allow_null=True, help_text="What to keep when it is cropped; null: not said."
    )
    sizes = SizeSerializer(many=True, help_text="Smallest first; WebP and JPEG of each width.")


class RichTextSerializer(serializers.Serializer[Any]):
    """A few paragraphs, in two forms with the same words."""

    html = serializers.CharField(allow_blank=True, help_text="As safe HTML.")
    text = serializers.CharField(allow_blank=True, help_text="As plain text.")


@extend_schema_field(OpenApiTypes.ANY)
class BlockValueField(serializers.Field[Any, Any, Any, Any]):
    """The data of a block; its shape depends on the block's type."""

    def to_representation(self, value: Any) -> Any:
        """Give the value as it is."""
        return value


class BlockSerializer(serializers.Serializer[Any]):
    """One block of a body. Whoever does not know its type uses its `html` or `text`."""

    id = serializers.CharField(allow_null=True, help_text="Stays when the block is edited.")
    type = serializers.CharField(help_text="`paragraph`, `heading`, `quote`, `picture`, …")
    value = BlockValueField(help_text="What the editor entered; its shape depends on the type.")
    html = serializers.CharField(allow_blank=True, help_text="The block as safe HTML.")
    text = serializers.CharField(allow_blank=True, help_text="The block as plain text.")


class BodySerializer(serializers.Serializer[Any]):
    """The same words in the same order, in three forms; without `body`, all three are present."""

    html = serializers.CharField(
        allow_blank=True, help_text="Safe HTML: only elements of the published list."
    )
    blocks = BlockSerializer(many=True, help_text="The same, block by block, as data.")
    text = serializers.CharField(
        allow_blank=True,
        help_text="As plain text: a blank line between blocks, `words (address)` links.",
    )


class LinkSerializer(serializers.Serializer[Any]):
    """An address that a body links to."""

    url = serializers.CharField(help_text="The address, absolute.")
    text = serializers.CharField(allow_blank=True, help_text="The words of the link.")
    id = serializers.UUIDField(allow_null=True, help_text="The item there, if it is one of ours.")
    kind = serializers.CharField(allow_null=True, help_text="The kind of that item.")


class ItemSerializer(serializers.Serializer[Any]):
    """What every item has."""

    id = serializers.UUIDField(help_text="Given once, kept for ever.")
    kind = serializers.ChoiceField(choices=sorted(KINDS), help_text="What sort of item it is.")
    self = serializers.URLField(help_text="Address of the whole item in this feed.")
    url = serializers.URLField(allow_null=True, help_text="Its public page; null if it has none.")
    slug = serializers.CharField(help_text="The last part of its address; may change.")
    title = serializers.CharField(help_text="What it is called. Plain text, up to 255 characters.")
    change = serializers.IntegerField(help_text="Number of its last change; larger is later.")
    digest = serializers.CharField(
        help_text="SHA-256 of the content. While it is the same, nothing has changed."
    )
    published_at = UtcDateTimeField(help_text="When it was first published.")
    updated_at = UtcDateTimeField(help_text="When this content was last changed.")
    language = serializers.CharField(help_text="The language of its words (BCP 47).")
