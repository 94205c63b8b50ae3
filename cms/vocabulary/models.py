"""Topics and organisations: the words that posts, authors and offers share."""

from django.db import models
from django.db.models.functions import Lower
from wagtail.admin.panels import FieldPanel, FieldRowPanel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.images import get_image_model_string
from wagtail.search import index


class Topic(index.Indexed, models.Model):
    """What a post or an offer is about. Has a listing page and a place in the feed."""

    name = models.CharField(
        max_length=80, unique=True, help_text="As visitors see it: “Getting people involved”."
    )
    slug = models.SlugField(
        max_length=80,
        unique=True,
        help_text="The last part of the topic’s web address. Old links lead on when it changes.",
    )
    description = models.TextField(
        max_length=400, blank=True, help_text="One or two sentences, shown above the topic’s posts."
    )

    panels = [
        TitleFieldPanel("name", placeholder=False),
        FieldPanel("slug", widget=SlugInput),
        FieldPanel("description"),
    ]
    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("description"),
    ]

    class Meta:
        ordering = ["name"]  # a page keeps its topics sorted in memory, which knows no functions
        verbose_name = "topic"
        verbose_name_plural = "topics"

    def __str__(self) -> str:
        return self.name


class Organisation(index.Indexed, models.Model):
    """A body that takes part in the programme: a partnership, a provider, a funder."""

    class Kind(models.TextChoices):
        """What an organisation is to the programme."""

        AREA_PARTNERSHIP = "area_partnership", "Area partnership"
        DELIVERY_PARTNER = "delivery_partner", "Delivery partner"
        SUPPORT_PROVIDER = "support_provider", "Support provider"
        FUNDER = "funder", "Funder"
        OTHER = "other", "Other"

    name = models.CharField(max_length=160, unique=True)
    slug = models.SlugField(
        max_length=160, unique=True, help_text="Partner sites find the organisation by this name."
    )
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.OTHER)
    place = models.CharField(
        max_length=120, blank=True, help_text="Where it works: a town, a district or a region."
    )
    link = models.URLField("website", blank=True)
    logo = models.ForeignKey(
        get_image_model_string(), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    panels = [
        TitleFieldPanel("name", placeholder=False),
        FieldPanel("slug", widget=SlugInput),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("place")]),
        FieldPanel("link"),
        FieldPanel("logo"),
    ]
    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("place"),
        index.FilterField("kind"),
    ]

    class Meta:
        ordering = [Lower("name")]
        verbose_name = "organisation"
        verbose_name_plural = "organisations"

    def __str__(self) -> str:
        return self.name
