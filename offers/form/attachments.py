"""Questions that are answered with a file."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.safestring import SafeString

#: The kinds of files that are taken, by what they are called at their end.
KINDS = ("pdf", "docx", "odt", "xlsx", "ods", "jpg", "png", "txt", "csv")
LARGEST = 10 * 1024 * 1024  # bytes
#: Ends the name of what travels along for a file that is here already.
KEPT = "kept"
#: Stands behind the name of a file that our storage did not take.
LOST = "(could not be kept)"


class RefusedError(Exception):
    """A file that is not taken; `code` says why: “wrong_kind”, “too_much”, “macros”, “empty”."""

    def __init__(self, code: str) -> None:
        """Keep why."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Upload:
    """What came with a question for a file: a `SignUpFile`, or what is wrong, as a code.

    With `lost`, the name of a file that was right and that our storage did not take. What the file
    holds is in `content` until it is stored.
    """

    file: Any = None
    problem: str = ""
    lost: str = ""
    content: Any = None

    @property
    def answer(self) -> str:
        """Give the file in words, to be kept with the other answers."""
        if self.lost:
            return f"{self.lost} {LOST}"
        size = filesizeformat(self.file.size).replace("\N{NO-BREAK SPACE}", " ")
        return f"{self.file.name} ({size})"


class AttachmentInput(forms.FileInput):
    """A box to choose a file in; above it, the name of the one that is here already."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Send the key of a file that is here along, so that nobody has to choose it again."""
        attrs = dict(attrs or {})
        if not value:
            return super().render(name, None, attrs, renderer)
        told = f"{attrs.get('id', name)}_{KEPT}"
        attrs["aria-describedby"] = f"{attrs.get('aria-describedby', '')} {told}".strip()
        return format_html(
            '<span class="field__kept" id="{}">{} is here already. Choose another file only to '
            'replace it.</span><input type="hidden" name="{}-{}" value="{}">{}',
            told,
            value.name,
            name,
            KEPT,
            value.key,
            super().render(name, None, attrs, renderer),
        )


class AttachmentField(forms.Field):
    """A file. What it holds is looked at before, when it arrives (`offers/sign_ups/uploads.py`)."""

    widget = AttachmentInput

    def validate(self, value: Any) -> None:
        """Leave it to the form, which knows what has arrived."""

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Show what is here already."""
        return initial
