"""Fill a migrated database with a small site, and print as JSON a page of each type."""

import json
import sys

from blog.models import AuthorIndexPage, BlogIndexPage
from home.models import HomePage
from offers.models import OfferIndexPage
from tests.bench.things import writer
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory

POSTS, OFFERS = 12, 6


def main() -> None:
    """Publish it as staff would: without pictures, whose making takes longer than all else."""
    authors = [AuthorPageFactory(title=writer.words(2)) for _ in range(2)]
    posts = [
        PostPageFactory(title=writer.words(6), authors=authors, body=_body()) for _ in range(POSTS)
    ]
    offers = [OfferPageFactory(title=writer.words(4), body=_body()) for _ in range(OFFERS)]
    pages = {
        "front page": HomePage.objects.get(),
        "blog index": BlogIndexPage.objects.get(),
        "post": posts[0],
        "people": AuthorIndexPage.objects.get(),
        "author": authors[0],
        "offer index": OfferIndexPage.objects.get(),
        "offer": offers[0],
        "form": SignUpFormPageFactory(),
        "plain page": StandardPageFactory(body=_body()),
    }
    json.dump({name: page.get_url() for name, page in pages.items()}, sys.stdout)


def _body() -> list[tuple[str, str]]:
    """Give the paragraphs of a long body."""
    blocks = writer.body(40)["blocks"]
    return [("paragraph", block["html"]) for block in blocks if "<p>" in block["html"]]
