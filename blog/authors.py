"""How authors read in the feed."""

from collections.abc import Iterable, Mapping
from typing import Any

from rest_framework import serializers

from blog import examples
from blog.models import AuthorPage
from cms.blocks.links import web_address
from cms.feed.shapes import (
    ItemSerializer,
    NamedReferenceSerializer,
    PictureSerializer,
    RichTextSerializer,
)
from cms.publication.presenting import Presenting
from cms.publication.registry import PagePresenter


class AuthorLinkSerializer(serializers.Serializer[Any]):
    """Somewhere else to find an author."""

    url = serializers.URLField(help_text="Where to find them.")

    def get_fields(self) -> dict[str, Any]:
        """Add `label`, a name that a class body may not give to a field."""
        return {"label": serializers.CharField(help_text="What it is."), **super().get_fields()}


class AuthorSummarySerializer(ItemSerializer):
    """An author in a list."""

    name = serializers.CharField(help_text="The same as `title`.")
    role = serializers.CharField(allow_blank=True, help_text="What they do now.")
    organisation = NamedReferenceSerializer(allow_null=True, help_text="Whom they do it for now.")
    portrait = PictureSerializer(
        allow_null=True, help_text="A picture of them. Null: there is none."
    )
    posts_count = serializers.IntegerField(help_text="How many public posts name them.")


class AuthorSerializer(AuthorSummarySerializer):
    """A whole author profile."""

    biography = RichTextSerializer(help_text="A paragraph or two.")
    links = AuthorLinkSerializer(many=True, help_text="Where else to find them.")


class AuthorPresenter(PagePresenter):
    """Presents authors."""

    kind = "authors"
    model = AuthorPage
    summary_serializer = AuthorSummarySerializer
    detail_serializer = AuthorSerializer
    example = examples.AUTHOR

    def lead(self, fields: Mapping[str, Any]) -> Iterable[str]:
        """Give who they are today."""
        return said_of_author(fields["name"], fields)

    def words(self, fields: Mapping[str, Any]) -> Iterable[str]:
        """Give the biography."""
        yield fields["biography"]["text"]

    def named(self, fields: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
        """Name the organisation of today."""
        yield "organisation", fields["organisation"]

    def fields(self, row: AuthorPage, presenting: Presenting) -> dict[str, Any]:
        """Give an author's fields."""
        return {
            "name": row.title,
            "role": row.role,
            "organisation": presenting.refer(row.organisation) if row.organisation else None,
            "portrait": presenting.picture(row.picture("full")),
            "posts_count": row.posts().count(),
            "biography": biography(row, presenting),
            "links": [
                {"label": link.label, "url": address}
                for link in row.links.all()
                if (address := web_address(link.url))
            ],
        }


def said_of_author(name: str, line: Mapping[str, Any]) -> Iterable[str]:
    """Give the words that tell who somebody is: name, role and organisation."""
    yield from (name, line["role"])
    if line["organisation"]:
        yield line["organisation"]["name"]


def biography(author: AuthorPage, presenting: Presenting) -> dict[str, str]:
    """Give an author's biography, its links resolved."""
    path = author.get_url()
    return presenting.rich_text(author.biography, presenting.links([author.biography], path))
