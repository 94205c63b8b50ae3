"""Questions that staff wrote, as fields that visitors fill in."""

import hashlib
from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.html import format_html
from wagtail.contrib.forms.forms import FormBuilder
from wagtail.contrib.forms.utils import get_field_clean_name

from offers.form.attachments import KINDS, AttachmentField, AttachmentInput
from offers.form.dates import DateField, MomentField
from offers.form.forgiving import (
    KEYBOARDS,
    ChoiceField,
    EmailField,
    MultipleChoiceField,
    NumberField,
)
from offers.form.wording import EXAMPLES, meaning

LINE = 255  # characters
TEXT = 20_000  # characters
NAME = 80  # characters
WITH_CHOICES = {"dropdown", "multiselect", "radio", "checkboxes"}


def question_name(label: str, taken: Collection[str] = ()) -> str:
    """Give the name that the answers to a question are kept under; none that is taken.

    It holds letters, figures and underscores only, so it never meets a name of the form’s own
    fields: those have a hyphen.
    """
    name = str(get_field_clean_name(label)) or "question"
    if len(name) > NAME:
        digest = hashlib.sha256(label.encode()).hexdigest()
        name = f"{name[: NAME - 9]}_{digest[:8]}"
    free, number = name, 2
    while free in taken:
        free = f"{name}_{number}"
        number += 1
    return free


class RadioSelect(forms.RadioSelect):
    """Radio buttons. Their group says that the answer is wrong; a single button cannot."""

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        """Leave out what ARIA does not allow on a radio button."""
        attrs = super().build_attrs(base_attrs, extra_attrs)
        attrs.pop("aria-invalid", None)
        return attrs


class QuestionBuilder(FormBuilder):
    """Wagtail’s types of question and one for files, made for people in a hurry, on any device."""

    def create_singleline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Give a line of text, which the browser fills in if it asks for a name or the like."""
        return forms.CharField(**options, max_length=LINE)

    def create_multiline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Give a box for several lines."""
        return forms.CharField(**options, max_length=TEXT, widget=forms.Textarea({"rows": 5}))

    def create_email_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Give an e-mail address."""
        return EmailField(**options, max_length=LINE)

    def create_url_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Give a web address; its beginning may be left out."""
        return forms.URLField(**options, max_length=2000, assume_scheme="https")

    def create_number_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Give a number in a text box; a browser’s number box loses what it cannot read."""
        return NumberField(**options, widget=forms.TextInput({"inputmode": "decimal"}))

    def create_date_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Give a date in a text box."""
        return DateField(**options)

    def create_datetime_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Give a date and a time in a text box."""
        return MomentField(**options)

    def create_dropdown_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Give a list that opens; nothing is chosen until somebody chooses."""
        choices = [("", "Choose one"), *self.get_formatted_field_choices(field)]
        return ChoiceField(**options, choices=choices)

    def create_multiselect_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Give boxes to tick: a list in which several are chosen at once defeats most people."""
        return self.create_checkboxes_field(field, options)

    def create_radio_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Give radio buttons."""
        choices = self.get_formatted_field_choices(field)
        return ChoiceField(**options, choices=choices, widget=RadioSelect)

    def create_checkboxes_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Give boxes to tick."""
        options["initial"] = self.get_formatted_field_initial(field)
        choices = self.get_formatted_field_choices(field)
        widget = forms.CheckboxSelectMultiple
        return MultipleChoiceField(**options, choices=choices, widget=widget)

    def create_checkbox_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Give one box; “yes”, “true”, “on” or “1” as its default value ticks it."""
        ticked = field.default_value.strip().lower() in {"yes", "true", "on", "1"}
        return forms.BooleanField(**{**options, "initial": ticked})

    def create_file_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Give a box to choose a file in; one that is here already need not be chosen again."""
        options["initial"] = None
        endings = ",".join(f".{kind}" for kind in KINDS)
        return AttachmentField(**options, widget=AttachmentInput({"accept": f"{endings},.jpeg"}))

    def create_hidden_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Give a value that travels along. Nobody could fill it in, so it is never required."""
        widget = forms.HiddenInput
        return forms.CharField(**{**options, "required": False}, max_length=TEXT, widget=widget)

    def get_formatted_field_choices(self, field: Any) -> list[tuple[str, str]]:
        """Give the choices, without empty lines and without repeating one."""
        written: list[tuple[str, str]] = super().get_formatted_field_choices(field)
        return list(dict.fromkeys(choice for choice in written if choice[0]))

    def get_field_options(self, field: Any) -> dict[str, Any]:
        """Show how to write an answer, below the help that staff wrote."""
        options: dict[str, Any] = super().get_field_options(field)
        if shown := EXAMPLES.get(field.field_type):
            words = (options["help_text"], shown)
            options["help_text"] = format_html("{} {}", *words) if words[0] else shown
        return options

    def fields_by_name(self) -> dict[str, forms.Field]:
        """Give the fields by the names of their questions."""
        built: dict[str, forms.Field] = {}
        for question in self.fields:
            create = self.get_create_field_function(question.field_type)
            field = create(question, self.get_field_options(question))
            field.widget.attrs.pop("maxlength", None)  # would cut off what is pasted, in silence
            if purpose := meaning(question.label, question.field_type):
                field.widget.attrs["autocomplete"] = purpose
                if purpose == "tel":
                    field.widget.input_type = "tel"
            field.widget.attrs |= KEYBOARDS.get(purpose or question.field_type, {})
            name = question.clean_name or question_name(question.label)
            built[name if name not in built else question_name(name, built)] = field
        return built


def frozen(question: Any, name: str) -> dict[str, Any]:
    """Give a question as it is asked now, to be kept with its answer."""
    builder = QuestionBuilder([question])
    choices = [value for value, _ in builder.get_formatted_field_choices(question)]
    return {
        "name": name,
        "label": question.label,
        "type": question.field_type,
        "required": question.required and question.field_type != "hidden",
        "help": question.help_text,
        "choices": choices if question.field_type in WITH_CHOICES else [],
    }
