"""Whatever changes a public page, by somebody's doing or by time alone, ends what is kept."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from cms.publication.models import Clock
from cms.publication.versions import Version
from offers.models import SignUp
from tests.factories.blog import PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.media import DocumentFactory, ImageFactory, root_collection
from tests.factories.offers import OfferPageFactory, OfferSessionFactory, SignUpFormPageFactory
from tests.factories.vocabulary import OrganisationFactory, TopicFactory
from tests.offers.sending import send_right

pytestmark = pytest.mark.django_db

NOW = timezone.now()
DAY = timedelta(days=1)


def restricted(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def published_again(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def saved(row, **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


def test_whatever_staff_do_to_what_pages_show_makes_pages_anew(home_page, blog_index, client):
    first, second = StandardPageFactory(), StandardPageFactory()
    post, topic, organisation = PostPageFactory(), TopicFactory(), OrganisationFactory()
    image, document = ImageFactory(), DocumentFactory()
    collection = root_collection().add_child(instance=Collection(name="Ours"))
    form = SignUpFormPageFactory()
    deeds = {
        "publish": lambda: published_again(first, title="Another"),
        "publish an index": lambda: published_again(blog_index, intro="Another"),
        "publish a form": lambda: published_again(form, button_label="Another"),
        "new address": lambda: published_again(post, slug="another"),
        "other order": lambda: second.move(first, "left"),
        "move": lambda: second.move(first, "last-child"),
        "private": lambda: restricted(first),
        "public again": lambda: PageViewRestriction.objects.get().delete(),
        "unpublish": lambda: post.unpublish(),
        "delete": lambda: Page.objects.get(pk=second.pk).delete(),
        "topic": lambda: saved(topic, name="Another"),
        "organisation": lambda: saved(organisation, name="Another"),
        "picture": lambda: saved(image, description="Another"),
        "document": lambda: saved(document, title="Another"),
        "collection": lambda: CollectionViewRestriction.objects.create(
            collection=collection, restriction_type="login"
        ),
        "no picture": lambda: image.delete(),
        "no document": lambda: document.delete(),
        "no topic": lambda: topic.delete(),
        "site": lambda: saved(Site.objects.get(), site_name="Another"),
    }
    silent = []
    for name, deed in deeds.items():
        before = Clock.objects.get().number
        with transaction.atomic():
            deed()
        if Clock.objects.get().number == before:
            silent.append(name)
    assert silent == []


def test_the_last_place_closes_the_form_in_pages_that_are_kept(client, offer_index):
    form = SignUpFormPageFactory()
    offer = OfferPageFactory(sign_up_form=form, places=1, closes_at=NOW + 30 * DAY)
    for _ in range(2):
        assert b"<form" in client.get(offer.url).content
    assert send_right(form, offer).status_code == 303

    full = client.get(offer.url).content
    assert b"All places" in full
    assert SignUp.objects.count() == 1


def test_a_form_from_a_page_that_is_kept_can_be_sent(client, offer_index):
    form = SignUpFormPageFactory()
    offer = OfferPageFactory(sign_up_form=form)
    kept = [client.get(offer.url) for _ in range(2)][1].content.decode()
    [(name, stamp)] = re.findall(r'name="(f\d+-shown-at)" value="([^"]+)"', kept)

    assert send_right(form, offer, extra={name: stamp}).status_code == 303
    assert SignUp.objects.get().state == SignUp.State.NEW


@pytest.mark.parametrize(
    ("fields", "moments"),
    [
        ({"opens_at": NOW + DAY}, [DAY]),
        ({"closes_at": NOW + 8 * DAY}, [DAY, 8 * DAY]),
        ({"sessions": [(NOW + DAY, NOW + 2 * DAY)]}, [2 * DAY]),
        ({"expire_at": NOW + DAY}, [DAY]),
    ],
)
def test_what_time_changes_in_offers_is_known_before(offer_index, fields, moments):
    sessions = [
        OfferSessionFactory.build(starts_at=starts_at, ends_at=ends_at)
        for starts_at, ends_at in fields.pop("sessions", [])
    ]
    OfferPageFactory(sessions=sessions, **fields)
    found, moment = [], NOW
    while moment := Version.at(moment).until:
        found.append(moment - NOW)
        assert Version.at(moment).since == moment
    assert found == moments


def test_a_plain_page_that_expires_is_known_before(home_page):
    StandardPageFactory(expire_at=NOW + DAY)
    assert Version.at(NOW).until == NOW + DAY
