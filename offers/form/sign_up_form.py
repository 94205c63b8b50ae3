"""The form a visitor fills in, built from the questions that staff wrote."""

import hashlib
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from wagtail.contrib.forms.forms import BaseForm

from offers.form.answers import as_stored
from offers.form.attachments import Upload
from offers.form.questions import QuestionBuilder, frozen
from offers.form.wording import messages

# The form's own fields. Their hyphen keeps them apart from questions, which have none.
CONSENT = "consent-given"
HOST = "sent-from"

#: What a trap can be called: words that programs fill in and browsers do not.
TRAPS = ("homepage", "subject", "headline", "comment", "reason", "topic")


class SignUpForm(BaseForm):
    """A visitor's answers. `page` is the form page it belongs to."""

    page: Any
    #: As they are asked, to be kept with the answers.
    questions: list[dict[str, Any]] = []
    #: What to say about each field, by the code of what is wrong.
    told: ClassVar[dict[str, dict[str, str]]] = {}
    use_required_attribute = False
    #: Why the answers were not taken although they may be right.
    notice = ""
    #: What came with the questions for files, by their names.
    uploads: Mapping[str, Upload] = MappingProxyType({})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin without answers to questions that are no longer asked."""
        super().__init__(*args, **kwargs)
        #: Such answers, by the names of their questions, which are then among `questions`.
        self.former: dict[str, str] = {}

    @property
    def failed(self) -> bool:
        """Say whether it was sent in and has to be sent again."""
        return bool(self.notice or self.errors)

    @property
    def trap(self) -> str:
        """Give the name of the field that people do not see, and so leave empty."""
        digest = hashlib.sha256(f"trap {self.page.key}".encode()).digest()
        return str(self.add_prefix(f"{TRAPS[digest[0] % len(TRAPS)]}-{digest[1:3].hex()}"))

    @property
    def trapped(self) -> bool:
        """Say whether the trap was filled in."""
        return bool(self.data.get(self.trap, "").strip())

    def clean(self) -> dict[str, Any]:
        """Look at the files, which have arrived before the other answers."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for question in self.questions:
            if question["type"] == "file":
                self._clean_file(question["name"], self.uploads.get(question["name"], Upload()))
        return cleaned

    def _clean_file(self, name: str, upload: Upload) -> None:
        problem = upload.problem
        if not problem and not upload.file and not upload.lost and self.fields[name].required:
            problem = "required"
        if problem:
            self.add_error(name, ValidationError(problem, code=problem))
            return
        self.initial[name] = upload.file
        self.cleaned_data[name] = upload.answer if upload.file or upload.lost else ""

    def answers(self) -> dict[str, Any]:
        """Give the valid answers by the names of their questions, as JSON has them."""
        names = [question["name"] for question in self.questions if question["name"] in self.fields]
        return {name: as_stored(self.cleaned_data[name]) for name in names} | self.former

    def add_error(self, field: str | None, error: ValidationError | str) -> None:
        """Say what is wrong in words that name the question."""
        if isinstance(error, ValidationError) and (told := self.told.get(field or "")):
            codes = [found.code or "invalid" for found in error.error_list]
            words = dict.fromkeys(told.get(code, told["invalid"]) for code in codes)
            error = ValidationError([ValidationError(message) for message in words])
        super().add_error(field, error)

    def problems(self) -> list[tuple[str, str]]:
        """Give the messages in the order of the questions, each with the id of its field."""
        found = []
        for bound in self:
            target = bound.auto_id
            if bound.use_fieldset:
                target = f"{target}_0"
            found += [(str(message), target) for message in bound.errors]
        return found


def form_class(fields: Iterable[Any], consent: str = "") -> type[SignUpForm]:
    """Give the form class for some questions; with consent wording, it has a box to tick."""
    asked = list(fields)
    built = QuestionBuilder(asked).fields_by_name()
    questions = [frozen(question, name) for question, name in zip(asked, built, strict=True)]
    told = {
        name: messages(question.label, question.field_type, getattr(field, "max_length", None))
        for question, (name, field) in zip(asked, built.items(), strict=True)
    }
    if consent:
        built[CONSENT] = forms.BooleanField(label=consent)
        told[CONSENT] = {
            "required": "Tick the box to say that you agree",
            "invalid": "Tick the box to say that you agree",
        }
    form: type[SignUpForm] = type("BuiltSignUpForm", (SignUpForm,), built)
    form.questions, form.told = questions, told  # a question may be called “questions”
    return form
