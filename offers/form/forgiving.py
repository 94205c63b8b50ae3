"""Fields that understand answers as people, and the devices that fill in for them, write them."""

import re
from decimal import Decimal
from html import unescape
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from offers.form.wording import same

_NUMBER = re.compile(r"([+-]?)£?(\d{1,3}(?:,\d{3})+|\d{0,30})(\.\d{0,30})?", re.ASCII)
_AROUND_ADDRESS = " <>,;."

#: What keyboards are told, by what is asked for: no wavy line below what is in no dictionary.
KEYBOARDS = {
    "name": {"spellcheck": "false", "autocapitalize": "words"},
    "given-name": {"spellcheck": "false", "autocapitalize": "words"},
    "family-name": {"spellcheck": "false", "autocapitalize": "words"},
    "email": {"spellcheck": "false", "autocapitalize": "none", "inputmode": "email"},
    "tel": {"spellcheck": "false", "inputmode": "tel"},
    "postal-code": {"spellcheck": "false", "autocapitalize": "characters"},
    "url": {"spellcheck": "false", "autocapitalize": "none", "inputmode": "url"},
}


def addresses_written(text: str) -> list[str]:
    """Give the addresses of a list, on lines of their own or with commas or semicolons between."""
    return [one for one in re.split(r"[\s,;]+", text) if one]


class NumberField(forms.Field):
    """A number in a text box: “1,200”, “£7.50”, “.5” and a real minus sign are understood."""

    def to_python(self, value: str | None) -> Decimal | None:
        """Give the number. Raises ValidationError for anything else."""
        written = "".join((value or "").split()).replace("\N{MINUS SIGN}", "-")
        if not written:
            return None
        found = _NUMBER.fullmatch(written)
        if not found or not any(figure.isdecimal() for figure in written):
            raise ValidationError("This is no number.", code="invalid")
        rest = (found[3] or "").removesuffix(".")
        return Decimal(found[1] + (found[2].replace(",", "") or "0") + rest)


class EmailField(forms.EmailField):
    """An e-mail address, also as programs copy it: “<ines@example.org>”, “mailto:…”."""

    def to_python(self, value: Any) -> str:
        """Give the address without what stands around it."""
        written = (super().to_python(value) or "").strip(_AROUND_ADDRESS)
        if written[:7].lower() == "mailto:":
            written = written[7:].strip(_AROUND_ADDRESS)
        return written


class ChoiceField(forms.ChoiceField):
    """One of several choices, whatever case, spaces or HTML escapes it was sent with."""

    def to_python(self, value: Any) -> str:
        """Give the choice as staff wrote it, or what was sent if it is none."""
        return _as_offered(super().to_python(value), self.choices)


class MultipleChoiceField(forms.MultipleChoiceField):
    """Several of several choices, understood as one is."""

    def to_python(self, value: Any) -> list[str]:
        """Give the choices as staff wrote them, each once."""
        chosen = (_as_offered(one, self.choices) for one in super().to_python(value))
        return list(dict.fromkeys(chosen))


def _as_offered(sent: str, choices: Any) -> str:
    offered = [str(value) for value, _ in choices]
    if sent in offered:
        return sent
    meant = {same(value) for value in (sent, unescape(sent))}
    return next((value for value in offered if value and same(value) in meant), sent)
