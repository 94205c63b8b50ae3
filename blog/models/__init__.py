"""Posts, the people who write them, and the two indexes."""

from blog.models.authors import AuthorIndexPage, AuthorLink, AuthorPage
from blog.models.cards import by_public_authors, topic_links, with_bylines
from blog.models.index import BlogIndexPage
from blog.models.posts import (
    PostContribution,
    PostPage,
    RelatedPost,
    about,
)

__all__ = [
    "AuthorIndexPage",
    "AuthorLink",
    "AuthorPage",
    "BlogIndexPage",
    "PostContribution",
    "PostPage",
    "RelatedPost",
    "about",
    "by_public_authors",
    "topic_links",
    "with_bylines",
]
