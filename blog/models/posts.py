"""Posts, and who wrote them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.queryset import FakeQuerySet
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
    TitleFieldPanel,
)
from wagtail.blocks import StreamValue
from wagtail.models import Orderable
from wagtail.search import index

from blog import schema_org as things
from blog.licences import Licence
from blog.models.cards import (
    ON_POSTS,
    by_public_authors,
    for_cards,
    read_bylines,
    topic_links,
)
from blog.models.order import neighbours, related
from cms.blocks.links import web_address
from cms.media.pictures import PURPOSES, Shown
from cms.pages.heads import Around, Head, Thing, data
from cms.pages.models import (
    BasePage,
    BodyPage,
    PictureFields,
    picture_panel,
)
from cms.vocabulary.models import Organisation, Topic

MOST_CHOSEN, MOST_ALIKE = 6, 3  # related posts


class PostPage(PictureFields, BodyPage):
    """A blog post."""

    standfirst = models.CharField(
        max_length=280,
        help_text=(
            "One or two sentences, plain text, up to 280 characters: who writes, and what about. "
            "Shown under the title and wherever the post is listed, here and on partner sites."
        ),
    )
    topic = models.ForeignKey(
        Topic,
        verbose_name="main topic",
        null=True,
        on_delete=models.PROTECT,
        related_name="main_posts",
        help_text="Shown above the title.",
    )
    further_topics = ParentalManyToManyField(Topic, blank=True, related_name="further_posts")
    canonical_url = models.URLField(
        "first published at",
        blank=True,
        help_text="Only for a post that appeared elsewhere first: its address there.",
    )
    licence = models.CharField(
        max_length=20,
        choices=Licence.choices,
        default=Licence.CC_BY,
        help_text="What partner sites and others may do with the text.",
    )

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("standfirst", widget=forms.Textarea(attrs={"rows": 3, "maxlength": 280})),
        FieldPanel("topic"),
        InlinePanel("contributions", heading="Written by", label="Contributor"),
        picture_panel(),
        FieldPanel("body"),
        InlinePanel(
            "related",
            heading="Related posts",
            label="Post",
            max_num=MOST_CHOSEN,
            help_text="Left empty, the posts that share most topics are shown, the newest first.",
        ),
    ]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("further_topics", widget=forms.CheckboxSelectMultiple)],
            heading="Further topics",
            icon="tag",
        ),
        *BasePage.promote_panels,
        MultiFieldPanel(
            [FieldPanel("licence"), FieldPanel("canonical_url")], heading="Rights", icon="key"
        ),
    ]
    settings_panels = [
        FieldPanel(
            "first_published_at",
            heading="First published",
            help_text="Set when the post is first published. Correct it if the post is older.",
        ),
        *BasePage.settings_panels,
    ]
    search_fields = [
        *BodyPage.search_fields,
        index.SearchField("standfirst", boost=2),
        index.FilterField("topic"),
    ]
    parent_page_types = ["blog.BlogIndexPage"]
    subpage_types: list[str] = []
    page_description = "News, a guest post, or the announcement of a support offer."
    described_by = "standfirst"
    shown_with = ("picture", "topic")

    class Meta:
        verbose_name = "post"

    def head(self, around: Around) -> Head:
        """Add who wrote it and what it is about, and where it appeared first."""
        head = super().head(around)
        topics = tuple(topic.name for topic, _ in around.shown.get("topic_links", ()))
        return replace(
            head,
            address=web_address(self.canonical_url) or head.address,
            kind="article",
            authors=tuple(line.author.title for line in self.bylines),
            section=self.topic.name if self.topic else "",
            tags=topics,
            alternates=(data(head.address),),
        )

    def things(self, head: Head, around: Around) -> Iterable[Thing]:
        """Give the post."""
        yield things.blog_posting(self, head, around)

    @cached_property
    def bylines(self) -> "list[PostContribution]":
        """Give the contributions whose author the public may see, in order."""
        return by_public_authors(list(self.contributions.all()))

    def bodies(self) -> list[StreamValue | str]:
        """Add the biographies that stand below the post: they hold links, too."""
        return [*super().bodies(), *(line.author.biography for line in self.bylines)]

    def share_label(self) -> str:
        """Give the main topic."""
        return self.topic.name if self.topic else ""

    def pictures(self) -> Iterator[Shown]:
        """Add the portraits that stand below the post."""
        yield from super().pictures()
        for line in self.bylines:
            if line.author.portrait:
                yield line.author.portrait, PURPOSES["portrait"]

    @cached_property
    def topics(self) -> list[Topic]:
        """Give the topics, the main one first, none twice."""
        main = [self.topic] if self.topic else []
        return main + [topic for topic in self.further_topics.all() if topic != self.topic]

    @cached_property
    def related_posts(self) -> "list[PostPage]":
        """Give the posts to read next: those an editor chose, else those that share most topics."""
        found = list(for_cards(related(self, self.topics))[:MOST_CHOSEN])
        return [post for post in found if post.place is not None] or found[:MOST_ALIKE]

    @cached_property
    def chosen_posts(self) -> "list[PostPage]":
        """Give those of the related posts that an editor chose."""
        return [post for post in self.related_posts if post.place is not None]

    def pictures_here(self) -> Iterator[Shown]:
        """Add the portraits of who wrote it, and the pictures of related posts."""
        yield from super().pictures_here()
        yield from ((line.author.portrait, ("portrait",)) for line in self.bylines)
        yield from ((post.picture, ("card",)) for post in self.related_posts)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what stands around the body."""
        drafted = isinstance(self.contributions.all(), FakeQuerySet)
        read_bylines(self.related_posts if drafted else [self, *self.related_posts], *ON_POSTS)
        context = super().get_context(request, *args, **kwargs)
        context["picture"] = self.lead_picture("full")
        context["licence"] = Licence(self.licence)
        context["topic_links"] = topic_links(self.topics, self.get_parent())
        context["about_the_authors"] = [
            {"contribution": line, "author": line.author, "portrait": line.author.picture()}
            for line in self.bylines
        ]
        context["related_posts"] = self.related_posts
        context["older"], context["newer"] = neighbours(self)
        return context


