"""Support offers, with their partners, sessions and toolkits."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
    TitleFieldPanel,
)
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable
from wagtail.search import index

from cms.media.models import LibraryDocument
from cms.media.pictures import Shown
from cms.pages.heads import Around, Head, Thing, calendar, data
from cms.pages.links import Target
from cms.pages.models import (
    BasePage,
    BodyPage,
    PictureFields,
    picture_panel,
    short_rich_text,
)
from cms.pages.visibility import published_documents
from cms.vocabulary.models import Organisation, Topic
from offers import schema_org as things
from offers.models.cards import open_offers, with_calendars, with_places
from offers.models.forms import SignUpFormPage
from offers.models.offer_editing import OfferCopyForm, OfferPageForm
from offers.models.sign_ups import SignUp
from offers.status import Phase, Status, status_at, timeline


class OfferPage(PictureFields, BodyPage):
    """Support that people can sign up for."""

    short_name = models.CharField(
        max_length=60, blank=True, help_text="Where room is short. Left empty, the name is used."
    )
    summary = models.CharField(
        max_length=280,
        help_text="One or two sentences, plain text: what it is and what it is good for.",
    )
    who_for = short_rich_text(verbose_name="who it is for")
    what_you_get = short_rich_text(verbose_name="what you get")
    opens_at = models.DateTimeField(
        "opens", null=True, blank=True, help_text="Left empty, it is open as soon as it is live."
    )
    closes_at = models.DateTimeField(
        "closes",
        null=True,
        blank=True,
        help_text="Left empty, it stays open. A closed offer stays on the site and says so.",
    )
    places = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text=(
            "How many can take part. Each sign-up takes a place, unless it is declined or spam; "
            "with no place left the offer is full. Left empty, there is no limit."
        ),
    )
    topics = ParentalManyToManyField(Topic, blank=True, related_name="offers")
    sign_up_form = models.ForeignKey(
        "offers.SignUpFormPage",
        null=True,
        blank=True,
        on_delete=models.RESTRICT,  # it may go together with its offers
        related_name="offers",
        help_text="The form on this page. Make it first, below this offer or the offer index.",
    )

    #: Set by a list, which counts for all its offers at once; otherwise counted when asked.
    places_taken: int | None = None

    base_form_class = OfferPageForm
    copy_form_class = OfferCopyForm
    content_panels = [
        TitleFieldPanel(
            "title",
            heading="Name",
            placeholder="Name*",
            help_text="As it should be printed. May hold a bar: “Pause | Plan”.",
        ),
        FieldPanel("summary", widget=forms.Textarea(attrs={"rows": 3, "maxlength": 280})),
        InlinePanel("partners", heading="Delivery partners", label="Partner"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                FieldPanel("places"),
                HelpPanel(
                    "The page, the form and the feed say “opening soon”, “open”, “closing soon” "
                    "(the last seven days), “full” or “closed” by themselves."
                ),
            ],
            heading="Dates and places",
            icon="calendar-alt",
        ),
        FieldPanel("who_for"),
        FieldPanel("what_you_get"),
        picture_panel(),
        FieldPanel("body"),
        InlinePanel("sessions", heading="Sessions", label="Session"),
        InlinePanel("toolkit", heading="Toolkit", label="Document"),
        PageChooserPanel("sign_up_form", "offers.SignUpFormPage", heading="Sign-up form"),
    ]
    promote_panels = [
        FieldPanel("short_name"),
        MultiFieldPanel(
            [FieldPanel("topics", widget=forms.CheckboxSelectMultiple)],
            heading="Topics",
            icon="tag",
        ),
        *BasePage.promote_panels,
    ]
    search_fields = [
        *BodyPage.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("who_for"),
        index.SearchField("what_you_get"),
        index.FilterField("closes_at"),
    ]
    parent_page_types = ["offers.OfferIndexPage"]
    subpage_types = ["offers.SignUpFormPage"]
    page_description = "A support offer with its dates, sessions, toolkit and sign-up form."
    described_by = "summary"
    shown_with = ("picture", "sign_up_form")

    class Meta:
        verbose_name = "offer"

    def head(self, around: Around) -> Head:
        """Add its data, and the calendar of its sessions."""
        head = super().head(around)
        sessions = calendar(f"Sessions of {self.title}", offer=self.slug)
        held = (sessions,) if around.shown.get("sessions") else ()
        return replace(head, alternates=(data(head.address), *held))

    def things(self, head: Head, around: Around) -> Iterable[Thing]:
        """Give the service that is offered, and its sessions."""
        yield things.service(self, head, around)
        for session in around.shown.get("sessions", ()):
            yield things.event(session, head, around)

    def clean(self) -> None:
        """Refuse an offer that closes before it opens."""
        super().clean()
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": "The offer must close after it opens."})

    def share_label(self) -> str:
        """Say that it is an offer."""
        return "Support offer"

    @classmethod
    def to_be_shown(cls) -> "models.QuerySet[Any]":
        """Count the places that are taken, too."""
        return with_places(super().to_be_shown())

    @property
    def places_left(self) -> int | None:
        """Give how many places nobody has taken yet; None where there is no limit."""
        if self.places is None:
            return None
        taken = self.places_taken
        if taken is None:
            form_id = self.sign_up_form_id
            taken = SignUp.objects.places_taken([form_id]).get(form_id, 0) if form_id else 0
        return max(self.places - taken, 0)

    @property
    def places_left_in_words(self) -> str | None:
        """Give “many”, “few” (a fifth or less) or “none”; None where there is no limit."""
        left = self.places_left
        if left is None or self.places is None:
            return None
        if left == 0:
            return "none"
        return "few" if left * 5 <= self.places else "many"

    def phases(self) -> list[Phase]:
        """Give the states this offer goes through, as they stand now."""
        return timeline(self.opens_at, self.closes_at, full=self.places_left == 0)

    def status_at(self, moment: datetime) -> Status:
        """Give the state at a moment."""
        return status_at(self.phases(), moment)

    @property
    def status(self) -> Status:
        """Give the state now."""
        return self.status_at(timezone.now())

    def public_toolkit(self) -> "list[ToolkitDocument]":
        """Give the toolkit, without documents that the public may not have."""
        toolkit = list(self.toolkit.all())
        documents = published_documents().in_bulk([item.document_id for item in toolkit])
        shown = [item for item in toolkit if item.document_id in documents]
        for item in shown:
            item.document = documents[item.document_id]
        return shown

    @cached_property
    def tools(self) -> "list[ToolkitDocument]":
        """Give the toolkit, with documents that the public may not have."""
        return list(self.toolkit.all())

    @cached_property
    def others(self) -> "list[OfferPage]":
        """Give some offers on the same topics that people can sign up for, if not for this one."""
        if self.status.is_open:
            return []
        offers = open_offers(self.topics.all(), timezone.now())
        return [offer for offer in offers if offer.pk != self.pk][:3]

    def embeds(self) -> list[BasePage]:
        """Give its sign-up form."""
        return [self.sign_up_form] if self.sign_up_form else []

    def leads_to(self) -> Iterator[Target]:
        """Give the toolkit, and the form, which is embedded only if the public may see it."""
        yield from ((LibraryDocument, tool.document_id) for tool in self.tools)
        if self.sign_up_form_id:
            yield SignUpFormPage, self.sign_up_form_id

    def pictures_here(self) -> Iterator[Shown]:
        """Add the pictures of other offers."""
        yield from super().pictures_here()
        yield from ((offer.picture, ("card",)) for offer in self.others)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what stands around the body."""
        context = super().get_context(request, *args, **kwargs)
        context["picture"] = self.lead_picture("full")
        context["status"] = self.status
        partners = list(self.partners.select_related("organisation"))
        models.prefetch_related_objects(partners, "organisation")
        context["partners"] = [line.organisation for line in partners]
        context["has_facts"] = bool(partners or self.places or self.opens_at or self.closes_at)
        context["sessions"] = sorted(self.sessions.all(), key=lambda session: session.starts_at)
        found = [(tool, context["links"].document(tool.document_id)) for tool in self.tools]
        context["toolkit"] = [
            {"title": tool.title or link.title, "link": link} for tool, link in found if link
        ]
        with_calendars(each for each in context["sessions"] if each.pk)
        context["others"] = self.others
        links, form = context["links"], self.sign_up_form
        if form and links.page(form.pk):
            context["embedded"] = form.embedded(self, request, links)
        return context


