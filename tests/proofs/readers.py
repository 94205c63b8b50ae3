"""What partners and a visitor find after each step, and what they should find."""

import json
from typing import Any
from urllib.parse import urlencode, urlsplit

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from wagtail.models import Page, Site

from cms.publication.audit import drift_at
from cms.publication.changes import every_key
from cms.publication.models import ContentItem
from cms.publication.registry import presenters
from cms.publication.schedule import EXPIRED
from cms.publication.search import SearchEntry
from tests.proofs import oracle, visitor
from tests.proofs.moments import Moments
from tests.proofs.operating import Operators
from tests.proofs.partner import Partner
from tests.proofs.visitor import API, PAGES, Visitor

#: What partners ask for, and whether they begin with the snapshot.
PARTNERS = [
    ("", False),
    ("topic=places", False),
    ("kind=posts&author=ben", True),
    ("status=open&status=closing_soon", True),
    ("search=words&fields=all", False),
]

#: Of many things, one of so many is looked at after each step, and the others after the next ones.
EACH = 3


class Readers(Operators):
    """Partners who follow, some at once and some late, and a visitor who looks everywhere."""

    each = EACH

    def __init__(self, moments: Moments) -> None:
        """Begin with partners who have nothing yet."""
        super().__init__(moments)
        self.visitor, self.round = Visitor(), 0
        self.partners = [Partner(query, by_snapshot=by) for query, by in PARTNERS]
        self.late = [Partner(query, by_snapshot=by) for query, by in PARTNERS]
        self.everybody = [*self.partners, *self.late]

    def follow(self, partner: Partner) -> None:
        """Bring a partner up to date, and compare what they have with the lists and the items."""
        partner.follow()
        assert partner.copy == partner.listed()
        if "fields=all" in partner.query:
            for key in self.some(partner.copy):
                assert partner.copy[key] == partner.whole(key)

    @rule(which=st.integers(0, len(PARTNERS) - 1))
    def a_partner_comes_late(self, which: int) -> None:
        """Let a partner follow who has not for a while."""
        self.follow(self.late[which])

    @invariant()
    def everything_is_as_it_should_be(self) -> None:
        self.round += 1
        for partner in self.partners:
            self.follow(partner)
        self.held, self.gone = self.partners[0].copy, self.partners[0].gone
        sight, settled = oracle.Sight(), self.settled()
        self.told |= sight.words
        late = sight.words if settled else self.told
        if settled:
            self.items_are_what_pages_give()
        self.nobody_reads_what_is_not_public(sight.words, late)
        self.nobody_finds_what_is_not_public(late)
        self.what_is_public_is_there(sight.sources, settled)
        self.what_is_gone_says_why()
        self.what_moved_is_found()

    def some(self, of: Any) -> Any:
        """Give those of many whose turn it is."""
        return list(of)[self.round % self.each :: self.each]

    def items_are_what_pages_give(self) -> None:
        for presenter in presenters():
            for key in self.some(sorted(every_key(presenter))):
                assert drift_at(presenter, key) is None

    def nobody_reads_what_is_not_public(self, public: set[str], late: set[str]) -> None:
        for address in self.some(visitor.addresses_of_pages()):
            told = oracle.words_in(self.visitor.read(address))
            assert told <= public | oracle.words_in(address), address
        for address in self.some([*visitor.TOGETHER, *visitor.addresses_of_what_is_gone()]):
            assert oracle.words_in(self.visitor.read(address)) <= late, address
        copies = json.dumps([partner.copy for partner in self.partners])
        assert oracle.words_in(copies) <= late
        assert oracle.words_in(json.dumps(self.gone)) <= self.told

    def nobody_finds_what_is_not_public(self, allowed: set[str]) -> None:
        """Look among all the words by which anything is found, and really search for two."""
        for words in SearchEntry.objects.values_list("words", flat=True):
            assert oracle.words_in(words) <= allowed
        secrets = [word for word in self.written if word not in allowed]
        for word in {*secrets[-1:], *secrets[self.round % 7 :: 7][:1]}:
            assert not self.visitor.finds(word), word

    def what_is_public_is_there(self, public: set[tuple[str, str]], settled: bool) -> None:
        pages = ContentItem.objects.filter(source__in=PAGES)
        there = set(pages.filter(pk__in=self.held).values_list("source", "source_key"))
        assert there <= public
        if settled:
            assert {one for one in public if one[0] in PAGES} <= there

    def what_is_gone_says_why(self) -> None:
        """Compare what is told of what is gone with what staff said: rows, items and pages."""
        self.said = {key: words for key, words in self.said.items() if key not in self.held}
        for key, row in self.gone.items():
            words = self.said.get(key)
            if words is None:
                assert row["reason"] in {None, EXPIRED}
                assert row["replaced_by"] is None
                continue
            assert row["reason"] == words.reason
            if key in self.partners[0].news:
                instead = words.instead if words.instead in self.held else None
                assert (row["replaced_by"] or {}).get("id") == instead
        for key in self.some(self.said):
            self.it_is_gone(key)

    def it_is_gone(self, key: str) -> None:
        """Look where an item was, and where its page was, if nothing else is there now."""
        item, words = ContentItem.objects.get(pk=key), self.said[key]
        answer = self.visitor.get(f"{API}{item.kind}/{key}/")
        told, instead = answer.json(), self.held.get(words.instead)
        assert (answer.status_code, told["reason"]) == (410, words.reason)
        assert (told["replaced_by"] or {}).get("id") == (instead and instead["id"])
        others = ContentItem.objects.filter(url=item.url).exclude(pk=key)
        pages = {page.get_url() for page in Page.objects.filter(live=True, depth__gt=1)}
        path = item.url.removeprefix(Site.objects.get(is_default_site=True).root_url)
        if path.startswith("/") and "#" not in path and path not in pages and not others:
            page = self.visitor.get(path)
            assert page.status_code == 410
            assert words.reason in page.text
            assert not instead or (instead["url"] or "") in page.text  # a topic may have no page

    def what_moved_is_found(self) -> None:
        """Ask for items by the addresses that they have ever been seen at.

        Those at another port of our own host are taken for ours, and left out. Where the last one
        is gone, another may be found that was there before.
        """
        here = {item["url"]: key for key, item in self.held.items() if item["url"]}
        self.seen |= here
        ours = urlsplit(Site.objects.get(is_default_site=True).root_url)
        for address in self.some(self.seen)[:3]:
            parts, item = urlsplit(address), self.held.get(self.seen[address])
            if parts.fragment or (parts.hostname == ours.hostname and parts.port != ours.port):
                continue
            answer = self.visitor.get(f"{API}resolve/?{urlencode({'url': address})}")
            if item is None:
                assert answer.status_code in {301, 410}, address
            elif item["url"] in {address, None}:
                assert answer.json()["id"] == item["id"], address
            else:
                assert answer.status_code == 301, address
                assert answer["Location"].endswith(urlencode({"url": item["url"]})), address
