"""Questions as they were asked, with what leads on from the answers."""

from typing import Any, NamedTuple
from urllib.parse import quote

from django.urls import reverse

from offers.form.answers import in_words
from offers.models import SignUp, SignUpFile


class Answer(NamedTuple):
    """A question, and its answer in words; `link` begins a mail or leads to a file."""

    question: str
    words: str
    link: str = ""


def asked(sign_up: SignUp) -> list[Answer]:
    """Give the questions as they were asked, each with its answer."""
    files = {file.question: file for file in sign_up.files.all()}
    return [
        _answer(sign_up, question, files.get(question["name"])) for question in sign_up.questions
    ]


def _answer(sign_up: SignUp, question: dict[str, Any], file: SignUpFile | None) -> Answer:
    words = in_words(question, sign_up.answers.get(question["name"]))
    link = ""
    if file:
        link = reverse("sign_ups:file", args=[sign_up.pk, file.key])
    elif words and question["type"] == "email":
        link = reply(sign_up, words)
    return Answer(question["label"], words, link)


def reply(sign_up: SignUp, address: str) -> str:
    """Give what begins a mail about a sign-up (RFC 6068)."""
    subject = f"{sign_up.form_title} ({sign_up.reference})"
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}"
