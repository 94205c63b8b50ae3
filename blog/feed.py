"""How posts and topics read in the feed; authors have a file of their own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.html import format_html
from rest_framework import serializers

from blog import examples
from blog.authors import AuthorPresenter, biography, said_of_author
from blog.licences import Licence
from blog.models import (
    AuthorPage,
    BlogIndexPage,
    PostContribution,
    PostPage,
    about,
    by_public_authors,
    topic_links,
)
from cms.blocks import reading
from cms.blocks.links import web_address
from cms.feed.shapes import (
    BodySerializer,
    ItemSerializer,
    LinkSerializer,
    NamedReferenceSerializer,
    PictureSerializer,
    ReferenceSerializer,
    RichTextSerializer,
    TopicReferenceSerializer,
)
from cms.media.pictures import read_files
from cms.pages.visibility import published
from cms.publication.bodies import links_out
from cms.publication.presenting import Presenting
from cms.publication.registry import PagePresenter, Presenter, register
from cms.vocabulary.models import Topic


class ContributionSerializer(serializers.Serializer[Any]):
    """Who wrote it, and what they were at the time."""

    author = NamedReferenceSerializer(help_text="Who it is.")
    role = serializers.CharField(allow_blank=True, help_text="What they did at the time.")
    organisation = NamedReferenceSerializer(
        allow_null=True, help_text="Whom they did it for at the time."
    )


class AboutAuthorSerializer(NamedReferenceSerializer):
    """The author box below a post."""

    role = serializers.CharField(allow_blank=True, help_text="At the time of writing.")
    organisation = NamedReferenceSerializer(allow_null=True, help_text="At the time of writing.")
    biography = RichTextSerializer(help_text="As it is today.")
    portrait = PictureSerializer(
        allow_null=True, help_text="A picture of them. Null: there is none."
    )


class PostLicenceSerializer(serializers.Serializer[Any]):
    """What others may do with the text."""

    name = serializers.CharField(help_text="The licence’s name.")
    url = serializers.URLField(allow_null=True, help_text="Null where all rights are reserved.")


class AttributionSerializer(serializers.Serializer[Any]):
    """The line to print with a copy."""

    text = serializers.CharField(help_text="As plain text.")
    html = serializers.CharField(help_text="As HTML, with a link to the post.")


class PostSummarySerializer(ItemSerializer):
    """A post in a list."""

    standfirst = serializers.CharField(
        help_text="What it is about. Plain text, up to 280 characters."
    )
    contributions = ContributionSerializer(many=True, help_text="Who wrote it, in order.")
    topics = TopicReferenceSerializer(many=True, help_text="What it is about, the main one first.")
    picture = PictureSerializer(
        allow_null=True, help_text="What stands at its head. Null: there is none."
    )
    reading_minutes = serializers.IntegerField(
        help_text="How long it takes to read, at 200 words a minute, rounded up."
    )


class PostSerializer(PostSummarySerializer):
    """A whole post."""

    body = BodySerializer(help_text="The whole text, in three forms.")
    related = ReferenceSerializer(
        many=True, help_text="Posts that an editor chose to be read next."
    )
    links = LinkSerializer(many=True, help_text="Addresses in the body, each once.")
    offers = ReferenceSerializer(many=True, help_text="Offers that the body links to or embeds.")
    canonical_url = serializers.URLField(help_text="Where it was first published.")
    licence = PostLicenceSerializer(help_text="What you may do with the text.")
    attribution = AttributionSerializer(help_text="The line to print with a copy.")
    about_the_authors = AboutAuthorSerializer(many=True, help_text="The boxes below a post.")


class PostPresenter(PagePresenter):
    """Presents posts."""

    kind = "posts"
    model = PostPage
    summary_serializer = PostSummarySerializer
    detail_serializer = PostSerializer
    example = examples.POST

    def prepare(self, rows: list[PostPage]) -> None:
        """Read bodies, topics, pictures, authors and related posts."""
        super().prepare(rows)
        prefetch_related_objects(rows, "picture", "topic", "further_topics", "related")
        read_files((row.picture, ["full"]) for row in rows)
        public = published(PostPage.objects.all())
        chosen = public.in_bulk({line.post_id for row in rows for line in row.related.all()})
        lines = PostContribution.objects.filter(page__in=rows)
        bylines: dict[int, list[PostContribution]] = defaultdict(list)
        for line in by_public_authors(list(lines)):
            bylines[line.page_id].append(line)
        for row in rows:
            row.bylines = bylines[row.pk]
            row.chosen_posts = [
                chosen[line.post_id] for line in row.related.all() if line.post_id in chosen
            ]

    def lead(self, fields: Mapping[str, Any]) -> Iterable[str]:
        """Give the standfirst."""
        yield fields["standfirst"]

    def words(self, fields: Mapping[str, Any]) -> Iterable[str]:
        """Give the body, who wrote it, and what it is about."""
        yield fields["body"]["text"]
        for contribution in fields["contributions"]:
            yield from said_of_author(contribution["author"]["name"], contribution)
        yield from (topic["name"] for topic in fields["topics"])

    def named(self, fields: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
        """Name authors, topics, organisations of the time, and offers that the body links to."""
        yield from (("topic", topic) for topic in fields["topics"])
        for contribution in fields["contributions"]:
            yield "author", contribution["author"]
            yield "organisation", contribution["organisation"]
        yield from (("offer", offer) for offer in fields["offers"])

    def fields(self, row: PostPage, presenting: Presenting) -> dict[str, Any]:
        """Give a post's fields."""
        path = self.path(row)
        links = presenting.links([row.body], path)
        body = presenting.body(row.body, links)
        canonical = web_address(row.canonical_url) or presenting.absolute(path or "/")
        contributions = [contribution_data(line, presenting) for line in row.bylines]
        return {
            "standfirst": row.standfirst,
            "contributions": contributions,
            "topics": [presenting.refer(topic) for topic in row.topics],
            "picture": presenting.picture(row.lead_picture("full")),
            "reading_minutes": reading.minutes(row.words),
            "body": body,
            # What an editor chose. The newest on the same topic, which a page shows instead where
            # nothing was chosen, would change a thousand items whenever one more is published.
            "related": [presenting.refer(post) for post in row.chosen_posts],
            "links": links_out(body["html"], links),
            "offers": presenting.linked("offers", links),
            "canonical_url": canonical,
            "licence": {"name": Licence(row.licence).label, "url": Licence(row.licence).url},
            "attribution": attribution(row, canonical, presenting.publisher),
            "about_the_authors": [
                {
                    **line["author"],
                    "role": line["role"],
                    "organisation": line["organisation"],
                    **author_box(contribution.author, presenting),
                }
                for line, contribution in zip(contributions, row.bylines, strict=True)
            ],
        }


