"""Sending a sign-up form as a browser does."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from offers.form.stamp import stamp
from offers.models import SignUpFormPage

FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


def address(form_page: SignUpFormPage) -> str:
    return f"/sign-up/{form_page.key}/"


def fields(form_page: SignUpFormPage, host: Any = None, **answers: Any) -> dict[str, Any]:
    sent = {f"f{form_page.pk}-{name}": value for name, value in answers.items()}
    sent[f"f{form_page.pk}-shown-at"] = stamp(form_page)
    if host is not None:
        sent[f"f{form_page.pk}-sent-from"] = getattr(host, "pk", host)
    return sent


def send(
    form_page: SignUpFormPage,
    host: Any = None,
    headers: dict[str, str] = FROM_HERE,
    extra: dict[str, Any] | None = None,
    **answers: Any,
) -> HttpResponse:
    """Send answers given by question name; `extra` holds further fields by their full names."""
    data = fields(form_page, host, **answers) | (extra or {})
    return Client().post(address(form_page), data, headers=headers)


def send_right(form_page: SignUpFormPage, host: Any = None, **kwargs: Any) -> HttpResponse:
    """Send right answers to the two questions that a form of the factory asks."""
    answers = {"your_name": "Ines Okafor", "e_mail_address": "ines@example.org"}
    return send(form_page, host, **(answers | kwargs))
