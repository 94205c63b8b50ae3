"""Publishing and expiring by date: each by itself, and nothing loses its date by a fault."""

import logging
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from blog.models import PostPage
from cms.publication.models import ContentItem
from cms.publication.schedule import EXPIRED, expire_due, last_failure, publish_due
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.publication.dates import come_due, expire, rescheduled, scheduled

pytestmark = pytest.mark.django_db


def run():
    return [len(list(steps())) for steps in (publish_due, expire_due)]


def test_what_is_due_is_published_and_what_is_not_waits():
    due, waiting = scheduled(title="Due"), scheduled(title="Waiting")
    come_due(due)

    assert run() == [1, 0]

    assert PostPage.objects.get(pk=due.pk).live
    assert not PostPage.objects.get(pk=waiting.pk).live
    assert ContentItem.objects.get(kind="posts", public=True).title == "Due"
    assert not due.revisions.filter(approved_go_live_at__isnull=False).exists()
    assert run() == [0, 0]


@pytest.mark.parametrize("broken_first", [True, False])
def test_one_that_cannot_be_published_keeps_its_date_and_holds_back_nobody(broken_first, caplog):
    broken, sound = scheduled(title="Broken"), scheduled(title="Sound")
    revision = come_due(broken, 2 if broken_first else 1, title="")
    come_due(sound, 1 if broken_first else 2)

    with caplog.at_level(logging.ERROR):
        assert run() == [2, 0]

    assert PostPage.objects.get(pk=sound.pk).live
    assert not PostPage.objects.get(pk=broken.pk).live
    revision.refresh_from_db()
    assert revision.approved_go_live_at is not None
    assert "could not be published: Title: This field cannot be blank." in caplog.text


def test_a_fault_in_the_middle_of_publishing_leaves_nothing_half_done(monkeypatch):
    post = scheduled()
    revision = come_due(post)

    def broken(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("cms.publication.receivers.changed", broken)
    run()

    assert not PostPage.objects.get(pk=post.pk).live
    revision.refresh_from_db()
    assert revision.approved_go_live_at is not None
    assert last_failure(revision) == (
        "There is a fault in the software (ZeroDivisionError). The log has more."
    )


@pytest.mark.parametrize(("steps", "due"), [(publish_due, come_due), (expire_due, expire)])
def test_a_round_ends_while_the_database_is_away_and_nobody_is_at_fault(
    monkeypatch, caplog, steps, due
):
    due(scheduled() if due is come_due else PostPageFactory())

    def away():
        raise OperationalError("The database is away.")

    with monkeypatch.context() as patched:
        patched.setattr("cms.publication.models.Clock.hold", away)
        with pytest.raises(OperationalError):
            list(steps())
    assert not PageLogEntry.objects.filter(action="publication.failed").exists()
    assert caplog.text == ""

    assert len(list(steps())) == 1
    assert list(steps()) == []


def test_a_mended_one_is_published_in_the_next_round():
    post = scheduled()
    revision = come_due(post, title="")
    run()

    Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "title": "Mended"})
    run()

    assert PostPage.objects.get(pk=post.pk).title == "Mended"


def test_the_history_tells_of_a_failure_once():
    post = scheduled()
    come_due(post, title="")

    for _ in range(3):
        run()

    failures = PageLogEntry.objects.filter(page=post.pk, action="publication.failed")
    assert [entry.data["problem"] for entry in failures] == ["Title: This field cannot be blank."]


def test_an_expired_page_is_unpublished_and_partners_go_on_to_hear_why(client):
    post = PostPageFactory(expire_at=timezone.now() + timedelta(hours=1))
    expire(post)
    item = ContentItem.objects.get(kind="posts")
    ContentItem.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    before = client.get(f"/api/v1/posts/{item.pk}/")

    assert run() == [0, 1]

    post = PostPage.objects.get(pk=post.pk)
    assert (post.live, post.expired) == (False, True)
    after = client.get(f"/api/v1/posts/{item.pk}/")
    assert before.status_code == after.status_code == 410
    assert before.json()["reason"] == after.json()["reason"] == EXPIRED
    assert run() == [0, 0]


def test_partners_hear_why_even_if_something_else_changes_before_it_is_unpublished():
    author = AuthorPageFactory()
    post = PostPageFactory(authors=[author])
    expire(post)
    ContentItem.objects.filter(kind="posts").update(expires_at=timezone.now())

    author.title = "Another name"
    author.save_revision().publish()

    item = ContentItem.objects.get(kind="posts")
    assert (item.public, item.reason) == (False, EXPIRED)


def test_unpublishing_by_hand_does_not_give_that_reason():
    PostPageFactory().unpublish()

    assert ContentItem.objects.get(kind="posts").reason == ""


def test_one_that_cannot_be_unpublished_holds_back_nobody(monkeypatch, caplog):
    stubborn, other = PostPageFactory(), PostPageFactory()
    expire(stubborn, 2)
    expire(other, 1)
    unpublish = PostPage.unpublish

    def refuse(self, *args, **kwargs):
        if self.pk == stubborn.pk:
            raise ZeroDivisionError
        return unpublish(self, *args, **kwargs)

    monkeypatch.setattr("wagtail.models.Page.unpublish", refuse)
    assert run() == [0, 2]

    assert not PostPage.objects.get(pk=other.pk).live
    assert f"wagtailcore.Page {stubborn.pk} could not be unpublished" in caplog.text


def test_a_page_that_expires_comes_back_by_schedule():
    post = PostPageFactory()
    rescheduled(PostPage.objects.get(pk=post.pk))
    expire(post)

    run()
    assert not PostPage.objects.get(pk=post.pk).live
    come_due(post, expire_at=None)
    run()

    assert PostPage.objects.get(pk=post.pk).live


def test_a_page_that_is_published_anew_when_it_expires_stays():
    post = PostPageFactory()
    rescheduled(PostPage.objects.get(pk=post.pk))
    expire(post)
    come_due(post, expire_at=None)

    run()

    assert PostPage.objects.get(pk=post.pk).live


def test_what_another_worker_has_just_published_is_left_alone():
    first, second = scheduled(), scheduled()
    come_due(first, 2)
    come_due(second, 1)

    steps = publish_due()
    next(steps)
    assert len(list(publish_due())) == 1
    assert len(list(steps)) == 1

    actions = PageLogEntry.objects.filter(action="wagtail.publish.scheduled")
    assert sorted(actions.values_list("page_id", flat=True)) == [first.pk, second.pk]


def test_staff_are_told_what_could_not_be_published(admin_client, moderator_client, reader_client):
    post = scheduled(title="Late & broken")
    come_due(post, 10, title="")
    assert b"Is the worker running?" in admin_client.get("/admin/").content
    run()

    for client in (admin_client, moderator_client):
        page = client.get("/admin/").content.decode()
        assert "Could not be published by schedule" in page
        assert "Late &amp; broken</a>" in page
        assert "Title: This field cannot be blank." in page
        assert f"/admin/pages/{post.pk}/edit/" in page
    assert b"Late" not in reader_client.get("/admin/").content


def test_the_history_of_the_page_says_so_too(admin_client):
    post = scheduled()
    come_due(post, title="")
    run()

    history = admin_client.get(f"/admin/pages/{post.pk}/history/").content.decode()

    assert "Could not be published by schedule" in history
    assert "Title: This field cannot be blank." in history


def test_staff_are_told_nothing_while_all_is_well(admin_client):
    scheduled()
    come_due(scheduled(), 1)

    assert b"by schedule" not in admin_client.get("/admin/").content
