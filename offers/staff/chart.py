"""A chart of how many came when, as bars that a template draws."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

#: The drawing, in its own units.
WIDTH, HEIGHT = 720, 160
#: More bars than this are too thin to see.
MOST = 60


@dataclass(frozen=True)
class Bar:
    """A stretch of time: what it is called, how many came, and where its bar stands."""

    label: str
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Chart:
    """Bars from the first to the last, by “day”, “week” or “month”."""

    unit: str
    bars: list[Bar]
    most: int
    summary: str
    width: int = WIDTH
    height: int = HEIGHT


def over_time(counts: Mapping[date, int]) -> Chart | None:
    """Draw how many came on which day, in steps as fine as can still be seen; None for nothing."""
    if not counts:
        return None
    first, last = min(counts), max(counts)
    days = (last - first).days + 1
    unit = "day" if days <= MOST else "week" if days <= MOST * 7 else "month"
    steps = dict.fromkeys(_steps(first, last, unit), 0)
    for day, count in counts.items():
        steps[_start(day, unit)] += count
    most, room = max(steps.values()), WIDTH / len(steps)
    bars = [
        _bar(number, start, count, most, room, unit)
        for number, (start, count) in enumerate(steps.items())
    ]
    busiest = next(bar for bar in bars if bar.count == most).label
    when = {"day": "on", "week": "in the week from", "month": "in"}[unit]
    summary = (
        f"{sum(counts.values())} from {date_format(first, 'j F Y')} to "
        f"{date_format(last, 'j F Y')}; most, {most}, {when} {busiest}."
    )
    return Chart(unit, bars, most, summary)


def _bar(number: int, start: date, count: int, most: int, room: float, unit: str) -> Bar:
    height = round(HEIGHT * count / most, 1)
    label = date_format(start, "F Y" if unit == "month" else "j F Y")
    wide = min(room * 0.8, 48)
    x = number * room + (room - wide) / 2
    return Bar(label, count, round(x, 1), round(HEIGHT - height, 1), round(wide, 1), height)


def _start(day: date, unit: str) -> date:
    """Give the first day of the stretch that a day lies in; weeks begin on Monday."""
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day


def _steps(first: date, last: date, unit: str) -> list[date]:
    """Give where each stretch begins."""
    steps, day = [], _start(first, unit)
    while day <= last:
        steps.append(day)
        day = _start(day + timedelta(days={"day": 1, "week": 7, "month": 31}[unit]), unit)
    return steps
