"""The front page and plain pages."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel, TitleFieldPanel
from wagtail.models import Orderable, Page
from wagtail.search import index

from blog.models import PostPage, with_bylines
from cms.pages.heads import Around, Head, Thing
from cms.pages.models import BasePage, BodyPage
from cms.pages.schema_org import LANGUAGE, publisher, website
from cms.pages.visibility import published
from offers.models import OfferPage
from offers.models.cards import ready_for_cards
from offers.models.index import upcoming_sessions

#: How many posts and sessions the front page lists.
NEWEST = 5


class HomePage(BasePage):
    """The front page: what the programme is, and what is new."""

    strapline = models.CharField(
        max_length=200, blank=True, help_text="What the programme does, in one line."
    )
    intro = models.TextField(max_length=600, blank=True, help_text="A few sentences below it.")

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("strapline"),
        FieldPanel("intro"),
        InlinePanel("featured", heading="Featured pages", label="Page", max_num=3),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "blog.BlogIndexPage",
        "blog.AuthorIndexPage",
        "offers.OfferIndexPage",
        "home.StandardPage",
    ]
    max_count = 1
    page_description = "The front page. One per site."
    described_by = "strapline"
    lists = ("posts", "offers", "sessions")

    class Meta:
        verbose_name = "front page"

    def head(self, around: Around) -> Head:
        """Call it by the name of the site."""
        head = super().head(around)
        return replace(
            head,
            title=self.seo_title or around.site_name,
            description=head.description or around.identity.strapline,
        )

    def things(self, head: Head, around: Around) -> Iterable[Thing]:
        """Give the site, and who publishes it."""
        yield {
            **website(around),
            "description": head.description,
            "inLanguage": LANGUAGE,
            "publisher": {"@id": publisher(around)["@id"]},
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": around.absolute(f"{reverse('search')}?q={{words}}"),
                },
                "query-input": "required name=words",
            },
        }
        yield publisher(around)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what is featured, what is new, what is open and what is coming up."""
        context = super().get_context(request, *args, **kwargs)
        now = timezone.now()
        offers = ready_for_cards(published(OfferPage.objects.all()))
        featured = self.featured_pages(offers)
        chosen = {page.pk for page in featured}
        newest = published(PostPage.objects.exclude(pk__in=chosen))
        posts = list(newest.order_by("-first_published_at", "-pk")[:NEWEST])
        with_bylines([*(page for page in featured if isinstance(page, PostPage)), *posts])
        context["featured"] = featured
        context["posts"] = posts
        context["offers"] = [
            offer for offer in offers if offer.pk not in chosen and offer.status_at(now).is_open
        ][:4]
        context["sessions"] = upcoming_sessions(now, limit=NEWEST)
        sections = {page.cached_content_type.model: page for page in published(self.get_children())}
        context["blog"] = sections.get("blogindexpage")
        context["support"] = sections.get("offerindexpage")
        return context

    def featured_pages(self, offers: list[OfferPage]) -> list[Page]:
        """Give the chosen pages that are public, in the chosen order.

        Offers are taken from those that are ready for cards: their state and picture are known.
        """
        chosen = [line.target_id for line in self.featured.all()]
        found = {page.pk: page for page in published(Page.objects.filter(pk__in=chosen)).specific()}
        found |= {offer.pk: offer for offer in offers if offer.pk in found}
        return [found[pk] for pk in chosen if pk in found]


class FeaturedPage(Orderable):
    """A page that an editor put on the front page."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="featured")
    target = models.ForeignKey(
        "wagtailcore.Page", verbose_name="page", on_delete=models.CASCADE, related_name="+"
    )

    panels = [PageChooserPanel("target")]


class StandardPage(BodyPage):
    """A plain page: about us, privacy, accessibility."""

    summary = models.CharField(max_length=280, blank=True, help_text="One or two sentences.")

    content_panels = [TitleFieldPanel("title"), FieldPanel("summary"), FieldPanel("body")]
    search_fields = [*BodyPage.search_fields, index.SearchField("summary", boost=2)]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    page_description = "Anything that is neither a post nor an offer: about us, privacy, contact."
    described_by = "summary"

    class Meta:
        verbose_name = "plain page"
