"""What is measured: an address, and how much more than a constant answer it may cost."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Case:
    """One thing to ask for.

    `goal` is the most CPU time it may take, as a multiple of that of a constant answer of the
    same bytes; `conditional`: asked by somebody who has the answer already; `grows`: it has more
    to do the more items there are; `anew`: a page that must not come from what is kept.
    """

    name: str
    title: str
    path: str
    goal: float | None = None
    conditional: bool = False
    grows: bool = False
    anew: bool = False

    def headers(self, etag: str) -> dict[str, str]:
        """Give what is said besides; `etag` is of the answer as it is."""
        known = {"If_None_Match": etag} if self.conditional else {}
        return {**known, "Authorization": "Basic YTpi"} if self.anew else known


LIST, ITEM, UNCHANGED, SEARCH = 2.5, 2.0, 1.4, 20.0


def cases(known: dict[str, Any], cursors: dict[str, str]) -> list[Case]:
    """Give all cases, for what a database holds and places deep in its lists."""
    api = "/api/v1"
    posts = f"{api}/posts/?"
    item = f"{api}/posts/{known['post']}/"
    return [
        Case("list", "list of 20 posts", posts, LIST),
        Case("deep", "the same, 9,000 items deep, or at the end", cursors["deep"], LIST),
        Case("topic", "by a common topic", f"{posts}topic={known['topic']}", LIST),
        Case("rare", "by a rare topic", f"{posts}topic={known['rare_topic']}", LIST),
        Case("author", "by author", f"{posts}author={known['author']}", LIST),
        Case(
            "organisation", "by organisation", f"{posts}organisation={known['organisation']}", LIST
        ),
        Case(
            "two",
            "by topic and author",
            f"{posts}topic={known['topic']}&author={known['author']}",
            LIST,
        ),
        Case("range", "published in one month", f"{posts}{known['month']}", LIST),
        Case("offers", "list of 20 open offers", f"{api}/offers/?status=open", LIST),
        Case("sessions", "list of 20 sessions", f"{api}/sessions/", LIST),
        Case("items", "list of 20 items of all kinds", f"{api}/items/", LIST),
        Case("count", "list of 20 posts, counted", f"{posts}count=true"),
        Case(
            "search",
            "20 posts with a common word",
            f"{posts}search={known['word']}",
            SEARCH,
            grows=True,
        ),
        Case("item", "one post, whole", item, ITEM),
        Case("offer", "one offer, whole", f"{api}/offers/{known['offer']}/", ITEM),
        Case("list_304", "list of 20 posts: 304", posts, UNCHANGED, conditional=True),
        Case("item_304", "one post: 304", item, UNCHANGED, conditional=True),
        Case("nothing_new", "changes: nothing new", cursors.get("end", f"{api}/changes/")),
        Case("news", "changes: the last 100", cursors.get("news", f"{api}/changes/")),
        Case("atom", "Atom: the newest posts, whole", "/feed.atom"),
        Case("page", "a long page", known["page"]),
        Case("ask", "the least with one query (`SELECT 1`)", "/asking/1"),
        Case("ask_twice", "the least with two queries", "/asking/2"),
        Case("fetch", "the least with one query for 20 summaries", "/fetching"),
    ]
