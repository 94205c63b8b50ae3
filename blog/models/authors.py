"""The people who write."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.db import models
from django.db.models.functions import Lower
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    TitleFieldPanel,
)
from wagtail.images import get_image_model_string
from wagtail.models import Orderable
from wagtail.search import index

from blog import schema_org as things
from blog.models.cards import for_cards, page_of_posts
from blog.models.posts import PostContribution, PostPage
from cms.media.pictures import Shown, picture, read_files
from cms.pages.heads import Around, Head, Thing, data, feeds
from cms.pages.listing import page_of
from cms.pages.models import (
    BasePage,
    short_rich_text,
)
from cms.pages.schema_org import item_list, moment, web_page
from cms.pages.visibility import published
from cms.vocabulary.models import Organisation


class AuthorIndexPage(BasePage):
    """The people who write for the blog, in order of their names."""

    intro = models.TextField(blank=True, max_length=400, help_text="A line or two above the list.")

    content_panels = [TitleFieldPanel("title"), FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["blog.AuthorPage"]
    max_count = 1
    page_description = "Lists everybody who has a profile. One per site."
    described_by = "intro"
    lists = ("authors",)

    class Meta:
        verbose_name = "author index"

    def head(self, around: Around) -> Head:
        """Tell which page of the list this is."""
        return super().head(around).paged(around.shown.get("authors"))

    def things(self, head: Head, around: Around) -> Iterable[Thing]:
        """Give the list, with who is on this page of it."""
        people = around.shown.get("authors", ())
        links = [(one.title, around.address_of(one)) for one in people]
        yield web_page(head, around, "CollectionPage", mainEntity=item_list(links))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add one page of `authors`."""
        context = super().get_context(request, *args, **kwargs)
        authors = published(AuthorPage.objects.child_of(self)).order_by(Lower("title"))
        authors = authors.select_related("organisation", "portrait")
        context["authors"] = page_of(authors, request, 24)
        read_files((author.portrait, ("portrait",)) for author in context["authors"])
        for author in context["authors"]:
            author.shown_portrait = author.picture()
        return context


class AuthorPage(BasePage):
    """A person who writes: their public profile, never a staff account."""

    role = models.CharField(
        max_length=160,
        blank=True,
        help_text="What they do now: “Community worker”. Old posts keep the role they had then.",
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    biography = short_rich_text(help_text="A short paragraph or two, as they agreed to it.")
    portrait = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Only with the person’s consent.",
    )

    content_panels = [
        TitleFieldPanel(
            "title", heading="Name", placeholder="Name*", help_text="As it should be printed."
        ),
        FieldRowPanel([FieldPanel("role"), FieldPanel("organisation")]),
        FieldPanel("biography"),
        FieldPanel("portrait"),
        InlinePanel("links", heading="Links", label="Link"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("role"),
        index.SearchField("biography"),
    ]
    parent_page_types = ["blog.AuthorIndexPage"]
    subpage_types: list[str] = []
    page_description = "The public profile of somebody who writes for the blog."
    described_by = "role"
    shown_with = ("organisation", "portrait")

    class Meta:
        verbose_name = "author"

    def head(self, around: Around) -> Head:
        """Add the portrait, and the posts and data to be had of this person."""
        head = super().head(around)
        portrait = around.shown.get("portrait")
        of_person = feeds(f"Posts by {self.title}", author=self.slug)
        return replace(
            head,
            kind="profile",
            picture=around.file(portrait.largest) if portrait else head.picture,
            picture_alt=self.title,
            alternates=(data(head.address), *of_person),
        ).paged(around.shown.get("posts"))

    def things(self, head: Head, around: Around) -> Iterable[Thing]:
        """Give the profile and the person."""
        person, since = things.person(self, head, around), moment(head.published)
        yield web_page(head, around, "ProfilePage", mainEntity=person, dateCreated=since)

    def picture(self, purpose: str = "portrait") -> Any:
        """Give the portrait. It stands beside the name, so it only decorates."""
        return picture(self.portrait, purpose, decorative=True)

    def pictures_here(self) -> Iterator[Shown]:
        """Add the portrait."""
        yield from super().pictures_here()
        yield self.portrait, ("portrait",)

    def share_label(self) -> str:
        """Give what they do."""
        return self.role

    def posts(self) -> "models.QuerySet[PostPage]":
        """Give the public posts this person contributed to, newest first."""
        contributions = PostContribution.objects.filter(author=self.pk)
        mine = PostPage.objects.filter(pk__in=contributions.values("page"))
        return published(for_cards(mine)).order_by("-first_published_at", "-pk")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add one page of the person’s `posts`."""
        context = super().get_context(request, *args, **kwargs)
        context["portrait"] = self.picture()
        context["elsewhere"] = list(self.links.all())
        context["posts"] = page_of_posts(self.posts(), request)
        return context


class AuthorLink(Orderable):
    """Somewhere else to find an author."""

    page = ParentalKey(AuthorPage, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(max_length=80, help_text="What it is: “Personal website”.")
    url = models.URLField("address")

    panels = [FieldRowPanel([FieldPanel("label"), FieldPanel("url")])]