class PostContribution(Orderable):
    """Who wrote a post, and what they did and for whom at the time."""

    page = ParentalKey(PostPage, on_delete=models.CASCADE, related_name="contributions")
    author = models.ForeignKey(
        "blog.AuthorPage", on_delete=models.PROTECT, related_name="contributions"
    )
    role = models.CharField(
        "role at the time",
        max_length=160,
        blank=True,
        help_text="Left empty, the author’s present role is kept with the post.",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="organisation at the time",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Left empty, the author’s present organisation is kept with the post.",
    )

    panels = [
        PageChooserPanel("author", "blog.AuthorPage"),
        FieldRowPanel([FieldPanel("role"), FieldPanel("organisation")]),
    ]

    def clean(self) -> None:
        """Keep the author’s role and organisation of today, where none was given."""
        super().clean()
        if self.author_id and not self.role and not self.organisation_id:
            self.role = self.author.role
            self.organisation = self.author.organisation


class RelatedPost(Orderable):
    """A post that an editor chose to show below another."""

    page = ParentalKey(PostPage, on_delete=models.CASCADE, related_name="related")
    post = models.ForeignKey(PostPage, on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("post", "blog.PostPage")]


#: The rows that say which post is also about which topic.
FurtherTopic = PostPage.further_topics.through


def about(topic: Topic) -> models.Q:
    """Give the condition that a post is about a topic, mainly or also."""
    further = FurtherTopic.objects.filter(topic=topic)
    return models.Q(topic=topic) | models.Q(pk__in=further.values("postpage"))
