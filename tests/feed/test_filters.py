"""Filters: whatever way the items are found, they are those that fit, in order, on full pages."""

from datetime import timedelta
from itertools import chain, combinations
from random import Random

import pytest

from cms.feed import filters, lists
from tests.factories.publication import FIRST_DAY, ContentItemFactory, in_phase, named

pytestmark = pytest.mark.django_db

SINGLE = (
    "topic=rare",
    "author=both",
    "organisation=common",
    "offer=both",
    "status=open",
    "published_from=2026-01-05",
    "slug=same",
)
SEVERAL = ("topic=rare&topic=common", "author=rare&author=both", "status=open&status=closed")


@pytest.fixture
def things():
    """Offers that name topics, authors, organisations and offers of each degree of rarity."""
    random = Random(7)  # noqa: S311 - to be the same every time
    targets = [
        (role, ContentItemFactory(kind="topics", slug=slug), often)
        for role in ("topic", "author", "organisation", "offer")
        for slug, often in (("rare", 0.2), ("both", 0.5), ("common", 0.9))
    ]
    made = []
    for number in range(24):
        day = FIRST_DAY + timedelta(days=number // 2)  # two on each day
        slug = "same" if number % 5 == 0 else f"offer-{number}"
        offer = ContentItemFactory(kind="offers", slug=slug, published_at=day)
        facts = {("slug", slug)}
        for role, target, often in targets:
            if random.random() < often:
                named(offer, role, target)
                facts.add((role, target.slug))
        state = random.choice(["open", "closed", "upcoming"])
        in_phase(in_phase(offer, state), "over", starts_at=FIRST_DAY + timedelta(days=40_000))
        made.append((offer, facts | {("status", state)}))
    return sorted(made, key=lambda each: (each[0].published_at, each[0].pk.hex), reverse=True)


def fitting(things, query):
    """Give the ids of what fits a query, by looking at each thing."""
    wanted = {}
    for part in query.split("&"):
        name, _, value = part.partition("=")
        wanted.setdefault(name, set()).add(value)
    first = wanted.pop("published_from", None)
    return [
        str(item.pk)
        for item, facts in things
        if all(any((name, value) in facts for value in wanted[name]) for name in wanted)
        and (not first or f"{item.published_at:%Y-%m-%d}" >= max(first))
    ]


def queries():
    pairs = chain(combinations(SINGLE, 2), ((one, two) for one in SEVERAL for two in SINGLE))
    for parts in chain(((each,) for each in (*SINGLE, *SEVERAL)), pairs):
        names = [part.partition("=")[0] for part in parts]
        if len(set(names)) == len(names):
            yield "&".join(parts)
    yield "&".join(SINGLE[:5])


@pytest.mark.parametrize("few", [0, filters.FEW])
def test_all_that_fits_comes_in_order_on_full_pages(get, things, monkeypatch, few):
    monkeypatch.setattr(filters, "FEW", few)
    lists._keeping.cache_clear()
    for query in queries():
        expected = fitting(things, query)
        for address in ("/api/v1/items/", "/api/v1/items/?kind=offers"):
            pages, following = [], f"{address}{'&' if '?' in address else '?'}limit=7&{query}"
            while following:
                page = get(following)
                pages.append([item["id"] for item in page["results"]])
                following = page["next"]
            assert list(chain.from_iterable(pages)) == expected, query
            assert all(len(page) == 7 for page in pages[:-1]), query


def test_what_is_counted_is_what_comes(get, things):
    for query in queries():
        page = get(f"/api/v1/items/?{query}&count=true&limit=100")
        assert page["count"] == len(page["results"]) == len(fitting(things, query)), query
