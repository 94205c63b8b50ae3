"""The list of all posts."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.admin.panels import (
    FieldPanel,
    TitleFieldPanel,
)
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from blog.models.posts import FurtherTopic, PostPage, about, page_of_posts
from cms.pages.models import (
    BasePage,
)
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
