"""Questions of a form that is in no database, and what becomes of what is typed."""

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from offers.form.questions import question_name
from offers.form.sign_up_form import SignUpForm, form_class
from offers.models import SignUpField


def page_with_a_key() -> SimpleNamespace:
    """Stand in for a form page: all that a form needs of it, without a database."""
    return SimpleNamespace(key=uuid4())


def question(
    label: str = "Your name", field_type: str = "singleline", **fields: Any
) -> SignUpField:
    return SignUpField(label=label, field_type=field_type, **fields)


def bound(questions: list[SignUpField], data: dict[str, Any], consent: str = "") -> SignUpForm:
    """Give a form that was filled in and looked through."""
    form = form_class(questions, consent=consent)(data, page=page_with_a_key(), prefix="f1")
    form.is_valid()
    return form


def told(asked: SignUpField, value: Any) -> list[str]:
    """Give what is said of an answer."""
    name = question_name(asked.label)
    return bound([asked], {f"f1-{name}": value}).errors.get(name, [])
