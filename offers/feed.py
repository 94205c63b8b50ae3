"""How offers, their sessions and organisations read in the feed."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.text import slugify
from rest_framework import serializers

from cms.blocks.links import web_address
from cms.feed.shapes import (
    BodySerializer,
    IsOpenField,
    ItemSerializer,
    NamedReferenceSerializer,
    PictureSerializer,
    ReferenceSerializer,
    RichTextSerializer,
    StatusField,
    TopicReferenceSerializer,
    UtcDateTimeField,
)
from cms.media.pictures import picture
from cms.pages.visibility import published
from cms.publication.models import IS_OPEN, STATUS
from cms.publication.presenting import Presenting
from cms.publication.registry import PagePresenter, Presenter, register
from cms.vocabulary.models import Organisation
from offers import examples
from offers.models import OfferPage, OfferSession, SignUpFormPage
from offers.status import Status

PLACES = ["many", "few", "none"]


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


class ToolkitDocumentSerializer(serializers.Serializer[Any]):
    """A document of an offer's toolkit."""

    title = serializers.CharField(help_text="What it is called.")
    url = serializers.URLField(help_text="Where to download it.")
    type = serializers.CharField(help_text="File extension in capitals: `PDF`.")
    bytes = serializers.IntegerField(allow_null=True, help_text="Size; null if not known.")


class QuestionSerializer(serializers.Serializer[Any]):
    """A question of a sign-up form."""

    name = serializers.CharField(help_text="Stays when the wording changes.")
    type = serializers.CharField(help_text="`singleline`, `multiline`, `email`, `radio`, …")
    help = serializers.CharField(allow_blank=True, help_text="A hint below the question.")
    choices = serializers.ListField(
        child=serializers.CharField(), help_text="What can be chosen; empty for other types."
    )

    def get_fields(self) -> dict[str, Any]:
        """Add `label` and `required`, names that a class body may not give to fields."""
        return {
            "label": serializers.CharField(help_text="The question as people read it."),
            "required": serializers.BooleanField(help_text="Whether it must be answered."),
            **super().get_fields(),
        }


class SignUpSerializer(serializers.Serializer[Any]):
    """Where and how people sign up. Link to it; answers are taken on our page only."""

    url = serializers.URLField(help_text="The form's own page.")
    intro = RichTextSerializer(help_text="What stands above the questions.")
    open = IsOpenField(help_text="Whether people can sign up now.")
    consent = serializers.CharField(allow_blank=True, help_text="What people agree to.")
    questions = QuestionSerializer(many=True, help_text="What is asked, in order.")


class OfferSummarySerializer(ItemSerializer):
    """An offer in a list."""

    short_name = serializers.CharField(help_text="Its name, for where room is short.")
    summary = serializers.CharField(help_text="What it offers. Plain text, up to 280 characters.")
    status = StatusField(
        choices=Status.values, help_text="Its state, right at the second you asked."
    )
    opens_at = UtcDateTimeField(
        allow_null=True, help_text="When it opens. Null: it is open since it was published."
    )
    closes_at = UtcDateTimeField(allow_null=True, help_text="When it closes. Null: no end is set.")
    places = serializers.ChoiceField(
        choices=PLACES, allow_null=True, help_text="Places left; null where there is no limit."
    )
    delivery_partners = NamedReferenceSerializer(many=True, help_text="Who delivers it.")
    topics = TopicReferenceSerializer(many=True, help_text="What it is about.")
    picture = PictureSerializer(
        allow_null=True, help_text="What stands at its head. Null: there is none."
    )


class OfferSerializer(OfferSummarySerializer):
    """A whole offer."""

    who_for = RichTextSerializer(help_text="Who it is for.")
    what_you_get = RichTextSerializer(help_text="What taking part gives.")
    body = BodySerializer(help_text="The whole text, in three forms.")
    toolkit = ToolkitDocumentSerializer(many=True, help_text="Files to download, in order.")
    sessions = SessionInOfferSerializer(many=True, help_text="When it takes place, soonest first.")
    sign_up = SignUpSerializer(
        allow_null=True, help_text="Where people sign up. Null: there is no form."
    )


