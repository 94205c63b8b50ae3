"""Sync: whoever follows the changes holds exactly what is public."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from cms.publication.models import Clock, ContentItem
from tests.factories.publication import (
    ContentItemFactory,
    TombstoneFactory,
    in_phase,
    named,
    tick,
)

pytestmark = pytest.mark.django_db

CHANGES = "/api/v1/changes/"


class Partner:
    """Keeps a copy: applies each page of changes and keeps `next`."""

    def __init__(self, get, address=CHANGES):  # noqa: D107
        self.get, self.address, self.copy, self.events = get, address, {}, []

    def follow(self):
        more = True
        while more:
            page = self.get(self.address)
            for row in page["results"]:
                self.events.append((row["event"], row["id"]))
                if row["event"] == "withdrawn":
                    assert row["item"] is None
                    self.copy.pop(row["id"], None)
                else:
                    self.copy[row["id"]] = row["item"]
            self.address, more = page["next"], page["has_more"]
        return self

    def news(self):
        self.events = []
        return self.follow().events


def change(item, **values):
    """Change an item, as publication does."""
    for name, value in values.items():
        setattr(item, name, value)
    item.event, item.change, item.changed_at = "updated", tick(), timezone.now()
    item.save()


def withdraw(item, reason="", replaced_by=None):
    change(item, public=False, reason=reason, replaced_by=replaced_by, summary="", detail="")
    item.links.all().delete()
    ContentItem.objects.filter(pk=item.pk).update(event="withdrawn")


def ids(items):
    return {str(item.pk) for item in items}


def pass_time(monkeypatch, **span):
    later = timezone.now() + timedelta(**span)
    monkeypatch.setattr(timezone, "now", lambda: later)


@pytest.mark.parametrize("limit", [1, 2, 7, 100])
def test_who_starts_with_nothing_gets_everything_in_order(get, limit):
    items = ContentItemFactory.create_batch(5)

    partner = Partner(get, f"{CHANGES}?limit={limit}").follow()

    assert [one for _, one in partner.events] == [str(item.pk) for item in items]
    assert partner.news() == []


def test_a_row_says_what_happened(get):
    item = ContentItemFactory(content={"standfirst": "“Hello”"})

    (row,) = get(CHANGES)["results"]

    assert row == {
        "change": item.change,
        "event": "published",
        "kind": "posts",
        "id": str(item.pk),
        "url": item.url,
        "changed_at": f"{item.changed_at:%Y-%m-%dT%H:%M:%SZ}",
        "reason": None,
        "replaced_by": None,
        "item": json.loads(item.summary),
    }


def test_an_item_comes_once_with_its_latest_change(get):
    first, second = ContentItemFactory.create_batch(2)
    partner = Partner(get).follow()

    change(first)
    change(second)
    change(first)

    assert partner.news() == [("updated", str(second.pk)), ("updated", str(first.pk))]


def test_a_withdrawal_comes_with_its_reason_and_replacement(get):
    item, other = ContentItemFactory.create_batch(2)
    partner = Partner(get).follow()

    withdraw(item, reason="It is out of date.", replaced_by=other)
    (row,) = get(partner.address)["results"]
    partner.follow()

    assert row["event"] == "withdrawn"
    assert row["reason"] == "It is out of date."
    assert row["replaced_by"]["id"] == str(other.pk)
    assert row["item"] is None
    assert set(partner.copy) == {str(other.pk)}


def test_a_replacement_that_is_gone_itself_is_not_named(get):
    other = TombstoneFactory()
    withdraw(ContentItemFactory(), replaced_by=other)

    assert [row["replaced_by"] for row in get(CHANGES)["results"]] == [None, None]


def test_withdrawals_of_a_kind_come_through(get):
    post = ContentItemFactory()
    ContentItemFactory(kind="topics")
    partner = Partner(get, f"{CHANGES}?kind=posts").follow()

    withdraw(post)

    assert partner.news() == [("withdrawn", str(post.pk))]


@pytest.mark.parametrize("by", ["id", "slug"])
def test_what_no_longer_names_a_topic_comes_as_withdrawn(get, by):
    topic = ContentItemFactory(kind="topics")
    item, other = named(ContentItemFactory(), "topic", topic), ContentItemFactory()
    target = topic.slug if by == "slug" else topic.pk
    partner = Partner(get, f"{CHANGES}?topic={target}").follow()
    assert partner.events == [("published", str(item.pk))]

    item.links.all().delete()
    change(item)
    named(other, "topic", topic)
    change(other)

    assert partner.news() == [("withdrawn", str(item.pk)), ("updated", str(other.pk))]


def test_who_begins_with_a_filter_hears_nothing_of_what_does_not_fit(get):
    topic = ContentItemFactory(kind="topics")
    ContentItemFactory.create_batch(3)
    TombstoneFactory()

    assert Partner(get, f"{CHANGES}?topic={topic.slug}").follow().events == []


def test_what_stops_to_fit_between_two_pages_is_withdrawn(get):
    topic = ContentItemFactory(kind="topics")
    items = [named(ContentItemFactory(), "topic", topic) for _ in range(3)]
    page = get(f"{CHANGES}?topic={topic.slug}&limit=1")
    assert page["has_more"]

    items[0].links.all().delete()
    change(items[0])
    partner = Partner(get, page["next"]).follow()

    assert ("withdrawn", str(items[0].pk)) in partner.events
    assert set(partner.copy) == ids(items[1:])


def test_what_leaves_a_range_of_dates_is_withdrawn(get):
    item = ContentItemFactory()
    day = f"{item.published_at:%Y-%m-%d}"
    partner = Partner(get, f"{CHANGES}?published_from={day}").follow()
    assert set(partner.copy) == {str(item.pk)}

    change(item, published_at=item.published_at - timedelta(days=9))

    assert partner.follow().copy == {}


def test_an_item_that_expires_is_withdrawn_though_no_job_has_run(get, monkeypatch):
    item = ContentItemFactory(expires_at=timezone.now() + timedelta(hours=1))
    partner = Partner(get).follow()

    pass_time(monkeypatch, hours=2)

    (row,) = get(partner.address)["results"]
    assert (row["event"], row["change"]) == ("withdrawn", item.change)
    assert row["changed_at"] == f"{item.expires_at:%Y-%m-%dT%H:%M:%SZ}"
    assert row["reason"] == "It was published until a date that has passed."
    assert partner.follow().copy == {}
    assert partner.news() == []


def test_an_offer_that_opens_comes_again_with_its_new_state(get, monkeypatch):
    soon = timezone.now() + timedelta(hours=1)
    offer = ContentItemFactory(kind="offers", content={"status": "\x01status"})
    in_phase(in_phase(offer, "upcoming", ends_at=soon), "open", starts_at=soon)
    partner = Partner(get).follow()
    is_open = Partner(get, f"{CHANGES}?status=open").follow()
    assert partner.copy[str(offer.pk)]["status"] == "upcoming"
    assert is_open.copy == {}

    pass_time(monkeypatch, hours=2)

    assert partner.news() == [("updated", str(offer.pk))]
    assert partner.copy[str(offer.pk)]["status"] == "open"
    assert set(is_open.follow().copy) == {str(offer.pk)}
    assert partner.news() == is_open.news() == []


def test_many_that_expire_at_the_same_moment_all_come_on_small_pages(get, monkeypatch):
    moment = timezone.now() + timedelta(hours=1)
    ContentItemFactory.create_batch(5, expires_at=moment)
    partner = Partner(get, f"{CHANGES}?limit=2").follow()
    assert len(partner.copy) == 5

    pass_time(monkeypatch, hours=2)
    change(ContentItemFactory())

    assert len(partner.follow().copy) == 1
    assert partner.news() == []


def test_a_page_costs_two_queries_and_one_when_nothing_is_new(
    get, monkeypatch, django_assert_num_queries
):
    ContentItemFactory.create_batch(5)
    ContentItemFactory(expires_at=timezone.now() + timedelta(hours=1))
    with django_assert_num_queries(2):
        address = get(CHANGES)["next"]
    with django_assert_num_queries(1):
        get(address)

    pass_time(monkeypatch, hours=2)

    with django_assert_num_queries(2):
        get(address)
    ContentItemFactory()
    with django_assert_num_queries(3):
        get(address)


def test_nothing_new_is_an_empty_page_with_the_same_next(get):
    ContentItemFactory()
    address = get(CHANGES)["next"]

    assert get(address) == {"next": address, "has_more": False, "results": []}


def test_bodies_and_fields_come_when_asked_for(get):
    ContentItemFactory(body={"html": "<p>A</p>", "blocks": [], "text": "A"})

    (row,) = get(f"{CHANGES}?fields=title&body=text")["results"]

    assert set(row["item"]) == {"id", "kind", "title", "body"}
    assert row["item"]["body"] == {"text": "A"}


def restart(**values):
    Clock.objects.update(**values)


@pytest.mark.parametrize(
    "happened",
    [
        lambda monkeypatch: pass_time(monkeypatch, days=401),
        lambda monkeypatch: restart(number=0),
        lambda monkeypatch: restart(epoch="0f0e0d0c-0000-4000-8000-000000000000"),
    ],
    ids=["400 days", "a clock put back", "another epoch"],
)
def test_a_place_that_means_nothing_any_more_leads_to_the_snapshot(
    get, client, monkeypatch, happened
):
    ContentItemFactory()
    address = get(f"{CHANGES}?kind=posts&limit=5")["next"]

    happened(monkeypatch)
    response = client.get(address)

    assert response.status_code == 410
    problem = response.json()
    assert problem["type"].endswith("#cursor-expired")
    assert problem["snapshot"] == "http://testserver/api/v1/snapshot/?kind=posts"


def test_a_place_of_399_days_ago_is_good(get, monkeypatch):
    ContentItemFactory()
    address = get(CHANGES)["next"]

    pass_time(monkeypatch, days=399)

    assert get(address)["results"] == []


@pytest.mark.parametrize("after", ["41", "", "x:y", "W10:abc"])
def test_a_place_that_is_made_up_is_refused(client, after):
    response = client.get(CHANGES, {"after": after})

    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "after"


def test_a_place_belongs_to_its_filters(client, get):
    after = get(CHANGES)["next"].rpartition("after=")[2].replace("%3A", ":")

    response = client.get(CHANGES, {"after": after, "kind": "posts"})

    assert response.status_code == 400
    assert "other filters" in response.json()["errors"][0]["message"]


def test_who_has_the_page_already_gets_304(client, get):
    ContentItemFactory()
    tag = client.get(CHANGES)["ETag"]

    assert client.get(CHANGES, headers={"If-None-Match": tag}).status_code == 304
    ContentItemFactory()
    assert client.get(CHANGES, headers={"If-None-Match": tag}).status_code == 200
