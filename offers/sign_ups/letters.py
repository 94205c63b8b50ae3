"""What the mails about a sign-up say. Never what the visitor typed: who gets them is typed too."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from cms.blocks import rich_text
from cms.blocks.markup import to_text
from cms.pages.addresses import absolute, root_url
from cms.pages.links import links_of
from offers.form.embedding import public_link
from offers.models import Mail, SignUp

SUBJECT = 255  # characters


def worded(mail: Mail) -> tuple[str, str]:
    """Give the subject and the text of a mail."""
    said = "New sign-up" if mail.kind == Mail.Kind.NOTIFICATION else "Your sign-up"
    reference = mail.sign_up.reference
    title = " ".join(mail.sign_up.form_title.split())
    room = SUBJECT - len(f"{said}:  ({reference})")
    subject = f"{said}: {title[:room]} ({reference})"
    context = {"sign_up": mail.sign_up, "title": title, **CONTEXTS[mail.kind](mail.sign_up)}
    return subject, render_to_string(f"offers/mails/{mail.kind}.txt", context).strip() + "\n"


def message(mail: Mail) -> EmailMessage:
    """Give a worded mail as it is sent. Answering machines know that it is from one (RFC 3834)."""
    headers = {
        "Message-ID": mail.message_id,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",  # what Exchange understands
    }
    return EmailMessage(
        subject=mail.subject,
        body=mail.text,
        to=[mail.to],
        reply_to=[settings.REPLY_TO_EMAIL] if settings.REPLY_TO_EMAIL else None,
        headers=headers,
    )


def _to_staff(sign_up: SignUp) -> dict[str, Any]:
    """Give the link, and nothing from which anybody could be known."""
    return {"address": absolute(reverse("sign_ups:inspect", args=[sign_up.pk]))}


def _to_the_person(sign_up: SignUp) -> dict[str, Any]:
    """Give what happens next and what was promised; less of it if the form is gone by now."""
    form_page = sign_up.form
    privacy = public_link(form_page.privacy_page_id) if form_page else None
    return {
        "thank_you": plain(form_page.thank_you) if form_page else "",
        "purpose": sign_up.version.purpose.strip(),
        "privacy": absolute(privacy.url) if privacy else "",
    }


CONTEXTS: dict[str, Callable[[SignUp], dict[str, Any]]] = {
    Mail.Kind.NOTIFICATION: _to_staff,
    Mail.Kind.CONFIRMATION: _to_the_person,
}


def plain(source: str) -> str:
    """Give rich text as plain text, with the addresses of its links behind their words."""
    return to_text(rich_text.to_html(source, links_of([source], root_url())))
