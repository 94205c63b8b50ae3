"""What items of all kinds have in common, as JSON and as the OpenAPI document tells of it.

Each leaf's `feed.py` builds the serializers of its kinds from these.
"""

from datetime import UTC
from typing import Any

from rest_framework import serializers

from cms.publication.kinds import KINDS
from cms.publication.models import Placeholder


class UtcDateTimeField(serializers.DateTimeField):
    """A moment in UTC, to the second: `2026-05-01T09:30:00Z`."""

    def __init__(self, **options: Any) -> None:
        """Fix the format and the time zone."""
        super().__init__(format="%Y-%m-%dT%H:%M:%SZ", default_timezone=UTC, **options)


class StatusField(serializers.ChoiceField):
    """A state at the moment of asking. What is stored leaves room for it."""

    def to_representation(self, value: Any) -> Any:
        """Let the placeholder through."""
        return value if isinstance(value, Placeholder) else super().to_representation(value)


class IsOpenField(serializers.BooleanField):
    """Whether people can sign up at the moment of asking. What is stored leaves room for it."""

    def to_representation(self, value: Any) -> Any:
        """Let the placeholder through."""
        return value if isinstance(value, Placeholder) else super().to_representation(value)


class ItemSerializer(serializers.Serializer[Any]):
    """What every item has."""

    id = serializers.UUIDField(help_text="For ever the same; never given to anything else.")
    kind = serializers.ChoiceField(choices=list(KINDS), help_text="What it is.")
    self = serializers.URLField(help_text="Its address in this feed.")
    url = serializers.URLField(
        allow_null=True, help_text="Its public page; null where a thing has none."
    )
    slug = serializers.CharField(help_text="The last part of its page’s address. May change.")
    title = serializers.CharField(help_text="Plain text, up to 255 characters.")
    change = serializers.IntegerField(
        help_text="The number of its latest change. Numbers of all items form one order."
    )
    digest = serializers.CharField(help_text="SHA-256 of its content: the same while that is.")
    published_at = UtcDateTimeField(help_text="When it was first public, as editors date it.")
    updated_at = UtcDateTimeField(help_text="When its public content last changed.")
    language = serializers.CharField(help_text="The language of its words (BCP 47).")


class ReferenceSerializer(serializers.Serializer[Any]):
    """Another item, in short."""

    id = serializers.UUIDField(help_text="The other item’s id.")
    kind = serializers.ChoiceField(choices=list(KINDS), help_text="The other item’s kind.")
    title = serializers.CharField(help_text="The other item’s title.")
    url = serializers.URLField(allow_null=True, help_text="Its public page.")


class NamedReferenceSerializer(serializers.Serializer[Any]):
    """A person or an organisation, in short."""

    id = serializers.UUIDField(help_text="The id of their item.")
    name = serializers.CharField(help_text="What they are called.")
    url = serializers.URLField(allow_null=True, help_text="Their public page.")


class TopicReferenceSerializer(serializers.Serializer[Any]):
    """A topic, in short."""

    id = serializers.UUIDField(help_text="The topic’s id.")
    name = serializers.CharField(help_text="What it is called.")
    slug = serializers.CharField(help_text="Its slug, for `?topic=`.")
    url = serializers.URLField(allow_null=True, help_text="Its public page.")


class LinkSerializer(serializers.Serializer[Any]):
    """An address that a body links to."""

    url = serializers.URLField(help_text="The address.")
    text = serializers.CharField(allow_blank=True, help_text="The words of the link.")
    id = serializers.UUIDField(
        allow_null=True, help_text="The item that lives there, where it is one of ours."
    )
    kind = serializers.ChoiceField(
        choices=list(KINDS), allow_null=True, help_text="That item’s kind."
    )


class RichTextSerializer(serializers.Serializer[Any]):
    """A piece of text in two forms, with the same words."""

    html = serializers.CharField(allow_blank=True, help_text="Safe HTML, absolute addresses.")
    text = serializers.CharField(
        allow_blank=True, help_text="Plain text: a blank line between blocks."
    )


class BlockSerializer(serializers.Serializer[Any]):
    """One block of a body."""

    id = serializers.CharField(help_text="Stays while the block does.")
    type = serializers.CharField(help_text="What block it is. Ignore types you do not know.")
    value = serializers.JSONField(help_text="Its content as data; what it holds is the type’s.")
    html = serializers.CharField(allow_blank=True, help_text="The block as safe HTML.")
    text = serializers.CharField(allow_blank=True, help_text="The block as plain text.")


class BodySerializer(serializers.Serializer[Any]):
    """A body in three forms, with the same words in the same order. `body=` chooses."""

    html = serializers.CharField(
        allow_blank=True,
        help_text="Safe HTML: no class, style, script, frame or form; absolute addresses.",
    )
    blocks = BlockSerializer(many=True, help_text="The same, block by block.")
    text = serializers.CharField(
        allow_blank=True, help_text="Plain text: a blank line between blocks, `words (address)`."
    )


class SizeSerializer(serializers.Serializer[Any]):
    """One file of a picture."""

    url = serializers.URLField(help_text="Public; changes when the picture does.")
    width = serializers.IntegerField(help_text="Pixels.")
    height = serializers.IntegerField(help_text="Pixels.")
    type = serializers.CharField(help_text="`image/webp` or `image/jpeg`.")


class FocalPointSerializer(serializers.Serializer[Any]):
    """The point of a picture that must stay in sight when it is cropped."""

    x = serializers.FloatField(help_text="From the left edge (0) to the right (1).")
    y = serializers.FloatField(help_text="From the top (0) to the bottom (1).")


class PictureSerializer(serializers.Serializer[Any]):
    """A picture, in several sizes."""

    alt = serializers.CharField(
        allow_blank=True, help_text="What it shows, for those who cannot see it."
    )
    decorative = serializers.BooleanField(help_text="It only decorates; `alt` is empty.")
    caption = serializers.CharField(allow_blank=True, help_text="Words to print below it.")
    credit = serializers.CharField(allow_blank=True, help_text="Whom to credit for it.")
    width = serializers.IntegerField(help_text="Of the original, in pixels.")
    height = serializers.IntegerField(help_text="Of the original, in pixels.")
    focal_point = FocalPointSerializer(allow_null=True, help_text="Null: none was set.")
    sizes = SizeSerializer(many=True, help_text="Smallest first, never enlarged.")
