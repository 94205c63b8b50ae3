"""The front page and plain pages."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel, TitleFieldPanel
from wagtail.models import Orderable, Page
from wagtail.search import index

from blog.models import PostPage
from blog.models.cards import for_cards, read_bylines
from blog.models.order import NEWEST_FIRST
from cms.media.pictures import Shown
from cms.pages.heads import Around, Head, Thing
from cms.pages.models import BasePage, BodyPage
from cms.pages.routing import sections_of
from cms.pages.schema_org import LANGUAGE, publisher, website
from cms.pages.visibility import published
from offers.models import OfferPage
from offers.models.cards import by_closing
from offers.models.index import upcoming_sessions

#: How many posts and sessions the front page lists.
NEWEST = 5
MOST_OFFERS = 4
#: From how many sections on a plain page lists them.
SEVERAL = 3
#: What featured pages are read with: those of other sorts have no more than a title to show.
FEATURED = ("postpage__picture", "postpage__topic", "standardpage")


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
            picture_alt=around.site_name,
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
        read_bylines(self.featured_posts + self.newest_posts)
        context["featured"] = self.featured_pages
        context["posts"] = self.newest_posts
        context["offers"] = self.open_offers
        context["sessions"] = upcoming_sessions(timezone.now(), limit=NEWEST)
        sections = sections_of(request, self)
        kinds = {page.cached_content_type.model: page for page in sections}
        context["blog"] = kinds.get("blogindexpage")
        context["support"] = kinds.get("offerindexpage")
        return context

    def pictures_here(self) -> Iterator[Shown]:
        """Add the pictures of all that is listed."""
        yield from super().pictures_here()
        for page in (*self.featured_pages, *self.newest_posts, *self.open_offers):
            yield getattr(page, "picture", None), ("card",)

    @cached_property
    def featured_pages(self) -> list[Page]:
        """Give the chosen pages that are public, in the chosen order, each as what it is.

        Offers are taken from those that are read anyway: their states are known.
        """
        chosen = [line.target_id for line in self.featured.all()]
        pages = published(Page.objects.filter(pk__in=chosen)).select_related(*FEATURED)
        pages = pages.defer("postpage__body", "standardpage__body")
        found = {page.pk: _as_what_it_is(page) for page in pages}
        found |= {offer.pk: offer for offer in self.offers if offer.pk in found}
        return [found[pk] for pk in chosen if pk in found]

    @cached_property
    def offers(self) -> list[OfferPage]:
        """Give all public offers, soonest to close first."""
        return by_closing(published(OfferPage.objects.all()))

    @cached_property
    def open_offers(self) -> list[OfferPage]:
        """Give some offers that people can sign up for now, besides those that are featured."""
        now = timezone.now()
        others = [offer for offer in self.offers if offer not in self.featured_pages]
        return [offer for offer in others if offer.status_at(now).is_open][:MOST_OFFERS]

    @property
    def featured_posts(self) -> list[PostPage]:
        """Give the posts among the featured pages."""
        return [page for page in self.featured_pages if isinstance(page, PostPage)]

    @cached_property
    def newest_posts(self) -> list[PostPage]:
        """Give the newest posts, besides those that are featured."""
        others = PostPage.objects.exclude(pk__in=[page.pk for page in self.featured_posts])
        newest = for_cards(published(others)).order_by(*NEWEST_FIRST)
        return list(newest[:NEWEST])


def _as_what_it_is(page: Page) -> Page:
    """Give a page that was read along with what it is as that, if it is one of `FEATURED`."""
    kinds = {name.partition("__")[0] for name in FEATURED}
    return next((getattr(page, kind) for kind in kinds if hasattr(page, kind)), page)


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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the `contents`: the headings of its sections, where it has several."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        headings = [each.value for each in self.body if each.block_type == "heading"]
        sections = [each for each in headings if each["level"] == "h2" and each["anchor"]]
        context["contents"] = sections if len(sections) >= SEVERAL else []
        return context
