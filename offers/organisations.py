"""How organisations read in the feed."""

from collections.abc import Iterable, Mapping
from typing import Any

from rest_framework import serializers

from cms.blocks.links import web_address
from cms.feed.shapes import ItemSerializer, PictureSerializer
from cms.media.pictures import picture
from cms.publication.presenting import Presenting
from cms.publication.registry import Presenter
from cms.vocabulary.models import Organisation
from offers import examples


class OrganisationSerializer(ItemSerializer):
    """An organisation of the programme."""

    name = serializers.CharField(help_text="The same as `title`.")
    organisation_kind = serializers.ChoiceField(
        choices=Organisation.Kind.values, help_text="What it is to the programme."
    )
    place = serializers.CharField(allow_blank=True, help_text="Where it works.")
    link = serializers.URLField(allow_null=True, help_text="Its own website.")
    logo = PictureSerializer(allow_null=True, help_text="Its mark. Null: there is none.")


class OrganisationPresenter(Presenter):
    """Presents organisations. They have no page of their own."""

    kind = "organisations"
    model = Organisation
    summary_serializer = OrganisationSerializer
    detail_serializer = OrganisationSerializer
    example = examples.ORGANISATION

    def lead(self, fields: Mapping[str, Any]) -> Iterable[str]:
        """Give the place."""
        yield fields["place"]

    def fields(self, row: Organisation, presenting: Presenting) -> dict[str, Any]:
        """Give an organisation's fields."""
        return {
            "name": row.name,
            "organisation_kind": row.kind,
            "place": row.place,
            "link": web_address(row.link) or None,
            "logo": presenting.picture(picture(row.logo, "full", alt=row.name)),
        }
