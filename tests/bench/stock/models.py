"""The pages of a blog with the fields of ours, as Wagtail's documentation would write them."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail.snippets.models import register_snippet

from tests.bench.stock import structured
from tests.bench.stock.blocks import BodyBlock

IMAGE = {"null": True, "on_delete": models.SET_NULL, "related_name": "+"}


@register_snippet
class Topic(models.Model):
    """What a post is about."""

    name = models.CharField(max_length=80)
    slug = models.SlugField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@register_snippet
class Organisation(models.Model):
    """For whom somebody works."""

    name = models.CharField(max_length=160)

    def __str__(self) -> str:
        return self.name


@register_setting
class Footer(BaseSiteSetting):
    """What stands below every page."""

    text = RichTextField(blank=True)


class HomePage(Page):
    """The front page."""


class PersonIndexPage(Page):
    """Everybody who writes."""


class PersonPage(Page):
    """Somebody who writes."""

    role = models.CharField(max_length=160)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    biography = RichTextField()
    portrait = models.ForeignKey("wagtailimages.Image", **IMAGE)


class BlogIndexPage(Page):
    """All posts."""

    intro = models.TextField(blank=True)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add a page of posts, and the topics that there are posts about."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        posts = for_cards(BlogPage.objects.child_of(self).live()).order_by("-first_published_at")
        context["posts"] = Paginator(posts, 12).get_page(request.GET.get("page"))
        context["topics"] = Topic.objects.filter(posts__live=True).distinct()
        context["structured"] = structured.of_blog(self, context["posts"])
        return context


class BlogPage(Page):
    """A post."""

    standfirst = models.CharField(max_length=280)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="posts")
    further_topics = ParentalManyToManyField(Topic, related_name="+")
    lead_image = models.ForeignKey("wagtailimages.Image", **IMAGE)
    lead_image_alt = models.CharField(max_length=500)
    lead_image_caption = models.CharField(max_length=300)
    licence = models.CharField(max_length=80, default="Creative Commons Attribution 4.0")
    body = StreamField(BodyBlock())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what stands around the body."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["topics"] = topics = [self.topic, *self.further_topics.all()]
        context["contributions"] = lines = self.contributions.select_related(
            "organisation", "person__organisation", "person__portrait"
        )
        context["structured"] = structured.of_post(self, lines, topics)
        others = BlogPage.objects.live().exclude(pk=self.pk)
        newest, oldest = (others.order_by(f"{sign}first_published_at") for sign in ("-", ""))
        context["related"] = for_cards(newest.filter(topic__in=topics))[:3]
        moment = self.first_published_at
        context["previous"] = newest.filter(first_published_at__lt=moment).first()
        context["next"] = oldest.filter(first_published_at__gt=moment).first()
        return context


def for_cards(posts: Any) -> Any:
    """Read posts with what their cards show, as the documentation advises for lists."""
    return posts.select_related("topic", "lead_image").prefetch_related(
        "lead_image__renditions", "contributions__person", "contributions__organisation"
    )


class Contribution(Orderable):
    """Who wrote a post."""

    page = ParentalKey(BlogPage, on_delete=models.CASCADE, related_name="contributions")
    person = models.ForeignKey(PersonPage, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=160)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
