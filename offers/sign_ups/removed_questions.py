"""Answers to questions that staff took out of a form while somebody was filling it in."""

from typing import Any

from wagtail.models import Revision

from offers.form.questions import question_name
from offers.form.sign_up_form import SignUpForm

#: How many revisions of a form are looked through, the newest first.
REVISIONS = 20
#: How many such answers are kept, and how long each may be: nobody asked for more.
MOST, LONGEST = 50, 20_000


def take_in_former_answers(form: SignUpForm) -> None:
    """Let a valid form keep what was answered to questions that it no longer asks.

    They are kept as they were typed, with the words that the question had last. What was never
    asked is not looked at.
    """
    known = {form.add_prefix(name) for name in form.fields}
    begin = form.add_prefix("")
    unknown = {
        name.removeprefix(begin): [value for value in values if value.strip()][:MOST]
        for name, values in form.data.lists()
        if name.startswith(begin) and "-" not in name.removeprefix(begin) and name not in known
    }
    typed = {name: values for name, values in unknown.items() if name and values}
    if not typed:
        return
    for name, label in _asked_before(form.page).items():
        values = typed.pop(name, None)
        if values and len(form.former) < MOST:
            form.former[name] = ", ".join(values)[:LONGEST]
            form.questions = [*form.questions, _as_kept(name, label)]


def _asked_before(page: Any) -> dict[str, str]:
    """Give the questions of the last revisions by their names, each as it was worded last."""
    revisions = Revision.objects.for_instance(page).order_by("-created_at", "-pk")
    contents = revisions.values_list("content", flat=True)[:REVISIONS]
    asked: dict[str, str] = {}
    for content in contents:
        for question in content.get("fields", []):
            label = question["label"]
            asked.setdefault(question["clean_name"] or question_name(label), label)
    return asked


def _as_kept(name: str, label: str) -> dict[str, Any]:
    words = {"name": name, "label": label, "type": "multiline", "help": ""}
    return {**words, "required": False, "choices": [], "former": True}