class OfferPresenter(PagePresenter):
    """Presents offers."""

    kind = "offers"
    model = OfferPage
    summary_serializer = OfferSummarySerializer
    detail_serializer = OfferSerializer
    example = examples.OFFER

    def lead(self, fields: Mapping[str, Any]) -> Iterable[str]:
        """Give the short name and the summary."""
        yield from (fields["short_name"], fields["summary"])

    def words(self, fields: Mapping[str, Any]) -> Iterable[str]:
        """Give its texts, who delivers it, what it is about, its sessions and its documents."""
        yield from (fields[name]["text"] for name in ("who_for", "what_you_get", "body"))
        yield from (partner["name"] for partner in fields["delivery_partners"])
        yield from (topic["name"] for topic in fields["topics"])
        for session in fields["sessions"]:
            yield from (session["title"], session["venue"])
        yield from (document["title"] for document in fields["toolkit"])

    def named(self, fields: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
        """Name the topics and the delivery partners."""
        yield from (("topic", topic) for topic in fields["topics"])
        yield from (("organisation", partner) for partner in fields["delivery_partners"])

    def phases(
        self, row: OfferPage
    ) -> Iterable[tuple[str, bool, datetime | None, datetime | None]]:
        """Give the states the offer goes through."""
        for phase in row.phases():
            yield phase.status.value, phase.status.is_open, phase.starts_at, phase.ends_at

    def stand_ins(self, row: OfferPage) -> Iterable[Model]:
        """Give the form: who links to it means the offer."""
        return [row.sign_up_form] if row.sign_up_form else []

    def stands_for(self, pages: Iterable[int]) -> Mapping[int, str]:
        """Tell which forms belong to which public offer."""
        offers = published(OfferPage.objects.filter(sign_up_form__in=list(pages)))
        return {form: str(pk) for form, pk in offers.values_list("sign_up_form", "pk")}

    def fields(self, row: OfferPage, presenting: Presenting) -> dict[str, Any]:
        """Give an offer's fields."""
        links = presenting.links([row.body, row.who_for, row.what_you_get], self.path(row))
        sessions = sorted(row.sessions.all(), key=lambda session: session.starts_at)
        return {
            "short_name": row.short_name or row.title,
            "summary": row.summary,
            "status": STATUS,
            "opens_at": row.opens_at,
            "closes_at": row.closes_at,
            "places": row.places_left_in_words,
            "delivery_partners": [
                presenting.refer(line.organisation) for line in row.partners.all()
            ],
            "topics": [presenting.refer(topic) for topic in row.topics.all()],
            "picture": presenting.picture(row.lead_picture("full")),
            "who_for": presenting.rich_text(row.who_for, links),
            "what_you_get": presenting.rich_text(row.what_you_get, links),
            "body": presenting.body(row.body, links),
            "toolkit": [
                {
                    "title": item.shown_title,
                    "url": presenting.absolute(item.document.url),
                    "type": item.document.file_extension.upper(),
                    "bytes": item.document.get_file_size(),
                }
                for item in row.public_toolkit()
            ],
            "sessions": [session_data(session, presenting) for session in sessions],
            "sign_up": self._sign_up(row, presenting),
        }

    def _sign_up(self, row: OfferPage, presenting: Presenting) -> dict[str, Any] | None:
        form = row.sign_up_form
        if form is None or not published(SignUpFormPage.objects.filter(pk=form.pk)).exists():
            return None
        path = form.get_url() or "/"
        return {
            "url": presenting.absolute(path),
            "intro": presenting.rich_text(form.intro, presenting.links([form.intro], path)),
            "open": IS_OPEN,
            "consent": form.consent,
            "questions": [q for q in form.form().questions if q["type"] != "hidden"],
        }


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


class SessionSerializer(ItemSerializer):
    """A session."""

    offer = ReferenceSerializer(help_text="The offer it belongs to.")
    starts_at = UtcDateTimeField(help_text="When it starts.")
    ends_at = UtcDateTimeField(help_text="When it ends.")
    venue = serializers.CharField(
        allow_blank=True, help_text="Where it is. Empty: it is online only."
    )
    online = serializers.BooleanField(help_text="People can take part online.")
    places = serializers.IntegerField(
        allow_null=True, help_text="How many people can come. Null: no limit is given."
    )


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


register(OfferPresenter())
register(SessionPresenter())
register(OrganisationPresenter())
