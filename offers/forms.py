"""The form a visitor fills in, built from the questions that staff wrote."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from wagtail.contrib.forms.forms import BaseForm, FormBuilder


class SignUpForm(BaseForm):
    """A visitor's answers. `page` is the form page it belongs to."""

    page: Any

    def frozen_questions(self) -> list[dict[str, Any]]:
        """Give the questions as they are asked, to be kept with the answers."""
        return []


@dataclass(frozen=True)
class EmbeddedForm:
    """A form in the page that shows it."""

    page: Any
    form: SignUpForm
    host: Any


def form_class(fields: Iterable[Any], consent: str = "") -> type[SignUpForm]:
    """Give the form class for some questions; with consent wording, it has a box to tick."""
    built = dict(FormBuilder(list(fields)).formfields)
    if consent:
        built["consent"] = forms.BooleanField(label=consent)
    return type("BuiltSignUpForm", (SignUpForm,), built)
