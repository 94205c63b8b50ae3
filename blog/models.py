"""Posts, the people who write them, and the two indexes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
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
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.images import get_image_model_string
from wagtail.models import Orderable
from wagtail.search import index

from blog.licences import Licence
from cms.media.pictures import picture, with_files
from cms.pages.listing import page_of
from cms.pages.models import (
    BasePage,
    BodyPage,
    PictureFields,
    picture_panel,
    short_rich_text,
)
from cms.pages.visibility import published
from cms.vocabulary.models import Organisation, Topic

POSTS_PER_PAGE = 12


class AuthorIndexPage(BasePage):
    """The people who write for the blog, in order of their names."""

    intro = models.TextField(blank=True, max_length=400, help_text="A line or two above the list.")

    content_panels = [TitleFieldPanel("title"), FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["blog.AuthorPage"]
    max_count = 1
    page_description = "Lists everybody who has a profile. One per site."

    class Meta:
        verbose_name = "author index"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add one page of `authors`."""
        context = super().get_context(request, *args, **kwargs)
        authors = published(AuthorPage.objects.child_of(self)).order_by(Lower("title"))
        authors = authors.select_related("organisation").prefetch_related(
            with_files("portrait", "portrait")
        )
        context["authors"] = page_of(authors, request, 24)
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

    class Meta:
        verbose_name = "author"

    def picture(self, purpose: str = "portrait") -> Any:
        """Give the portrait. It stands beside the name, so it only decorates."""
        return picture(self.portrait, purpose, decorative=True)

    def posts(self) -> "models.QuerySet[PostPage]":
        """Give the public posts this person contributed to, newest first."""
        contributions = PostContribution.objects.filter(author=self.pk)
        mine = PostPage.objects.filter(pk__in=contributions.values("page"))
        return published(mine).order_by("-first_published_at", "-pk")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add one page of the person’s `posts`."""
        context = super().get_context(request, *args, **kwargs)
        context["portrait"] = self.picture()
        context["posts"] = page_of_posts(self.posts(), request)
        return context


class AuthorLink(Orderable):
    """Somewhere else to find an author."""

    page = ParentalKey(AuthorPage, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(max_length=80, help_text="What it is: “Personal website”.")
    url = models.URLField("address")

    panels = [FieldRowPanel([FieldPanel("label"), FieldPanel("url")])]


class BlogIndexPage(RoutablePageMixin, BasePage):
    """All posts, newest first, whole or by topic."""

    intro = models.TextField(blank=True, max_length=400, help_text="A line or two above the list.")

    content_panels = [TitleFieldPanel("title"), FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["blog.PostPage"]
    max_count = 1
    page_description = "Lists all posts, newest first, and by topic. One per site."

    class Meta:
        verbose_name = "blog index"

    def posts(self) -> "models.QuerySet[PostPage]":
        """Give the public posts, newest first."""
        posts: models.QuerySet[PostPage] = published(PostPage.objects.child_of(self))
        return posts.order_by("-first_published_at", "-pk")

    @path("")
    def all_posts(self, request: HttpRequest) -> HttpResponse:
        """List all posts."""
        return self._listing(request, self.posts(), topic=None)

    @path("topics/<slug:slug>/", name="topic")
    def by_topic(self, request: HttpRequest, slug: str) -> HttpResponse:
        """List the posts about one topic. A topic nobody made is not found."""
        topic = get_object_or_404(Topic, slug=slug)
        return self._listing(request, self.posts().filter(about(topic)), topic=topic)

    def _listing(
        self, request: HttpRequest, posts: "models.QuerySet[PostPage]", topic: Topic | None
    ) -> HttpResponse:
        self.refuse_if_over()
        public = published(PostPage.objects.all())
        further = FurtherTopic.objects.filter(postpage__in=public)
        topics = Topic.objects.filter(
            models.Q(pk__in=public.values("topic")) | models.Q(pk__in=further.values("topic"))
        )
        shown = page_of_posts(posts, request)
        overrides = {"posts": shown, "topic": topic, "topics": topics}
        response: HttpResponse = self.render(request, context_overrides=overrides)
        return response

    def topic_url(self, topic: Topic) -> str:
        """Give the address of a topic’s listing."""
        return f"{self.url}{self.reverse_subpage('topic', kwargs={'slug': topic.slug})}"


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
            help_text="Left empty, the newest posts on the same topic are shown.",
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

    class Meta:
        verbose_name = "post"

    @cached_property
    def bylines(self) -> "list[PostContribution]":
        """Give the contributions whose author the public may see, in order."""
        return by_public_authors(list(self.contributions.all()))

    def bodies(self) -> list[StreamValue | str]:
        """Add the biographies that stand below the post: they hold links, too."""
        return [*super().bodies(), *(line.author.biography for line in self.bylines)]

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
        found = published(PostPage.objects.all()).in_bulk(chosen)
        return [found[pk] for pk in chosen if pk in found]

    def related_posts(self) -> "list[PostPage]":
        """Give the chosen related posts, or where none was chosen the newest on the same topic."""
        if self.related.all():
            return self.chosen_posts
        if self.topic is None:
            return []
        others = PostPage.objects.filter(about(self.topic)).exclude(pk=self.pk)
        return list(published(others).order_by("-first_published_at", "-pk")[:3])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what stands around the body."""
        context = super().get_context(request, *args, **kwargs)
        context["picture"] = self.lead_picture("full")
        context["topic_links"] = topic_links(self.topics)
        context["about_the_authors"] = [
            {"contribution": line, "author": line.author, "portrait": line.author.picture()}
            for line in self.bylines
        ]
        context["related_posts"] = with_bylines(self.related_posts())
        return context


#: The rows that say which post is also about which topic.
FurtherTopic = PostPage.further_topics.through


class PostContribution(Orderable):
    """Who wrote a post, and what they did and for whom at the time."""

    page = ParentalKey(PostPage, on_delete=models.CASCADE, related_name="contributions")
    author = models.ForeignKey(AuthorPage, on_delete=models.PROTECT, related_name="contributions")
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
    blog = published(BlogIndexPage.objects.all()).first()
    return [(topic, blog.topic_url(topic) if blog else "") for topic in topics]


def with_bylines(posts: "Iterable[PostPage]") -> "list[PostPage]":
    """Give each post its `bylines` and its `card_picture`, in four queries for all of them."""
    listed = list(posts)
    models.prefetch_related_objects(listed, with_files("picture", "card"), "topic")
    contributions = PostContribution.objects.filter(
        page__in=listed, author__in=published(AuthorPage.objects.all())
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
    people = AuthorPage.objects.select_related("organisation").prefetch_related(
        with_files("portrait", "portrait", "full")
    )
    authors = published(people).in_bulk({line.author_id for line in contributions})
    shown = [line for line in contributions if line.author_id in authors]
    for line in shown:
        line.author = authors[line.author_id]
    return shown


def page_of_posts(posts: "models.QuerySet[PostPage]", request: HttpRequest) -> Any:
    """Give the asked-for page of posts, each ready to be shown on a card."""
    page = page_of(posts, request, POSTS_PER_PAGE)
    page.object_list = with_bylines(page.object_list)
    return page