class OfferPartner(Orderable):
    """An organisation that delivers an offer."""

    page = ParentalKey(OfferPage, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    panels = [FieldPanel("organisation")]


class OfferSession(models.Model):
    """A meeting of an offer. A learning cluster is an offer with several."""

    page = ParentalKey(OfferPage, on_delete=models.CASCADE, related_name="sessions")
    #: Stays when a revision is published again, which gives the row a new number.
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=160)
    starts_at = models.DateTimeField("starts")
    ends_at = models.DateTimeField("ends")
    venue = models.CharField(
        max_length=200, blank=True, help_text="Name and town. Left empty for an online session."
    )
    online = models.BooleanField(default=False, help_text="People can take part online.")
    places = models.PositiveIntegerField(null=True, blank=True)

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldRowPanel([FieldPanel("venue"), FieldPanel("online"), FieldPanel("places")]),
    ]

    #: Set by a list: names the session where it is added to a calendar.
    calendar_id: uuid.UUID | None = None

    class Meta:
        ordering = ["starts_at", "pk"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a session that ends before it starts, or happens nowhere."""
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": "The session must end after it starts."})
        if not self.venue and not self.online:
            raise ValidationError({"venue": "Say where it happens, or tick “online”."})


class ToolkitDocument(Orderable):
    """A document in an offer’s toolkit."""

    page = ParentalKey(OfferPage, on_delete=models.CASCADE, related_name="toolkit")
    document = models.ForeignKey(
        get_document_model_string(), on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(
        max_length=160, blank=True, help_text="Left empty, the document’s own title is used."
    )

    panels = [FieldPanel("document"), FieldPanel("title")]

    @property
    def shown_title(self) -> str:
        """Give the title to print."""
        return self.title or str(self.document.title)
