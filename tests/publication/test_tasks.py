"""Presenting as a task: at once by default, by a worker when there is a queue."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from blog.feed import PostPresenter, TopicPresenter
from blog.models import AuthorPage, PostPage
from cms.publication.changes import changed
from cms.publication.models import Clock, ContentItem
from cms.publication.search import SearchEntry
from cms.publication.tasks import present_items
from cms.publication.together import present
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.media import ImageFactory
from tests.factories.offers import OfferPageFactory, OfferSessionFactory
from tests.factories.vocabulary import TopicFactory

QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def queue(settings, monkeypatch):
    """Let a queue do the work, with a worker that keeps the connection of the test."""
    settings.TASKS = QUEUE
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)


@pytest.mark.django_db
def test_with_a_queue_publishing_leaves_the_presenting_to_the_worker(queue):
    post = PostPageFactory()
    item = ContentItem.objects.get(kind="posts")
    assert not item.public

    call_command("db_worker", batch=True, verbosity=0)

    item.refresh_from_db()
    assert item.public
    assert item.title == post.title


@pytest.mark.django_db
def test_with_a_queue_withdrawing_still_happens_at_once(queue):
    post = PostPageFactory()
    call_command("db_worker", batch=True, verbosity=0)

    post.unpublish()

    assert ContentItem.objects.get(kind="posts").event == "withdrawn"


@pytest.mark.django_db
def test_with_a_queue_an_expiry_holds_from_the_moment_it_is_published(queue, client):
    offer = OfferPageFactory(title="Pause", sessions=[OfferSessionFactory.build()])
    call_command("db_worker", batch=True, verbosity=0)

    offer.expire_at = timezone.now() + timedelta(hours=1)
    offer.save_revision().publish()

    later = timezone.now() + timedelta(hours=2)
    items = ContentItem.objects.filter(kind__in=["offers", "sessions"])
    assert {item.is_public() for item in items} == {True}
    assert {item.is_public(later) for item in items} == {False}
    entries = SearchEntry.objects.filter(kind__in=["offers", "sessions"])
    assert (entries.count(), entries.public(later).count()) == (2, 0)


@pytest.mark.django_db
def test_with_a_queue_an_expiry_that_is_taken_back_is_forgotten(queue):
    post = PostPageFactory()
    call_command("db_worker", batch=True, verbosity=0)
    post.expire_at = timezone.now() + timedelta(hours=1)
    post.save_revision().publish()

    post.expire_at = None
    post.save_revision().publish()
    call_command("db_worker", batch=True, verbosity=0)

    assert ContentItem.objects.get(kind="posts").is_public(timezone.now() + timedelta(hours=2))


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_rolled_back_asks_for_nothing(queue):
    topic = TopicFactory()
    call_command("db_worker", batch=True, verbosity=0)
    waiting, number = DBTaskResult.objects.count(), Clock.objects.get().number

    with transaction.atomic():
        changed([topic])
        transaction.set_rollback(True)

    assert DBTaskResult.objects.count() == waiting
    assert Clock.objects.get().number == number
    assert not ContentItem.objects.due().exists()


@pytest.mark.django_db
def test_presenting_twice_or_late_does_no_harm():
    topic = TopicFactory()
    item = ContentItem.objects.get(kind="topics", source_key=str(topic.pk))

    assert present(item.pk) == set()

    again = ContentItem.objects.get(pk=item.pk)
    assert (again.change, again.detail) == (item.change, item.detail)


@pytest.mark.django_db
@pytest.mark.parametrize("presented_before", [False, True])
def test_what_is_unpublished_while_it_is_presented_stays_out(queue, monkeypatch, presented_before):
    post = PostPageFactory()
    item = ContentItem.objects.get(kind="posts")
    if presented_before:
        present(item.pk)
        changed([post])
    fields = PostPresenter.fields

    def unpublished_meanwhile(self, row, presenting):
        PostPage.objects.get(pk=row.pk).unpublish()
        return fields(self, row, presenting)

    monkeypatch.setattr(PostPresenter, "fields", unpublished_meanwhile)
    present(item.pk)

    item.refresh_from_db()
    assert (item.public, item.detail) == (False, "")


@pytest.mark.django_db
@pytest.mark.parametrize("step", ["prepare", "fields"])
def test_an_item_that_cannot_be_presented_does_not_hold_back_the_next(queue, monkeypatch, step):
    broken, sound = TopicFactory(name="Broken"), TopicFactory(name="Sound")
    original = getattr(TopicPresenter, step)

    def broken_or_not(self, row_or_rows, *args):
        if broken in (row_or_rows if step == "prepare" else [row_or_rows]):
            raise ZeroDivisionError
        return original(self, row_or_rows, *args)

    monkeypatch.setattr(TopicPresenter, step, broken_or_not)
    items = {item.source_key: item for item in ContentItem.objects.filter(kind="topics")}
    with pytest.raises(ExceptionGroup):
        present_items.call([str(items[str(topic.pk)].pk) for topic in (broken, sound)])

    assert [item.title for item in ContentItem.objects.public()] == ["Sound"]
    assert [item.source_key for item in ContentItem.objects.due()] == [str(broken.pk)]


@pytest.mark.django_db
def test_what_was_asked_for_and_never_done_is_known(queue):
    TopicFactory(name="Waiting")

    assert [item.source for item in ContentItem.objects.due()] == ["vocabulary.topic"]


@pytest.mark.django_db(transaction=True)
def test_the_clock_ticks_only_inside_a_transaction():
    with pytest.raises(transaction.TransactionManagementError):
        Clock.tick()


def of_an_author(number):
    """Publish an author and some posts of theirs; give the author and the posts' items."""
    author = AuthorPageFactory(title="Ines Okafor", portrait=ImageFactory())
    for _ in range(number):
        PostPageFactory(authors=[author], picture=ImageFactory(), body=[("paragraph", "<p>A</p>")])
    return author, list(ContentItem.objects.filter(kind="posts"))


