"""The words about what is withdrawn reach what they are about, and nothing else."""

import json
from threading import Thread

import pytest

from cms.publication.farewells import Farewell, correct, saying, words_about
from cms.publication.models import Clock, ContentItem
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.offers import OfferPageFactory, OfferSessionFactory
from tests.factories.publication import ContentItemFactory, TombstoneFactory
from tests.factories.vocabulary import OrganisationFactory, TopicFactory

pytestmark = pytest.mark.django_db

OVER = Farewell("It is over.")


def tombstone():
    return TombstoneFactory(source="blog.postpage", reason="It is over.")


def of_kind(kind):
    return ContentItem.objects.get(kind=kind)


def test_words_are_for_the_row_and_for_what_is_below_it(blog_index, author_index):
    post, author = PostPageFactory(), AuthorPageFactory()
    with saying(OVER, [blog_index]):
        assert words_about(blog_index) == words_about(post) == OVER
        assert words_about(author) == words_about(author_index) == Farewell()
        assert words_about(TopicFactory()) == Farewell()


def test_words_about_one_of_the_vocabulary_are_for_it_alone():
    topic, organisation = TopicFactory(pk=7), OrganisationFactory(pk=7)
    with saying(OVER, [topic]):
        assert words_about(topic) == OVER
        assert words_about(organisation) == words_about(TopicFactory()) == Farewell()


def test_words_end_with_the_block_also_when_it_fails(blog_index):
    with pytest.raises(ZeroDivisionError), saying(OVER, [blog_index]):
        raise ZeroDivisionError
    assert words_about(blog_index) == Farewell()


def test_words_inside_words_are_the_nearer_ones(blog_index):
    inner = Farewell("Something else.")
    with saying(OVER, [blog_index]):
        with saying(inner, [blog_index]):
            assert words_about(blog_index) == inner
        assert words_about(blog_index) == OVER


def test_another_thread_does_not_hear_them(blog_index):
    heard = []
    with saying(OVER, [blog_index]):
        thread = Thread(target=lambda: heard.append(words_about(blog_index)))
        thread.start()
        thread.join()
    assert heard == [Farewell()]


def test_a_deleted_topic_and_organisation_keep_the_words():
    for row in (TopicFactory(), OrganisationFactory()):
        with saying(OVER, [row]):
            row.delete()
    assert of_kind("topics").reason == of_kind("organisations").reason == "It is over."


def test_the_parts_of_a_page_go_with_its_words():
    session = OfferSessionFactory()
    with saying(OVER, [session.page]):
        session.page.unpublish()
    assert of_kind("offers").reason == of_kind("sessions").reason == "It is over."


def test_what_changes_because_of_it_says_nothing():
    author = AuthorPageFactory()
    post = PostPageFactory(authors=[author])
    with saying(OVER, [author]):
        author.unpublish()
    assert of_kind("posts").public
    assert of_kind("posts").reason == ""
    assert json.loads(of_kind("posts").detail)["contributions"] == []
    assert post.live


def test_other_words_take_a_new_number():
    item, other = tombstone(), ContentItemFactory()
    before = Clock.objects.get().number

    assert correct(item.pk, Farewell("It moved.", other))

    item.refresh_from_db()
    assert (item.reason, item.replaced_by, item.public) == ("It moved.", other, False)
    assert item.change == before + 1 == Clock.objects.get().number


def test_the_same_words_take_none():
    item = tombstone()

    assert correct(item.pk, OVER)

    assert ContentItem.objects.get(pk=item.pk).change == item.change


def test_other_words_reach_the_parts_that_went_with_it():
    offer = OfferPageFactory(sessions=[OfferSessionFactory.build(), OfferSessionFactory.build()])
    with saying(OVER, [offer]):
        offer.unpublish()

    correct(of_kind("offers").pk, Farewell("It moved."))

    items = ContentItem.objects.filter(event="withdrawn")
    assert {item.reason for item in items} == {"It moved."}
    assert len({item.change for item in items}) == 3


def test_what_is_public_again_is_left_alone():
    item = ContentItemFactory()

    assert not correct(item.pk, OVER)

    assert ContentItem.objects.get(pk=item.pk).reason == ""
