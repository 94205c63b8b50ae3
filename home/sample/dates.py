"""When things happen in the sample content, counted from the day it is loaded."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from home.sample.records import SampleSession


def moment(days: int, clock: str) -> datetime:
    """Give a time of day, such as “09:30”, some days from today."""
    return _on(timezone.localdate() + timedelta(days=days), clock)


def session_times(session: SampleSession) -> tuple[datetime, datetime]:
    """Give start and end of a session, on the first of its weekdays that comes."""
    day = timezone.localdate() + timedelta(days=session.day)
    day += timedelta(days=(session.weekday - day.weekday()) % 7)
    starts = _on(day, session.starts)
    return starts, starts + timedelta(hours=session.hours)


def _on(day: date, clock: str) -> datetime:
    zone = timezone.get_current_timezone()
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=zone)
