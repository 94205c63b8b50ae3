"""Sign-ups as a file: exactly those of the list as it is narrowed, a part at a time."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.text import slugify

from offers.form.answers import in_words
from offers.models import FormVersion, SignUp
from offers.models.sign_ups import SignUpQuerySet
from offers.sign_ups.access import name_of
from offers.staff.spreadsheets import FORMATS, Cell

BATCH = 500  # rows
#: How answers that are days or moments are read.
MOMENTS: dict[str, Callable[[str], date]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
}
DIGITS = 15  # a number with more would lose some in a spreadsheet
FIXED = [
    "Reference", "Received", "State", "Owner", "Form", "Offer", "Sent from", "Timing",
    "Agreed to", "Why suspected", "Will be erased",
]  # fmt: skip


def as_file(listed: SignUpQuerySet, kind: str) -> StreamingHttpResponse:
    """Give sign-ups as a file of a kind, a column for every question that was asked."""
    content_type, write = FORMATS[kind]
    response = StreamingHttpResponse(write(rows(listed)), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{file_name(listed)}.{kind}"'
    return response


def file_name(listed: SignUpQuerySet) -> str:
    """Name the file after the form, if it holds sign-ups of one only."""
    titles = listed.order_by().values_list("form_title", flat=True).distinct()[:2]
    named = slugify(titles[0]) if len(titles) == 1 else ""
    return f"{named}-sign-ups" if named else "sign-ups"


def rows(listed: SignUpQuerySet) -> Iterator[list[Cell]]:
    """Give the headings, then a row for each.

    Which ones there are is asked once, then how they were worded: what comes in meanwhile, perhaps
    in other words, is left out. What they hold is asked for some at a time.
    """
    chosen = list(listed.values_list("pk", "version"))
    versions = FormVersion.objects.filter(pk__in={version for _, version in chosen})
    asked = {version.pk: version for version in versions.order_by("pk")}
    labels = dict.fromkeys(
        question["label"] for version in asked.values() for question in version.questions
    )
    yield [*FIXED, *labels]
    for start in range(0, len(chosen), BATCH):
        some = [number for number, _ in chosen[start : start + BATCH]]
        found = SignUp.objects.filter(pk__in=some).select_related("owner").defer("words")
        by_number = {row.pk: row for row in found.prefetch_related("suspicions")}
        for number in some:
            if number in by_number:  # else it has been erased meanwhile
                sign_up = by_number[number]
                sign_up.version = asked[sign_up.version_id]
                yield [*_fixed(sign_up), *_answers(sign_up, list(labels))]


def _fixed(sign_up: SignUp) -> list[Cell]:
    """Give what every sign-up has."""
    return [
        sign_up.reference,
        timezone.localtime(sign_up.created_at),
        sign_up.get_state_display(),
        name_of(sign_up.owner) if sign_up.owner else "",
        sign_up.form_title,
        sign_up.offer_title,
        sign_up.host_title,
        sign_up.get_timing_display(),
        sign_up.consent,
        " ".join(suspicion.reason for suspicion in sign_up.suspicions.all()),
        sign_up.erase_on,
    ]


def _answers(sign_up: SignUp, labels: list[str]) -> list[Cell]:
    """Give the answers below their questions; where two had the same words, both."""
    given: dict[str, Cell] = {}
    for question in sign_up.questions:
        answer = _answer(question, sign_up.answers.get(question["name"]))
        before = given.get(question["label"])
        given[question["label"]] = f"{before}; {answer}" if before and answer else before or answer
    return [given.get(label, "") for label in labels]


def _answer(question: dict[str, Any], answer: Any) -> Cell:
    """Give an answer in words, or as a number or a date with which a spreadsheet can reckon."""
    words = in_words(question, answer)
    if words and question["type"] in MOMENTS:
        return MOMENTS[question["type"]](answer)
    if question["type"] == "number" and sum(map(str.isdecimal, words)) <= DIGITS:
        try:
            number = Decimal(words)
        except InvalidOperation:
            return words
        return number if number.is_finite() else words
    return words
