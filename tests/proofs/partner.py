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
        self.next = ""
        self.client = client or Client()

    def follow(self) -> None:
        """Bring the copy up to date."""
        if not self.next:
            self._begin()
        more = True
        while more:
            answer = self._read(self.next)
            for row in answer["results"]:
                self._take(row)
            self.next, more = answer["next"], answer["has_more"]

    def _begin(self) -> None:
        if not self.by_snapshot:
            self.next = f"{API}changes/?limit=7&{self.query}"
            return
        response = self.client.get(f"{API}snapshot/?{self.query}")
        first, *items = (json.loads(line) for line in response.getvalue().splitlines())
        self.copy = {item["id"]: item for item in items}
        self.next = first["next"]

    def _take(self, row: dict[str, Any]) -> None:
        if row["event"] == "withdrawn":
            assert row["item"] is None
            self.copy.pop(row["id"], None)
        else:
            self.copy[row["id"]] = row["item"]

    def listed(self) -> dict[str, Any]:
        """Give what the list of everything holds now, with the same filters."""
        found, address = {}, f"{API}items/?limit=100&{self.query}"
        while address:
            page = self._read(address)
            assert not found.keys() & {item["id"] for item in page["results"]}
            found |= {item["id"]: item for item in page["results"]}
            address = page["next"]
        return found

    def whole(self) -> dict[str, Any]:
        """Give the items that the copy holds, one by one, as they are now."""
        items = ((item["kind"], item_id) for item_id, item in self.copy.items())
        return {item_id: self._read(f"{API}{kind}/{item_id}/") for kind, item_id in items}

    def _read(self, address: str) -> Any:
        response = self.client.get(address)
        assert response.status_code == 200, f"{address}: {response.status_code}"
        return response.json()
