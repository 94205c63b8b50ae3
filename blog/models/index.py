"""The list of all posts."""

from collections.abc import Iterable
from dataclasses import replace

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.admin.panels import (
    FieldPanel,
    TitleFieldPanel,
)
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from blog import schema_org as things
from blog.models.posts import FurtherTopic, PostPage, about, page_of_posts
from cms.pages.heads import Around, Head, Thing, data, feeds
from cms.pages.models import (
    BasePage,
)
from cms.pages.schema_org import item_list, web_page
from cms.pages.visibility import published
from cms.vocabulary.models import Topic


class BlogIndexPage(RoutablePageMixin, BasePage):
    """All posts, newest first, whole or by topic."""

    intro = models.TextField(blank=True, max_length=400, help_text="A line or two above the list.")

    content_panels = [TitleFieldPanel("title"), FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["blog.PostPage"]
    max_count = 1
    page_description = "Lists all posts, newest first, and by topic. One per site."
    described_by = "intro"
    lists = ("posts",)

    class Meta:
        verbose_name = "blog index"

    def head(self, around: Around) -> Head:
        """Say which topic is listed, if one is, and which page of the list this is."""
        head, topic = super().head(around), around.shown.get("topic")
        if topic:
            address = around.absolute(self.topic_url(topic))
            of_topic = feeds(f"Posts about {topic.name}", topic=topic.slug)
            head = replace(
                head,
                title=topic.name,
                description=topic.description,
                address=address,
                alternates=(data(address), *of_topic),
            )
        return head.paged(around.shown.get("posts"))

    def things(self, head: Head, around: Around) -> Iterable[Thing]:
        """Give the blog, or the list of its posts on one topic."""
        if around.shown.get("topic"):
            posts = around.shown.get("posts", ())
            links = [(post.title, around.absolute(post.get_url() or "")) for post in posts]
            yield web_page(head, around, "CollectionPage", mainEntity=item_list(links))
        else:
            yield things.blog(head, around)

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
