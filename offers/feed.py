"""How offers read in the feed; their sessions and organisations have files of their own."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model
from rest_framework import serializers

from cms.feed.shapes import (
    BodySerializer,
    IsOpenField,
    ItemSerializer,
    NamedReferenceSerializer,
    PictureSerializer,
    RichTextSerializer,
    StatusField,
    TopicReferenceSerializer,
    UtcDateTimeField,
)
from cms.pages.visibility import published
from cms.publication.models import IS_OPEN, STATUS
from cms.publication.presenting import Presenting
from cms.publication.registry import PagePresenter, register
from offers import examples
from offers.models import OfferPage, SignUpFormPage
from offers.organisations import OrganisationPresenter
from offers.sessions import SessionInOfferSerializer, SessionPresenter, session_data
from offers.status import Status

PLACES = ["many", "few", "none"]


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


register(OfferPresenter())
register(SessionPresenter())
register(OrganisationPresenter())
