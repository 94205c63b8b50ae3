"""Answers as they are stored, and as staff read them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format


def as_stored(value: Any) -> Any:
    """Give an answer as JSON has it: dates as ISO 8601, numbers as the digits they were."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return value


def in_words(question: dict[str, Any], answer: Any) -> str:
    """Give a stored answer as a person reads it; nothing for a question left open."""
    if isinstance(answer, bool):
        return "Yes" if answer else "No"
    if isinstance(answer, list):
        return ", ".join(str(chosen) for chosen in answer)
    if answer and question["type"] == "date":
        return date_format(date.fromisoformat(answer), "j F Y")
    if answer and question["type"] == "datetime":
        return date_format(datetime.fromisoformat(answer), "j F Y, H:i")
    return str(answer or "")
