"""How long an answer about what is public may be kept, in the words of HTTP."""

from datetime import datetime

FRESH = 60  # seconds in which caches need not ask again
STALE = 600  # seconds for which they may answer with the old while they ask


def cache_control(moment: datetime, until: datetime | None) -> str:
    """Say how long caches may keep an answer: no longer than it can be true."""
    left = FRESH + STALE if until is None else max(0, int((until - moment).total_seconds()))
    fresh = min(FRESH, left)
    return f"public, max-age={fresh}, stale-while-revalidate={min(STALE, left - fresh)}"
