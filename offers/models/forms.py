"""Form pages: what staff build, and what visitors fill in."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, validate_email
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import Truncator
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
    TitleFieldPanel,
)
from wagtail.contrib.forms.models import FORM_FIELD_CHOICES, AbstractFormField
from wagtail.models import Orderable, Page

from cms.blocks.links import Links
from cms.blocks.markup import clean, to_text
from cms.pages.heads import Around, Head
from cms.pages.links import Target
from cms.pages.models import BasePage, short_rich_text
from cms.pages.visibility import published
from offers.form.editing import SignUpFormPageForm
from offers.form.embedding import EmbeddedForm, embed
from offers.form.forgiving import addresses_written
from offers.form.opening import why_not_open
from offers.form.questions import question_name
from offers.form.sign_up_form import SignUpForm, form_class
from offers.models.cards import with_places

#: How much of the words above a form describes it, in characters.
LINE = 200


def validate_addresses(value: str) -> None:
    """Check a list of e-mail addresses, one on each line.

    Raises ValidationError for those that are none.
    """
    wrong = [address for address in addresses_written(value) if not _is_address(address)]
    if wrong:
        named = ", ".join(f"“{address}”" for address in wrong)
        raise ValidationError(f"{named}: write e-mail addresses in full, as in name@example.org.")


def _is_address(written: str) -> bool:
    try:
        validate_email(written)
    except ValidationError:
        return False
    return True


class SignUpFormPage(BasePage):
    """A sign-up form: a page of its own, and embedded in offers and posts."""

    #: Names the form in the address it is sent to; a copy of the page gets its own.
    key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    intro = short_rich_text(help_text="Shown above the questions.")
    purpose = models.TextField(
        "what is done with the answers",
        blank=True,
        help_text=(
            "Printed above the button, followed by how long the answers are kept. “We use what "
            "you tell us only to arrange your day; the delivery partner sees it too.”"
        ),
    )
    consent = models.TextField(
        "consent wording",
        blank=True,
        help_text=(
            "Only if people have to agree to something. Shown with a box to tick, and kept with "
            "every sign-up as it was worded."
        ),
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The page that explains how personal data is handled.",
    )
    thank_you = short_rich_text(
        verbose_name="thank-you text", help_text="What happens next, and when."
    )
    button_label = models.CharField(max_length=40, default="Send")
    recipients = models.TextField(
        "who is told",
        blank=True,
        validators=[validate_addresses],
        help_text=(
            "E-mail addresses of staff, one on each line. They get a link, never the answers. "
            "Never published."
        ),
    )
    confirms = models.BooleanField(
        "confirm by mail",
        default=True,
        help_text=(
            "Send people their reference and the thank-you text, to the first e-mail address "
            "that the form asks for. Their answers are not repeated."
        ),
    )
    retention_days = models.PositiveIntegerField(
        "days the answers are kept",
        default=365,
        validators=[MinValueValidator(1), MaxValueValidator(3650)],
        help_text=(
            "Then they are erased, files, notes and mails included. The form promises this, and "
            "whoever has signed up keeps what was promised, unless you shorten it: then what is "
            "older is listed under “To be erased” for a week, and goes."
        ),
    )

    base_form_class = SignUpFormPageForm
    exclude_fields_in_copy = ["key"]
    content_panels = [
        TitleFieldPanel("title", help_text="Printed above the form: “Sign up for Pause | Plan”."),
        FieldPanel("intro"),
        InlinePanel("fields", heading="Questions", label="Question", min_num=1),
        FieldPanel("button_label"),
        MultiFieldPanel(
            [
                FieldPanel("purpose"),
                FieldPanel("retention_days"),
                PageChooserPanel("privacy_page"),
                FieldPanel("consent"),
            ],
            heading="Privacy",
            icon="lock",
        ),
        FieldPanel("thank_you"),
        MultiFieldPanel(
            [
                FieldPanel("confirms"),
                FieldPanel("recipients"),
                InlinePanel("routes", heading="Told by answer", label="Answer"),
            ],
            heading="Mail",
            icon="mail",
        ),
    ]
    parent_page_types = ["offers.OfferPage", "offers.OfferIndexPage"]
    subpage_types: list[str] = []
    page_description = "Questions for people who sign up. Embed it in its offer and in posts."

    class Meta:
        verbose_name = "sign-up form"

    def head(self, around: Around) -> Head:
        """Stay out of search engines: the offer is the page to find."""
        head = super().head(around)
        intro = to_text(clean(self.intro))
        offers = [offer.summary for offer in getattr(self, "public_offers", ())]
        described = [head.description, Truncator(" ".join(intro.split())).chars(LINE), *offers]
        otherwise = f"A form to sign up with {around.site_name}."
        return replace(head, robots="noindex", description=next(filter(None, described), otherwise))

    def form(self, *args: Any, shut: bool = False, **kwargs: Any) -> SignUpForm:
        """Give the form, bound or not. Its field names begin with the page’s number.

        One that is shut asks nothing.
        """
        built = form_class([] if shut else self.fields.all(), consent=self.consent)
        return built(*args, page=self, prefix=f"f{self.pk or 0}", **kwargs)

    @classmethod
    def read_embedded(cls, pages: "list[SignUpFormPage]", host: BasePage) -> None:
        """Read the public offers that some forms are for, and the questions of those not shut."""
        kept = [page for page in pages if page.pk]
        offers = with_places(published(apps.get_model("offers", "OfferPage").objects.all()))
        asked = models.Prefetch("offers", offers.order_by("pk"), to_attr="public_offers")
        models.prefetch_related_objects(kept, asked)
        now = timezone.now()
        asking = [page for page in kept if why_not_open(page.public_offers, host, now) is None]
        models.prefetch_related_objects(asking, "fields")

    def embeds(self) -> list[BasePage]:
        """Give itself: it shows what a form shows elsewhere."""
        return [self]

    def leads_to(self) -> Iterator[Target]:
        """Give the page about privacy."""
        if self.privacy_page_id:
            yield Page, self.privacy_page_id

    def embedded(
        self, host: BasePage | None, request: HttpRequest | None, links: Links
    ) -> EmbeddedForm:
        """Give the form as one page shows it: with what was typed, if it was just sent in.

        `links` lead to wherever the form leads.
        """
        return embed(self, host or self, request, links)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the form itself, as `embedded`."""
        context = super().get_context(request, *args, **kwargs)
        context["embedded"] = self.embedded(self, request, context["links"])
        return context

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Serve the form on its own; it stays out of search engines."""
        response = super().serve(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    def with_content_json(self, content: dict[str, Any]) -> "SignUpFormPage":
        """Keep the key: it belongs to the page, not to a revision or to what an alias repeats."""
        page: SignUpFormPage = super().with_content_json(content)
        page.key = self.key
        return page

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give an alias a key of its own; Wagtail copies every field to it."""
        if self._state.adding and self.alias_of_id:
            self.key = uuid.uuid4()
        super().save(*args, **kwargs)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Stay out of the sitemap: the offer is the page to find."""
        return []


class SignUpField(AbstractFormField):
    """One question of a form."""

    page = ParentalKey(SignUpFormPage, on_delete=models.CASCADE, related_name="fields")
    field_type = models.CharField(max_length=16, choices=[*FORM_FIELD_CHOICES, ("file", "File")])

    panels = [
        FieldPanel("label", heading="Question", help_text="As visitors read it: “Your name”."),
        # A preview needs the kind, also of a form that is still being made.
        FieldPanel(
            "field_type",
            heading="Kind of answer",
            classname="formbuilder-type",
            required_on_save=True,
        ),
        FieldPanel("required", heading="Must be answered"),
        FieldPanel(
            "choices",
            classname="formbuilder-choices",
            help_text="What people can choose from, one on each line.",
        ),
        FieldPanel("help_text", heading="Hint", help_text="Printed below the question. Optional."),
        FieldPanel(
            "default_value",
            heading="Filled in beforehand",
            classname="formbuilder-default",
            help_text="What stands in the answer until somebody changes it. Mostly left empty.",
        ),
    ]

    def get_field_clean_name(self) -> str:
        """Name the question; the answers are found by this name whatever the label becomes."""
        return question_name(self.label)


class SignUpRoute(Orderable):
    """Who is told besides, when a question is answered in a certain way."""

    page = ParentalKey(SignUpFormPage, on_delete=models.CASCADE, related_name="routes")
    question = models.CharField(
        max_length=255, help_text="A question with choices, in the words that it has above."
    )
    answer = models.CharField(max_length=255, help_text="The choice, in the words that it has.")
    recipients = models.TextField(
        "who is told",
        validators=[validate_addresses],
        help_text="E-mail addresses of staff, one on each line.",
    )

    panels = [FieldPanel("question"), FieldPanel("answer"), FieldPanel("recipients")]
