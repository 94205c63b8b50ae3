"""How much anybody may ask for: so many requests a minute, counted by address.

Answers tell what is left in the headers of draft-ietf-httpapi-ratelimit-headers.
"""

import logging
from ipaddress import IPv6Address, ip_address
from typing import NamedTuple

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

logger = logging.getLogger(__name__)

WINDOW = 60  # seconds
#: Where a request keeps what it left, so that it is counted once.
_SPENT = "commonplace.allowance"


class Allowance(NamedTuple):
    """What an address may still ask for: `left` of `quota` requests in the next `seconds`."""

    quota: int
    left: int
    seconds: int

    def tell(self, response: HttpResponse) -> None:
        """Write it into the headers of an answer."""
        response["RateLimit-Policy"] = f'"default";q={self.quota};w={WINDOW}'
        response["RateLimit"] = f'"default";r={max(self.left, 0)};t={self.seconds}'
        if response.status_code == 429:
            response["Retry-After"] = str(self.seconds)


def spend(request: Request) -> Allowance | None:
    """Count a request, if it is not yet, and give what is left: below nothing when it is too much.

    None where nothing is counted: when there is no limit, and when the cache that counts does
    not answer, because a feed without a limit is better than no feed.
    """
    if _SPENT not in request.META:
        request.META[_SPENT] = _left_after(request)
    left: Allowance | None = request.META[_SPENT]
    return left


def _left_after(request: Request) -> Allowance | None:
    quota: int = settings.FEED_REQUESTS_PER_MINUTE
    client = client_of(request) if quota > 0 else None
    if client is None:
        return None
    counted = count(client)
    return Allowance(quota, quota - counted.number, counted.left) if counted else None


def client_of(request: Request) -> str | None:
    """Give the address that asks; of IPv6 the network, because one subscriber has all of it.

    `NUM_PROXIES` says how much of `X-Forwarded-For` was written by proxies of ours. What is no
    address there is passed over, so that all who send nonsense are counted together.
    """
    for given in (BaseThrottle().get_ident(request), request.META.get("REMOTE_ADDR")):
        try:
            address = ip_address(given or "")
        except ValueError:
            continue
        if isinstance(address, IPv6Address):
            return str(address.ipv4_mapped or f"{int(address) >> 64:x}::/64")
        return str(address)
    return None


class Counted(NamedTuple):
    """How many there were in this minute, and how many seconds are left of it."""

    number: int
    left: int


def count(name: str) -> Counted | None:
    """Count one more of what has a name, in this minute.

    None where the cache that counts does not answer: whoever counts lets people in then.
    """
    window, passed = divmod(int(timezone.now().timestamp()), WINDOW)
    try:
        return Counted(_one_more(f"{name}/{window}"), WINDOW - passed)
    except Exception as fault:  # noqa: BLE001 - whatever the client of some cache raises
        logger.error("Requests are not counted: %s", fault)  # in one line: there may be very many
        return None


def _one_more(key: str) -> int:
    """Count one more under a key; from 1 again where the cache has forgotten it."""
    cache = caches["limits"]
    for _ in range(2):  # once more where another request has just begun to count
        try:
            return cache.incr(key)
        except ValueError:
            if cache.add(key, 1, timeout=2 * WINDOW):
                break
    return 1
