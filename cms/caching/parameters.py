"""The parameters that pages know, and which of them a page has looked at."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

if TYPE_CHECKING:
    from django.http.request import _ImmutableQueryDict

#: All that may change what a page shows. Whatever else is asked for, pages never see it.
KNOWN = ("kind", "page", "q", "state", "topic")
#: What visitors write as they like: there is no end of others.
FREE = "q"


class Parameters(QueryDict):
    """What a page is asked for. Notes what the page looks at."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with nothing looked at."""
        self.looked_at: set[str] = set()
        super().__init__(*args, **kwargs)
        self.looked_at = set()

    def given(self) -> dict[str, str]:
        """Give them all, without a note of it."""
        return {name: values[-1] for name, values in dict.items(self)}

    def used(self) -> dict[str, str]:
        """Give those that the page has looked at."""
        return {name: value for name, value in self.given().items() if name in self.looked_at}

    def is_a_search(self) -> bool:
        """Say whether visitors decide what the page shows. Such pages are not kept."""
        return FREE in self.looked_at and bool(self.used())

    def __getitem__(self, name: str) -> Any:
        self.looked_at.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.looked_at.add(str(name))
        return super().__contains__(name)

    def __iter__(self) -> Iterator[str]:
        self.looked_at.update(KNOWN)
        return super().__iter__()

    def getlist(self, name: str, *default: Any) -> Any:
        """Give all values, as ever."""
        self.looked_at.add(name)
        return super().getlist(name, *default)

    def lists(self) -> Any:
        """Give everything, as ever."""
        self.looked_at.update(KNOWN)
        return super().lists()


def known_alone(request: HttpRequest) -> Parameters:
    """Let a request have no parameters but those that pages know, one value each, in one order."""
    asked = request.GET
    known = [(name, asked[name]) for name in KNOWN if name in asked]
    given = Parameters(urlencode(known))
    request.GET = cast("_ImmutableQueryDict", given)
    return given
