"""Posts and authors, below the indexes that every site has."""

from typing import Any

import factory

from blog.models import (
    AuthorIndexPage,
    AuthorPage,
    BlogIndexPage,
    PostContribution,
    PostPage,
    RelatedPost,
)
from tests.factories.pages import PageFactory
from tests.factories.vocabulary import TopicFactory


class AuthorPageFactory(PageFactory):
    class Meta:
        model = AuthorPage

    parent = factory.LazyFunction(AuthorIndexPage.objects.get)
    title = factory.Sequence(lambda n: f"Author {n}")
    role = "Community worker"


class PostPageFactory(PageFactory):
    """A post; `authors` become its contributions, `related_posts` its related posts."""

    class Meta:
        model = PostPage

    parent = factory.LazyFunction(BlogIndexPage.objects.get)
    title = factory.Sequence(lambda n: f"Post {n}")
    standfirst = "What happened, and what we learned from it."
    topic = factory.SubFactory(TopicFactory)

    @classmethod
    def _adjust_kwargs(cls, **kwargs: Any) -> dict[str, Any]:
        if authors := kwargs.pop("authors", None):
            kwargs["contributions"] = [contribution(author) for author in authors]
        if posts := kwargs.pop("related_posts", None):
            kwargs["related"] = [RelatedPost(post=post) for post in posts]
        return kwargs


def contribution(author: AuthorPage, **fields: Any) -> PostContribution:
    """Give an unsaved contribution, with the role and organisation the editor would keep."""
    line = PostContribution(author=author, **fields)
    line.clean()
    return line
