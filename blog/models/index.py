"""The list of all posts."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import pluralize
from django.utils import timezone
from wagtail.admin.panels import (
    FieldPanel,
    TitleFieldPanel,
)
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from blog import schema_org as things
from blog.models.archive import by_month, in_year, years_of
from blog.models.cards import for_cards, page_of_posts
from blog.models.posts import FurtherTopic, PostPage, about
from cms.pages.heads import Around, Head, Thing, data, feeds
from cms.pages.listing import Narrowing, page_of
from cms.pages.models import (
    BasePage,
)
from cms.pages.schema_org import item_list, web_page
from cms.pages.statements import MOMENT, WholeRows
from cms.pages.visibility import published
from cms.vocabulary.models import Topic

POSTS_OF_YEAR = 60  # on one page; they are but lines


class BlogIndexPage(RoutablePageMixin, BasePage):
    """All posts, newest first, whole, by topic or by year."""

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
                description=topic.description or f"All posts about {topic.name}.",
                address=address,
                published=None,
                modified=None,
                alternates=(data(address), *of_topic),
            )
        elif "year" in around.shown:
            year = around.shown["year"]
            head = replace(
                head,
                title=f"Posts from {year}" if year else "Posts by year",
                description=_described(around.site_name, around.shown),
                address=around.absolute(self.archive_url(year)),
                published=None,
                modified=None,
            )
        return head.paged(around.shown.get("posts"))

    def things(self, head: Head, around: Around) -> Iterable[Thing]:
        """Give the blog, or the list of its posts on one topic."""
        if around.shown.get("topic") or "year" in around.shown:
            posts = around.shown.get("posts") or ()
            links = [(post.title, around.address_of(post)) for post in posts]
            yield web_page(head, around, "CollectionPage", mainEntity=item_list(links))
        else:
            yield things.blog(head, around)

    def posts(self) -> "models.QuerySet[PostPage]":
        """Give the public posts, newest first."""
        posts: models.QuerySet[PostPage] = published(PostPage.objects.child_of(self))
        return for_cards(posts).order_by("-first_published_at", "-pk")

    @path("")
    def all_posts(self, request: HttpRequest) -> HttpResponse:
        """List all posts."""
        return self._listing(request, self.posts(), topic=None)

    @path("topics/<slug:slug>/", name="topic")
    def by_topic(self, request: HttpRequest, slug: str) -> HttpResponse:
        """List the posts about one topic. A topic nobody made is not found."""
        topic = get_object_or_404(Topic, slug=slug)
        return self._listing(request, self.posts().filter(about(topic)), topic=topic)

    @path("archive/", name="archive")
    def archive(self, request: HttpRequest) -> HttpResponse:
        """List the years in which something was published."""
        return self._by_year(request, year=None, posts=None)

    @path("archive/<int:year>/", name="year")
    def by_year(self, request: HttpRequest, year: int) -> HttpResponse:
        """List the posts of a year under its months. A year without any is not found."""
        posts = in_year(self.posts(), year)
        if not posts.exists():
            raise Http404
        return self._by_year(request, year, page_of(posts, request, POSTS_OF_YEAR))

    def _by_year(self, request: HttpRequest, year: int | None, posts: Any) -> HttpResponse:
        self.refuse_if_over()
        shown = {"year": year, "posts": posts, "months": by_month(posts or ())}
        shown["address"] = self.archive_url(year)
        years = [
            Narrowing(
                str(each.number), self.archive_url(each.number), each.posts, each.number == year
            )
            for each in years_of(self.posts())
        ]
        overrides = {**shown, "years": years, "place": str(year or "By year")}
        template = "blog/archive_page.html"
        response: HttpResponse = self.render(
            request, template=template, context_overrides=overrides
        )
        return response

    def _listing(
        self, request: HttpRequest, posts: "models.QuerySet[PostPage]", topic: Topic | None
    ) -> HttpResponse:
        self.refuse_if_over()
        shown = page_of_posts(posts, request)
        overrides = {
            "posts": shown,
            "topic": topic,
            "topics": list(_with_posts().rows(moment=timezone.now())),
        }
        if topic:
            overrides["place"] = topic.name
        response: HttpResponse = self.render(request, context_overrides=overrides)
        return response

    def archive_url(self, year: int | None = None) -> str:
        """Give the address of the posts of a year, or of the list of years."""
        below = self.reverse_subpage("year", kwargs={"year": year}) if year else "archive/"
        return f"{self.url}{below}"

    def listings(self) -> list[str]:
        """Give the paths of the years. Topics are items, and named as such."""
        years = [self.archive_url(year.number) for year in years_of(self.posts())]
        return [self.archive_url(), *years] if years else []

    def topic_url(self, topic: Topic) -> str:
        """Give the address of a topic’s listing."""
        return f"{self.url}{self.path_of(topic)}"

    @classmethod
    def path_of(cls, topic: Topic) -> str:
        """Give the path of a topic’s listing below the blog’s address."""
        return str(cls.get_resolver().reverse("topic", slug=topic.slug))


def _described(programme: str, shown: Mapping[str, Any]) -> str:
    """Say what is listed by year: the posts of one, or the years."""
    if shown["year"]:
        number = shown["posts"].paginator.count
        return f"{number} post{pluralize(number)} by {programme} from {shown['year']}, by month."
    names = [year.name for year in shown["years"]]
    since = f" since {names[-1]}" if names else ""
    return f"All posts by {programme}{since}, by the year in which they were published."


@cache
def _with_posts() -> WholeRows[Topic]:
    """Give the query for the topics that public posts are about."""
    public = published(PostPage.objects.all(), MOMENT)
    further = FurtherTopic.objects.filter(postpage__in=public)
    mainly = models.Q(pk__in=public.values("topic"))
    return WholeRows(Topic.objects.filter(mainly | models.Q(pk__in=further.values("topic"))))
