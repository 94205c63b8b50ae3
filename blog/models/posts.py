"""Posts, and who wrote them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.apps import apps
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from modelcluster.fields import ParentalKey, ParentalManyToManyField
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
from blog.models.order import neighbours, sharing
from cms.blocks.links import web_address
from cms.blocks.pictures import Shown
from cms.media.pictures import PURPOSES, files
from cms.pages.heads import Around, Head, Thing, data
from cms.pages.listing import page_of
from cms.pages.models import (
    BasePage,
    BodyPage,
    PictureFields,
    picture_panel,
)
from cms.pages.visibility import published
from cms.vocabulary.models import Organisation, Topic

POSTS_PER_PAGE = 12

#: The relations that a list of posts is read with.
ON_CARDS = ("picture", "topic")


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
            max_num=6,
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
        return by_public_authors(list(self.contributions.select_related("organisation")))

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

    @property
    def topics(self) -> list[Topic]:
        """Give the topics, the main one first, none twice."""
        main = [self.topic] if self.topic else []
        return main + [topic for topic in self.further_topics.all() if topic != self.topic]

    @cached_property
    def chosen_posts(self) -> "list[PostPage]":
        """Give the related posts that an editor chose and the public may see, in order."""
        chosen = [relation.post_id for relation in self.related.all()]
        if not chosen:
            return []
        found = published(PostPage.objects.select_related(*ON_CARDS)).in_bulk(chosen)
        return [found[pk] for pk in chosen if pk in found]

    def related_posts(self, topics: list[Topic]) -> "list[PostPage]":
        """Give the chosen related posts, or where none was chosen those that share most topics."""
        if self.related.all():
            return self.chosen_posts
        others = sharing(topics).exclude(pk=self.pk).select_related(*ON_CARDS)
        return list(others[:3]) if topics else []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what stands around the body."""
        context = super().get_context(request, *args, **kwargs)
        context["picture"] = self.lead_picture("full")
        topics = self.topics
        context["topic_links"] = topic_links(topics)
        context["about_the_authors"] = [
            {"contribution": line, "author": line.author, "portrait": line.author.picture()}
            for line in self.bylines
        ]
        context["related_posts"] = with_bylines(self.related_posts(topics))
        context["older"], context["newer"] = neighbours(self)
        return context


#: The rows that say which post is also about which topic.
FurtherTopic = PostPage.further_topics.through


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


def about(topic: Topic) -> models.Q:
    """Give the condition that a post is about a topic, mainly or also."""
    further = FurtherTopic.objects.filter(topic=topic)
    return models.Q(topic=topic) | models.Q(pk__in=further.values("postpage"))


def topic_links(topics: Iterable[Topic]) -> list[tuple[Topic, str]]:
    """Pair topics with the addresses of their listings; empty while there is no public blog."""
    blog = published(apps.get_model("blog", "BlogIndexPage").objects.all()).first()
    return [(topic, blog.topic_url(topic) if blog else "") for topic in topics]


def with_bylines(posts: "Iterable[PostPage]") -> "list[PostPage]":
    """Give each post its `bylines` and its `card_picture`, in two queries for all of them.

    Pictures and topics that the posts were not read with cost one more each.
    """
    listed = list(posts)
    models.prefetch_related_objects(listed, "picture", "topic")
    shown = [post.picture for post in listed if post.picture]
    models.prefetch_related_objects(shown, *files("card"))
    contributions = PostContribution.objects.filter(
        page__in=listed, author__in=published(_authors())
    ).select_related("author", "organisation")
    by_post: dict[int, list[PostContribution]] = {}
    for contribution in contributions:
        by_post.setdefault(contribution.page_id, []).append(contribution)
    for post in listed:
        post.bylines = by_post.get(post.pk, [])
        post.card_picture = post.lead_picture("card")
    return listed


def by_public_authors(contributions: list[PostContribution]) -> list[PostContribution]:
    """Keep the contributions whose author the public may see, with all that is shown of them."""
    models.prefetch_related_objects(contributions, "organisation")
    people = _authors().select_related("organisation", "portrait")
    authors = published(people).in_bulk({line.author_id for line in contributions})
    portraits = [author.portrait for author in authors.values() if author.portrait]
    models.prefetch_related_objects(portraits, *files("portrait"))
    shown = [line for line in contributions if line.author_id in authors]
    for line in shown:
        line.author = authors[line.author_id]
    return shown


def page_of_posts(posts: "models.QuerySet[PostPage]", request: HttpRequest) -> Any:
    """Give the asked-for page of posts, each ready to be shown on a card."""
    page = page_of(posts, request, POSTS_PER_PAGE)
    page.object_list = with_bylines(page.object_list)
    return page


def _authors() -> "models.QuerySet[Any]":
    """Give all authors. Their model knows of posts, so it is found by its name."""
    authors: models.QuerySet[Any] = apps.get_model("blog", "AuthorPage").objects.all()
    return authors
