"""Columns of the list of sign-ups: what all have, and the questions of one form."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, TitleColumn

from offers.form.answers import in_words
from offers.form.wording import meaning
from offers.models import FormVersion, SignUp
from offers.sign_ups.access import name_of

#: How many questions of a form have a column.
MOST = 5
#: Answers that are mostly short come first, then these; others have no column.
LONGER = {"multiline"}
WITHOUT_COLUMN = {"hidden", "file"}
LENGTH = 60  # characters of an answer
QUESTION = 40  # characters of a question, as a heading


def questions_of(form_id: int) -> list[dict[str, Any]]:
    """Give the questions of a form that get a column: short answers first, each in its order.

    The name is in the list anyway. The latest version that anybody answered counts.
    """
    version = FormVersion.objects.filter(form=form_id).order_by("-pk").first()
    asked = [
        question
        for question in (version.questions if version else [])
        if question["type"] not in WITHOUT_COLUMN
        and meaning(question["label"], question["type"]) != "name"
    ]
    chosen = sorted(asked, key=lambda question: question["type"] in LONGER)[:MOST]
    return sorted(chosen, key=asked.index)


class AnswerColumn(Column):
    """What was answered to a question, cut short."""

    def __init__(self, question: dict[str, Any]) -> None:
        """Take the question as the latest version asks it."""
        self.question = question["name"]
        label = Truncator(question["label"]).chars(QUESTION)
        super().__init__(f"asked_{self.question}", label=label, classname="sign-ups__answer")

    def get_value(self, instance: SignUp) -> str:
        """Give the answer as its own version asked for it."""
        for question in instance.questions:
            if question["name"] == self.question:
                words = in_words(question, instance.answers.get(self.question))
                return Truncator(words).chars(LENGTH)
        return ""


class StateColumn(Column):
    """How far staff have got with it; and its timing, if that is anything but in time."""

    cell_template_name = "offers/staff/state_cell.html"

    def get_cell_context_data(self, instance: SignUp, parent_context: Any) -> dict[str, Any]:
        """Add whether it is new, and its timing."""
        in_time = instance.timing == SignUp.Timing.IN_TIME
        return {
            **super().get_cell_context_data(instance, parent_context),
            "is_new": instance.state == SignUp.State.NEW,
            "timing": "" if in_time else instance.get_timing_display(),
        }


def received(sign_up: SignUp) -> str:
    """Say when it came, by the clock of the site: “22 Nov 2026, 19:05”."""
    return date_format(timezone.localtime(sign_up.created_at), "j M Y, H:i")


def columns(get_url: Any, form_id: int | None, *, selectable: bool) -> list[Column]:
    """Give the columns; of one form, with its questions."""
    name = TitleColumn(
        "name",
        label="Name",
        classname="sign-ups__name",
        accessor=lambda row: row.name or "(no name asked)",
        get_url=get_url,
        get_title_id=lambda row: f"signup_{row.pk}_title",
    )
    found = [
        name,
        Column("reference", label="Reference", classname="sign-ups__short"),
        StateColumn("state", label="State", accessor="get_state_display"),
        Column(
            "owner", label="Owner", accessor=lambda row: name_of(row.owner) if row.owner else ""
        ),
        Column(
            "created_at",
            label="Received",
            accessor=received,
            sort_key="created_at",
            classname="sign-ups__short",
        ),
    ]
    if form_id:
        found += [AnswerColumn(question) for question in questions_of(form_id)]
    else:
        found.append(Column("form_title", label="Form"))
    found.append(Column("offer_title", label="Offer"))
    if selectable:
        found.insert(0, BulkActionsCheckboxColumn("bulk_actions", obj_type="signup"))
    return found