def contribution_data(line: Any, presenting: Presenting) -> dict[str, Any]:
    """Give one contribution, with role and organisation as they were."""
    return {
        "author": presenting.refer(line.author),
        "role": line.role,
        "organisation": presenting.refer(line.organisation) if line.organisation else None,
    }


def author_box(author: AuthorPage, presenting: Presenting) -> dict[str, Any]:
    """Give what the box below each post of an author says of them."""

    def made() -> dict[str, Any]:
        portrait = presenting.picture(author.picture("full"))
        return {"biography": biography(author, presenting), "portrait": portrait}

    box: dict[str, Any] = presenting.once((author, "box"), made)
    return box


def attribution(post: PostPage, address: str, publisher: str) -> dict[str, str]:
    """Give the line to print with a copy, as text and as HTML."""
    names = [line.author.title for line in post.bylines]
    by = f", by {' and '.join([', '.join(names[:-1]), names[-1]] if names[1:] else names)}"
    credit = (by if names else "") + f". First published by {publisher}"
    return {
        "text": f"“{post.title}”{credit}: {address}",
        "html": format_html('“<a href="{}">{}</a>”{}.', address, post.title, credit),
    }


class TopicSerializer(ItemSerializer):
    """A topic."""

    name = serializers.CharField(help_text="The same as `title`.")
    description = serializers.CharField(
        allow_blank=True, help_text="What it means. Plain text; may be empty."
    )
    posts_count = serializers.IntegerField(help_text="How many public posts are about it.")


class TopicPresenter(Presenter):
    """Presents topics: their pages are the blog's listings."""

    kind = "topics"
    model = Topic
    summary_serializer = TopicSerializer
    detail_serializer = TopicSerializer
    example = examples.TOPIC
    address_under = BlogIndexPage

    def path(self, row: Topic) -> str | None:
        """Give the path of the topic's listing."""
        [(_, address)] = topic_links([row])
        return address or None

    def lead(self, fields: Mapping[str, Any]) -> Iterable[str]:
        """Give the description."""
        yield fields["description"]

    def fields(self, row: Topic, presenting: Presenting) -> dict[str, Any]:
        """Give a topic's fields."""
        return {
            "name": row.name,
            "description": row.description,
            "posts_count": published(PostPage.objects.filter(about(row))).count(),
        }


register(PostPresenter())
register(AuthorPresenter())
register(TopicPresenter())
