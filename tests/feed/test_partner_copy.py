"""The client that partners copy: whatever happens, it holds what is public, and nothing else."""

import importlib.util
import json
import random
import sqlite3
import subprocess
import sys
from datetime import timedelta
from io import BytesIO
from urllib.error import HTTPError

import pytest
from django.conf import settings
from django.utils import timezone

from blog.models import AuthorPage, PostPage
from cms.vocabulary.models import Topic
from offers.models import OfferPage
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.offers import OfferPageFactory, OfferSessionFactory
from tests.factories.vocabulary import TopicFactory

CLIENT = settings.BASE_DIR / "docs" / "examples" / "partner_copy.py"
SEEDS = [1]
ROUNDS = 12

#: What each partner wants to have.
WANTED = [
    "",
    "&topic=care",
    "&kind=offers&kind=sessions&status=open&status=upcoming",
    "&kind=authors&kind=topics",
    "&search=gardens",
]


@pytest.fixture
def partner_copy():
    """Import the client anew."""
    spec = importlib.util.spec_from_file_location("partner_copy", CLIENT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Staff:
    """People who publish, change their minds, and rename things, as chance has it."""

    def __init__(self, chance):
        """Hire them, with two topics and somebody who writes."""
        self.chance = chance
        self.topics = [TopicFactory(name=name, slug=name.lower()) for name in ("Care", "Play")]
        self.author = AuthorPageFactory()
        self.number = 0

    def post(self):
        title = f"{self.chance.choice(['A garden', 'A hall'])} {self.number}"
        PostPageFactory(title=title, topic=self.chance.choice(self.topics), authors=[self.author])

    def offer(self):
        start = timezone.now() + timedelta(hours=self.chance.choice([-5, 5]))
        end = start + timedelta(hours=self.chance.choice([10, 40]))
        topics = self.chance.sample(self.topics, self.chance.randint(0, 2))
        session = OfferSessionFactory.build()
        OfferPageFactory(opens_at=start, closes_at=end, topics=topics, sessions=[session])

    def passing_post(self):
        PostPageFactory(expire_at=timezone.now() + timedelta(hours=7), topic=self.topics[0])

    def edit(self):
        if post := self.any_of(PostPage.objects.live()):
            post.standfirst = f"Said again, {self.number} times."
            post.save_revision().publish()

    def move_to_another_topic(self):
        if post := self.any_of(PostPage.objects.live()):
            post.topic = self.chance.choice(self.topics)
            post.save_revision().publish()

    def withdraw(self):
        if page := self.any_of(self.chance.choice([PostPage, OfferPage]).objects.live()):
            page.unpublish()

    def bring_back(self):
        if post := self.any_of(PostPage.objects.filter(live=False, expired=False)):
            post.save_revision().publish()

    def delete(self):
        if page := self.any_of(self.chance.choice([PostPage, OfferPage]).objects.all()):
            page.delete()

    def rename(self):
        author = AuthorPage.objects.get(pk=self.author.pk)
        author.title = f"Nadia {self.number}"
        author.save_revision().publish()

    def rename_a_topic(self):
        topic = Topic.objects.get(pk=self.topics[1].pk)
        topic.name = f"Play {self.number}"
        topic.save()

    def any_of(self, rows):
        return self.chance.choice(list(rows.order_by("pk")) or [None])

    def do_something(self):
        self.number += 1
        beginnings = [self.post, self.post, self.offer, self.passing_post]
        changes = [self.edit, self.move_to_another_topic, self.rename, self.rename_a_topic]
        ends = [self.withdraw, self.bring_back, self.delete]
        self.chance.choice([*beginnings, *changes, *ends])()


@pytest.fixture
def later(monkeypatch):
    """Let time pass, for the site and for everybody."""
    now, passed = timezone.now, [timedelta()]
    monkeypatch.setattr(timezone, "now", lambda: now() + sum(passed, timedelta()))
    return lambda **much: passed.append(timedelta(**much))


def public(client, host, wanted):
    """Give what the lists say is public, by id."""
    items, address = {}, f"/api/v1/items/?fields=all&limit=100{wanted}"
    while address:
        page = client.get(address, headers={"host": host}).json()
        items |= {item["id"]: item for item in page["results"]}
        address = page["next"]
    return items


def held(copy):
    return {row: json.loads(text) for row, text in copy.execute("SELECT id, content FROM item")}


def unsteady(chance, get, refused):
    """Give a way to get pages that breaks off now and then, and keeps what was refused."""

    def attempt(url):
        if chance.random() < 0.2:
            raise ConnectionAbortedError
        try:
            return get(url)
        except HTTPError as error:
            refused.append(error.code)
            raise

    return attempt


def follow_at_last(partner_copy, start, copy):
    """Follow, beginning again wherever it broke off."""
    while True:
        try:
            return partner_copy.follow(start, copy)
        except ConnectionAbortedError:
            continue


@pytest.mark.parametrize("seed", SEEDS)
def test_a_copy_is_exact_through_a_long_history(
    live_server, client, transactional_db, partner_copy, later, monkeypatch, tmp_path, seed
):
    chance = random.Random(seed)  # noqa: S311 - plays, and guards nothing
    host = live_server.url.removeprefix("http://")
    starts = {w: f"{live_server.url}/api/v1/changes/?fields=all&limit=5{w}" for w in WANTED}
    copies = {w: sqlite3.connect(tmp_path / f"{n}.sqlite3") for n, w in enumerate(WANTED)}
    refused = []
    monkeypatch.setattr(partner_copy, "get", unsteady(chance, partner_copy.get, refused))
    staff = Staff(chance)

    for number in range(ROUNDS):
        for _ in range(chance.randint(0, 6)):
            staff.do_something()
        later(hours=chance.choice([0, 0, 6]))
        if number == ROUNDS // 2:
            later(days=401)  # nobody can go on from where they were
        for wanted, copy in copies.items():
            follow_at_last(partner_copy, starts[wanted], copy)
            assert held(copy) == public(client, host, wanted), (number, wanted)
    assert set(refused) == {410}


def test_it_runs_as_a_program(live_server, client, transactional_db, tmp_path):
    PostPageFactory()
    start, path = f"{live_server.url}/api/v1/changes/?fields=all", tmp_path / "copy.sqlite3"

    for _ in range(2):
        subprocess.run([sys.executable, CLIENT, start, path], check=True, timeout=60)  # noqa: S603

    host = live_server.url.removeprefix("http://")
    assert held(sqlite3.connect(path)) == public(client, host, "")


def test_another_address_begins_a_copy_anew(live_server, client, transactional_db, partner_copy):
    PostPageFactory(topic=TopicFactory(slug="care"))
    PostPageFactory()
    copy = sqlite3.connect(":memory:")
    start = f"{live_server.url}/api/v1/changes/?fields=all"

    partner_copy.follow(start, copy)
    partner_copy.follow(f"{start}&topic=care", copy)

    host = live_server.url.removeprefix("http://")
    assert held(copy) == public(client, host, "&topic=care")
    assert len(held(copy)) == 1


def refusal(status, **headers):
    return HTTPError("", status, "", headers, BytesIO())


def test_it_waits_as_long_as_it_is_told_to_and_longer_each_time(partner_copy, monkeypatch):
    answers = [refusal(503), refusal(429, **{"Retry-After": "7"}), OSError(), BytesIO(b"{}")]
    slept = []

    def urlopen(request, timeout):
        assert request.get_header("User-agent")
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(partner_copy, "urlopen", urlopen)
    monkeypatch.setattr(partner_copy.time, "sleep", slept.append)

    assert partner_copy.get("http://localhost/") == {}
    assert slept == [1, 7, 25]


@pytest.mark.parametrize("status", [400, 404])
def test_it_does_not_ask_again_for_what_is_wrong(partner_copy, monkeypatch, status):
    asked = []

    def urlopen(request, timeout):
        asked.append(request)
        raise refusal(status)

    monkeypatch.setattr(partner_copy, "urlopen", urlopen)

    with pytest.raises(HTTPError):
        partner_copy.follow("http://localhost/", sqlite3.connect(":memory:"))
    assert len(asked) == 1


def test_it_fits_on_a_page_and_needs_nothing_to_be_installed():
    text = CLIENT.read_text()
    assert len(text.splitlines()) < 60
    imported = {line.split()[1].split(".")[0] for line in text.splitlines() if "import " in line}
    assert imported <= sys.stdlib_module_names
