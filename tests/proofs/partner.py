"""A partner who keeps a copy, and knows of the feed what its documentation says."""

import json
from typing import Any

from django.test import Client

API = "/api/v1/"


class Partner:
    """Follows the changes, from the snapshot on or from nothing, with one set of filters."""

    def __init__(
        self, query: str = "", *, by_snapshot: bool = False, client: Client | None = None
    ) -> None:
        """Begin with nothing."""
        self.query, self.by_snapshot = query, by_snapshot
        self.copy: dict[str, Any] = {}
        #: The last row about each thing that is withdrawn, and those that came just now.
        self.gone: dict[str, Any] = {}
        self.news: set[str] = set()
        self.next = ""
        #: Whether the site forgot since what the partner has read: they must be told.
        self.lost = False
        self.client = client or Client()

    def follow(self) -> None:
        """Bring the copy up to date."""
        if not self.next:
            self._begin()
        self.news, more = set(), True
        while more:
            response = self.client.get(self.next)
            if self.lost:
                problem = response.json()
                assert (response.status_code, problem["type"][-14:]) == (410, "cursor-expired")
                self._read_snapshot(problem["snapshot"])
                continue
            assert response.status_code == 200, f"{self.next}: {response.status_code}"
            answer = response.json()
            for row in answer["results"]:
                self._take(row)
            self.next, more = answer["next"], answer["has_more"]

    def _begin(self) -> None:
        self.lost = False
        if self.by_snapshot:
            self._read_snapshot(f"{API}snapshot/?{self.query}")
        else:
            self.next = f"{API}changes/?limit=7&{self.query}"

    def _read_snapshot(self, address: str) -> None:
        response = self.client.get(f"{address}{'&' if '?' in address else '?'}count=true")
        first, *items, last = (json.loads(line) for line in response.getvalue().splitlines())
        assert last == {"count": len(items)}
        self.copy = {item["id"]: item for item in items}
        self.gone, self.lost = {}, False
        self.next = first["next"]

    def _take(self, row: dict[str, Any]) -> None:
        self.news.add(row["id"])
        if row["event"] == "withdrawn":
            assert row["item"] is None
            self.copy.pop(row["id"], None)
            self.gone[row["id"]] = row
        else:
            assert (row["reason"], row["replaced_by"]) == (None, None)
            self.copy[row["id"]] = row["item"]
            self.gone.pop(row["id"], None)

    def listed(self) -> dict[str, Any]:
        """Give what the list of everything holds now, with the same filters."""
        found, address = {}, f"{API}items/?limit=100&{self.query}"
        while address:
            page = self._read(address)
            assert not found.keys() & {item["id"] for item in page["results"]}
            found |= {item["id"]: item for item in page["results"]}
            address = page["next"]
        return found

    def whole(self, key: str) -> Any:
        """Give an item of the copy as it is now at its own address."""
        return self._read(f"{API}{self.copy[key]['kind']}/{key}/")

    def _read(self, address: str) -> Any:
        response = self.client.get(address)
        assert response.status_code == 200, f"{address}: {response.status_code}"
        return response.json()
