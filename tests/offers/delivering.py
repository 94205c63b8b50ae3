"""Rounds of the worker in which mails are sent, and what has become of them."""

from django.core.management import call_command
from django.utils import timezone

from offers.models import Mail, MailOutage, SignUpEvent


def work() -> None:
    call_command("worker", once=True)


def later() -> None:
    """Let the pauses be over."""
    now = timezone.now()
    Mail.objects.filter(state="queued").update(due_at=now)
    MailOutage.objects.update(try_at=now)


def states() -> list[str]:
    return list(Mail.objects.order_by("pk").values_list("state", flat=True))


def told() -> list[str]:
    return list(SignUpEvent.objects.values_list("text", flat=True))
