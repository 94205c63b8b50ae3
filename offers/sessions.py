"""How the sessions of offers read in the feed."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.text import slugify
from rest_framework import serializers

from cms.feed.shapes import ItemSerializer, ReferenceSerializer, UtcDateTimeField
from cms.pages.visibility import published
from cms.publication.presenting import Presenting
from cms.publication.registry import Presenter
from offers import examples
from offers.models import OfferPage, OfferSession


class SessionInOfferSerializer(serializers.Serializer[Any]):
    """A session, in its offer."""

    id = serializers.UUIDField(help_text="The session’s own item.")
    title = serializers.CharField(help_text="What it is called.")
    starts_at = UtcDateTimeField(help_text="When it starts.")
    ends_at = UtcDateTimeField(help_text="When it ends.")
    venue = serializers.CharField(
        allow_blank=True, help_text="Where it is. Empty: it is online only."
    )
    online = serializers.BooleanField(help_text="People can take part online.")
    places = serializers.IntegerField(
        allow_null=True, help_text="How many people can come. Null: no limit is given."
    )


class OfOfferSerializer(ItemSerializer):
    """A part of an offer."""

    offer = ReferenceSerializer(help_text="The offer it belongs to.")


class SessionSerializer(OfOfferSerializer, SessionInOfferSerializer):
    """A session."""


class SessionPresenter(Presenter):
    """Presents the sessions of offers. A session's key is its offer's number and its own key."""

    kind = "sessions"
    model = OfferSession
    summary_serializer = SessionSerializer
    detail_serializer = SessionSerializer
    example = examples.SESSION
    part_of = OfferPage

    def key(self, row: OfferSession) -> str:
        """Give a key that stays when a revision is published again."""
        return f"{row.page_id}:{row.key}"

    def public_rows(self, keys: Iterable[str] | None = None) -> QuerySet[Any]:
        """Give the sessions of public offers."""
        sessions = OfferSession.objects.select_related("page")
        if keys is not None:
            # A copied offer has sessions with the keys of the first: neither half is enough.
            halves = [key.partition(":") for key in keys]
            sessions = sessions.filter(
                page_id__in={page for page, _, _ in halves}, key__in={key for _, _, key in halves}
            )
        return sessions.filter(page__in=published(OfferPage.objects.all()))

    def rows_below(self, whole: OfferPage) -> Iterable[Model]:
        """Give the sessions of an offer as they are in the database."""
        return OfferSession.objects.filter(page_id=whole.pk)

    def slug(self, row: OfferSession) -> str:
        """Make a slug of the title."""
        return slugify(row.title) or "session"

    def path(self, row: OfferSession) -> str | None:
        """Give the place on the offer's page."""
        url = row.page.get_url()
        return f"{url}#sessions" if url else None

    def expires_at(self, row: OfferSession) -> datetime | None:
        """Expire with the offer."""
        moment: datetime | None = row.page.expire_at
        return moment

    def starts_at(self, row: OfferSession) -> datetime | None:
        """Give when it starts."""
        moment: datetime = row.starts_at
        return moment

    def lead(self, fields: Mapping[str, Any]) -> Iterable[str]:
        """Give the offer's title and the venue."""
        yield from (fields["offer"]["title"], fields["venue"])

    def named(self, fields: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
        """Name the offer."""
        yield "offer", fields["offer"]

    def fields(self, row: OfferSession, presenting: Presenting) -> dict[str, Any]:
        """Give a session's fields."""
        data = session_data(row, presenting)
        del data["id"], data["title"]
        return {**data, "offer": presenting.refer(row.page)}


def session_data(session: OfferSession, presenting: Presenting) -> dict[str, Any]:
    """Give what a session is, wherever it is shown."""
    return {
        "id": presenting.id_of(session),
        "title": session.title,
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
        "venue": session.venue,
        "online": session.online,
        "places": session.places,
    }
