"""Fill a migrated database with a site that has everything, and print a page of each type."""

import json
import sys
from datetime import timedelta
from typing import Any

from django.utils import timezone

from blog.models import AuthorIndexPage, AuthorPage, BlogIndexPage, PostPage
from home.models import HomePage
from offers.models import OfferIndexPage, OfferPage
from tests.bench.bodies import IN_A_BODY, ORGANISATIONS, PEOPLE, POSTS, TOPICS, body
from tests.bench.things import writer
from tests.bench.vacuum import vacuum
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.offers import (
    OfferPageFactory,
    OfferSessionFactory,
    SignUpFormPageFactory,
)
from tests.factories.vocabulary import OrganisationFactory, TopicFactory

OFFERS = 8


def main() -> None:
    """Publish it as staff would, which makes the files of its pictures."""
    site = Site()
    plain = StandardPageFactory(title="How we work", show_in_menus=True, body=site.body())
    pages: dict[str, Any] = {
        "front page": HomePage.objects.get(),
        "blog index": BlogIndexPage.objects.get(),
        "post": site.posts[POSTS // 2],
        "people": AuthorIndexPage.objects.get(),
        "author": site.people[0],
        "offer index": OfferIndexPage.objects.get(),
        "offer": site.offers[0],
        "form": site.form,
        "plain page": plain,
    }
    vacuum()
    addresses = {name: page.get_url() for name, page in pages.items()}
    addresses["posts on a topic"] = f"{addresses['blog index']}topics/{site.topics[0].slug}/"
    json.dump(addresses, sys.stdout)


class Site:
    """What the site is made up of."""

    def __init__(self) -> None:
        """Make it all."""
        self.topics = [TopicFactory(name=f"{writer.words(2)} {n}") for n in range(TOPICS)]
        names = [f"{writer.words(2)} {number}" for number in range(ORGANISATIONS)]
        self.organisations = [OrganisationFactory(name=name) for name in names]
        self.pictures = [large_picture() for _ in range(IN_A_BODY)]
        self.documents = DocumentFactory.create_batch(IN_A_BODY)
        self.people = [self.person(number) for number in range(PEOPLE)]
        self.form = SignUpFormPageFactory(title=writer.words(3))
        self.posts = [self.post(number) for number in range(POSTS)]
        self.offers = [self.offer() for _ in range(OFFERS)]

    def body(self, form: Any = None) -> Any:
        """Give a body with every block; the sign-up form only where one is given."""
        return body(self.pictures, self.documents, self.people[:IN_A_BODY], form)

    def person(self, number: int) -> AuthorPage:
        """Publish somebody."""
        return AuthorPageFactory(
            title=writer.words(2),
            organisation=self.organisations[number % len(self.organisations)],
            biography=f"<p>{writer.paragraphs[number]}</p>",
            portrait=ImageFactory(file__width=384, file__height=384),
        )

    def post(self, number: int) -> PostPage:
        """Publish a post by two people about three topics."""
        return PostPageFactory(
            title=writer.words(6),
            standfirst=f"{writer.words(25)}.",
            topic=self.topics[number % TOPICS],
            further_topics=[self.topics[(number + more) % TOPICS] for more in (1, 2)],
            authors=self.people[number % 5 : number % 5 + 2],
            body=self.body(),
            **lead_picture(),
        )

    def offer(self) -> OfferPage:
        """Publish an offer that is open."""
        return OfferPageFactory(
            title=writer.words(4),
            summary=f"{writer.words(25)}.",
            who_for=f"<p>{writer.words(40)}.</p>",
            what_you_get=f"<p>{writer.words(40)}.</p>",
            topics=self.topics[:3],
            closes_at=timezone.now() + timedelta(days=30),
            places=20,
            sign_up_form=self.form,
            body=self.body(self.form),
            organisations=self.organisations,
            documents=self.documents,
            sessions=OfferSessionFactory.build_batch(4),
            **lead_picture(),
        )


def large_picture() -> Any:
    """Give a picture of which there are all sizes."""
    return ImageFactory(file__width=1920, file__height=1200)


def lead_picture() -> dict[str, Any]:
    """Give the fields of a lead picture with its words."""
    words = {"picture_alt_text": writer.words(8), "picture_caption": writer.words(6)}
    return {"picture": large_picture(), **words}
