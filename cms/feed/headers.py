"""What every answer of the feed says about itself."""

from datetime import datetime

from django.http import HttpResponse

FRESH = 60  # seconds in which caches need not ask again
STALE = 600  # seconds for which they may answer with the old while they ask

EXPOSED = "ETag, Link, RateLimit, RateLimit-Policy, Retry-After"


def cache_control(moment: datetime, until: datetime | None) -> str:
    """Say how long caches may keep an answer: no longer than it can be true."""
    left = FRESH + STALE if until is None else max(0, int((until - moment).total_seconds()))
    fresh = min(FRESH, left)
    return f"public, max-age={fresh}, stale-while-revalidate={min(STALE, left - fresh)}"


def for_everybody(response: HttpResponse) -> HttpResponse:
    """Let scripts of any origin read the answer, and caches tell apart only encodings."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = EXPOSED
    response["Vary"] = "Accept-Encoding"
    return response
