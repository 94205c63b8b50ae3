"""Dates as people write them: day, month, year, in figures or in words."""

import re
from datetime import date, datetime, time

from django import forms
from django.core.exceptions import ValidationError

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(
    r"(?:[a-z]+\s)?(\d{1,2})(?:st|nd|rd|th)?[\s./-]+(?:of\s)?(\d{1,2}|[a-z]+)[\s./-]+(\d{4}|\d{2})",
    re.ASCII,
)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\s(\d{1,2})(?:st|nd|rd|th)?\s(\d{4})", re.ASCII)
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s?([ap])?\.?m?\.?", re.ASCII)
_MOMENT = re.compile(
    r"(?P<date>.+?)(?:,|\s|t)+(?:at\s)?"
    r"(?P<time>noon|midnight|\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?)",
    re.ASCII,
)


def read_date(text: str) -> date:
    """Read a date: “27/3/2027”, “27 March 2027”, “Saturday 27th of March, 2027”, “2027-03-27”.

    Two figures alone are day and month, in this order. Raises ValueError if it is no date.
    """
    words = _tidy(text).replace(",", " ").strip()
    words = re.sub(r"\s+", " ", words)
    if found := _ISO.fullmatch(words):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(words):
        return date(_year(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_FIRST.fullmatch(words):
        return date(int(found[3]), _month(found[1]), int(found[2]))
    raise ValueError(text)


def read_moment(text: str) -> datetime:
    """Read a date with a time: “27 March 2027, 2:30pm”, “27/3/2027 14:30”, “27 3 2027 at noon”.

    What comes back has no time zone: it is what a clock on the wall shows. Raises ValueError if
    it is no date, or has no time.
    """
    found = _MOMENT.fullmatch(_tidy(text))
    if not found:
        raise ValueError(text)
    return datetime.combine(read_date(found["date"]), _time(found["time"]))


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().lower()


def _year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (1900 if year >= 69 else 2000)  # as POSIX reads two figures


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    full = date(2000, _MONTHS.index(text[:3]) + 1, 1).strftime("%B").lower()
    if not full.startswith(text) and text != "sept":
        raise ValueError(text)
    return _MONTHS.index(text[:3]) + 1


def _time(text: str) -> time:
    if text in {"noon", "midnight"}:
        return time(12 if text == "noon" else 0)
    found = _TIME.fullmatch(text)
    if not found:
        raise ValueError(text)
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(text)
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute)


class DateField(forms.Field):
    """A date in one text box.

    A browser's own date picker differs from one to the next, is hard to use by voice and by
    keyboard, and takes no other spelling than its own; a text box with an example is none of it.
    """

    widget = forms.TextInput

    def to_python(self, value: str | None) -> date | None:
        """Give the date. Raises ValidationError for anything else."""
        try:
            return read_date(value) if value and value.strip() else None
        except ValueError:
            raise ValidationError("This is no date.", code="invalid") from None


class MomentField(forms.Field):
    """A date and a time in one text box."""

    widget = forms.TextInput

    def to_python(self, value: str | None) -> datetime | None:
        """Give the moment, without a time zone. Raises ValidationError for anything else."""
        try:
            return read_moment(value) if value and value.strip() else None
        except ValueError:
            raise ValidationError("This is no date with a time.", code="invalid") from None
