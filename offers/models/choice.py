"""Which offers are listed: those of one state, or about one topic, or all."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import prefetch_related_objects
from django.http import HttpRequest

from cms.pages.listing import Narrowing
from offers.status import Status

#: By its name in addresses: what a group of offers is called, and the states in it.
GROUPS = {
    "open": ("Open now", {Status.OPEN, Status.CLOSING_SOON}),
    "upcoming": ("Opening soon", {Status.UPCOMING}),
    "full": ("Full", {Status.FULL}),
    "closed": ("Closed", {Status.CLOSED}),
}


@dataclass(frozen=True)
class Choice:
    """Some offers, and which of them a visitor wants to see: by state, and by a topic's slug."""

    offers: list[Any]
    address: str
    state: str = ""
    topic: str = ""

    @classmethod
    def of(cls, request: HttpRequest, offers: list[Any], address: str) -> Self:
        """Read it from the address. What no offer has is passed over."""
        prefetch_related_objects(offers, "topics")
        state, topic = request.GET.get("state", ""), request.GET.get("topic", "")
        known = {each.slug for offer in offers for each in offer.topics.all()}
        return cls(
            offers, address, state if state in GROUPS else "", topic if topic in known else ""
        )

    @property
    def is_made(self) -> bool:
        """Say whether only some offers are wanted."""
        return bool(self.state or self.topic)

    def groups(self, now: datetime) -> list[tuple[str, list[Any]]]:
        """Give the wanted offers in groups by state; no group is empty."""
        wanted = self._about(self.topic)
        named = GROUPS.items() if not self.state else [(self.state, GROUPS[self.state])]
        grouped = [
            (title, [offer for offer in wanted if offer.status_at(now) in states])
            for _, (title, states) in named
        ]
        return [(title, listed) for title, listed in grouped if listed]

    def states(self, now: datetime) -> list[Narrowing]:
        """Give the links to the offers of each state, where there is more than one."""
        wanted = self._about(self.topic)
        counted = {
            name: sum(offer.status_at(now) in states for offer in wanted)
            for name, (_, states) in GROUPS.items()
        }
        if sum(map(bool, counted.values())) < 2 and not self.state:
            return []
        return [
            Narrowing("All", self._with(state=""), len(wanted), not self.state),
            *(
                Narrowing(title, self._with(state=name), counted[name], name == self.state)
                for name, (title, _) in GROUPS.items()
                if counted[name] or name == self.state
            ),
        ]

    def topics(self, now: datetime) -> list[Narrowing]:
        """Give the links to the offers about each topic, in order of names."""
        states = GROUPS[self.state][1] if self.state else set(Status)
        counted = Counter(
            (topic.name, topic.slug)
            for offer in self.offers
            if offer.status_at(now) in states
            for topic in offer.topics.all()
        )
        chosen = {
            (topic.name, topic.slug)
            for offer in self._about(self.topic)
            for topic in offer.topics.all()
            if topic.slug == self.topic
        }
        if not counted and not chosen:
            return []
        return [
            Narrowing("Any topic", self._with(topic=""), current=not self.topic),
            *(
                Narrowing(name, self._with(topic=slug), counted[name, slug], slug == self.topic)
                for name, slug in sorted(counted.keys() | chosen)
            ),
        ]

    def _about(self, topic: str) -> list[Any]:
        if not topic:
            return self.offers
        return [
            offer for offer in self.offers if topic in {each.slug for each in offer.topics.all()}
        ]

    def _with(self, **changed: str) -> str:
        asked = {"state": self.state, "topic": self.topic, **changed}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{self.address}?{query}" if query else self.address