def leading_somewhere(number):
    """Publish some posts that lead to a page each; give their items."""
    for _ in range(number):
        page = AuthorPageFactory()
        link = f'<p>See <a linktype="page" id="{page.pk}">this</a>.</p>'
        read_on = {"title": "Read on", "pages": [page]}
        PostPageFactory(body=[("paragraph", link), ("related_pages", read_on)])
    return list(ContentItem.objects.filter(kind="posts"))


def queries_for(items):
    """Count what it takes to present some items anew."""
    ContentItem.objects.filter(pk__in=[item.pk for item in items]).update(asked=F("asked") + 1)
    with CaptureQueriesContext(connection) as captured:
        present_items.call([str(item.pk) for item in items])
    ContentItem.objects.all().delete()
    return len(captured)


@pytest.mark.django_db
def test_what_many_show_alike_is_read_once_for_all():
    one, five = (queries_for(of_an_author(number)[1]) for number in (1, 5))

    assert five - one <= 4 * 8


@pytest.mark.django_db
def test_where_many_bodies_lead_is_found_out_once_for_all():
    one, five = (queries_for(leading_somewhere(number)) for number in (1, 5))

    assert five - one <= 4 * 8


@pytest.mark.django_db
def test_what_changes_while_others_are_presented_is_read_again(queue, monkeypatch):
    author, items = of_an_author(2)
    call_command("db_worker", batch=True, verbosity=0)
    ContentItem.objects.filter(kind="posts").update(asked=F("asked") + 1)
    fields, presented = PostPresenter.fields, []

    def renamed_after_the_first(self, row, presenting):
        given = fields(self, row, presenting)
        presented.append(row.pk)
        if len(presented) == 1:
            renamed = AuthorPage.objects.get(pk=author.pk)
            renamed.title = "Ines Okafor-Lind"
            renamed.save_revision().publish()
        return given

    monkeypatch.setattr(PostPresenter, "fields", renamed_after_the_first)
    present_items.call([str(item.pk) for item in items])

    assert len(presented) == 4
    for item in ContentItem.objects.filter(kind="posts"):
        names = [line["author"]["name"] for line in json.loads(item.detail)["contributions"]]
        assert names == ["Ines Okafor-Lind"]


@pytest.mark.django_db
def test_what_is_given_twice_is_presented_once(queue, monkeypatch):
    _, [item] = of_an_author(1)
    fields, presented = PostPresenter.fields, []

    def counted(self, row, presenting):
        presented.append(row.pk)
        return fields(self, row, presenting)

    monkeypatch.setattr(PostPresenter, "fields", counted)
    present_items.call([str(item.pk), str(item.pk)])

    assert len(presented) == 1
