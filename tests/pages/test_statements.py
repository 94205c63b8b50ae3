"""Queries that are compiled once say the same as those that are compiled each time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import CharField
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext

from blog.models import PostPage
from cms.pages.statements import MOMENT, Given, Statement, WholeRows
from cms.pages.visibility import with_visibility
from cms.publication.models import ContentItem
from tests.factories.blog import PostPageFactory
from tests.factories.publication import ContentItemFactory, in_phase
from tests.factories.vocabulary import TopicFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def test_it_runs_with_other_values_each_time():
    slug = Given("slug", CharField())
    statement = Statement(ContentItem.objects.filter(slug=slug), "id", "slug")
    first, second = ContentItemFactory(slug="first"), ContentItemFactory(slug="second")
    assert list(statement.rows(slug="first")) == [first]
    assert list(statement.rows(slug="second")) == [second]
    assert list(statement.rows(slug="third")) == []


def test_values_come_as_from_any_other_query():
    made = ContentItemFactory(published_at=NOON, expires_at=None)
    names = ("title", "id", "published_at", "expires_at", "public")
    [item] = Statement(ContentItem.objects.all(), *names).rows()
    assert [getattr(item, name) for name in names] == [made.title, made.id, NOON, None, True]
    assert "summary" in item.get_deferred_fields()


def test_annotations_come_too():
    item = in_phase(ContentItemFactory(kind="offers"), "open", ends_at=NOON)
    in_phase(item, "closed", starts_at=NOON)
    statement = Statement(ContentItem.objects.with_status(MOMENT), "id", "status", "is_open")
    [before] = statement.rows(moment=NOON - timedelta(seconds=1))
    [after] = statement.rows(moment=NOON)
    assert [(row.status, row.is_open) for row in (before, after)] == [
        ("open", True), ("closed", False)
    ]  # fmt: skip


def test_values_are_the_same_every_time_it_runs():
    moments = {"published_at": NOON, "expires_at": NOON + timedelta(hours=1)}
    made = in_phase(ContentItemFactory(kind="offers", **moments), "open")
    names = ("id", "title", *moments, "public", "change", "status", "is_open", "summary")
    statement = Statement(ContentItem.objects.with_status(MOMENT), *names)
    for _ in range(3):
        [item] = statement.rows(moment=NOON)
        assert [getattr(item, name) for name in ("id", *moments)] == [made.id, *moments.values()]
        assert (item.status, item.is_open, item.change) == ("open", True, made.change)
        assert (item.title, item.summary) == (made.title, made.summary)


def test_a_query_is_compiled_once(monkeypatch):
    statement = Statement(ContentItem.objects.public(MOMENT), "id")
    monkeypatch.delattr(SQLCompiler, "as_sql")
    assert list(statement.rows(moment=NOON)) == []


def test_whole_rows_come_with_what_they_are_read_with():
    made = PostPageFactory(title="Tea", topic=TopicFactory(name="Kettles"))
    late = PostPageFactory(expire_at=NOON)
    pages = with_visibility(PostPage.objects.select_related("topic", "picture"), MOMENT)
    statement = WholeRows(pages.order_by("pk"))
    for moment, seen in ((NOON - timedelta(hours=1), True), (NOON, False)):
        first, second = statement.rows(moment=moment)
        assert (first, second) == (made, late)
        assert (first.is_public, second.is_public, second.is_restricted) == (True, seen, False)
    with CaptureQueriesContext(connection) as none:
        assert (first.topic.name, first.picture, first.title) == ("Kettles", None, "Tea")
        assert first.body.raw_data is not None
        assert first.first_published_at == made.first_published_at
    assert len(none) == 0
