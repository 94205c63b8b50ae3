"""Mails about sign-ups: written in the sign-up’s transaction, sent by the worker."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from offers.models.sign_ups import SignUp


def patience_ends() -> datetime:
    """Give when to stop trying to send a mail that is queued now."""
    return timezone.now() + timedelta(days=3)


class Mail(models.Model):
    """A mail about a sign-up. Queued in the sign-up’s transaction, worded and sent by the worker.

    Sent once, or shown as failed: from when the mail server asks for it its state says that it is
    being sent, and whoever finds it in that state later cannot know whether it arrived.
    """

    class Kind(models.TextChoices):
        """Whom it tells."""

        NOTIFICATION = "notification", "To staff"
        CONFIRMATION = "confirmation", "To the person"

    class State(models.TextChoices):
        """How far it got."""

        QUEUED = "queued", "Waiting"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"

    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=255, blank=True)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.QUEUED)
    #: How often it was tried.
    attempts = models.PositiveSmallIntegerField(default=0)
    #: When to try (again); once a worker has claimed it, when that worker counts as lost.
    due_at = models.DateTimeField(default=timezone.now)
    give_up_at = models.DateTimeField(default=patience_ends)
    #: Why it is not sent yet, or never will be.
    problem = models.TextField(blank=True)
    message_id = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "due_at"], name="mail_due"),
            models.Index(fields=["to", "created_at"], name="mail_to"),
            models.Index(fields=["state", "-id"], name="mail_listed"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.sign_up}"

    @property
    def next_attempt(self) -> datetime | None:
        """Give when it is tried (again); None if it is not."""
        return self.due_at if self.state == self.State.QUEUED else None

    @property
    def was_queued_again(self) -> bool:
        """Say whether it was queued again and not tried since: its problem is an old one."""
        return self.state == self.State.QUEUED and self.attempts == 0 and bool(self.problem)

    @property
    def can_be_sent_again(self) -> bool:
        """Say whether there is a use in sending it (again) now."""
        return self.state == self.State.FAILED or (
            self.state == self.State.QUEUED and self.attempts > 0
        )


class MailOutage(models.Model):
    """That the mail server is away, known to all workers: one row, as long as that lasts."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    since = models.DateTimeField(default=timezone.now)
    #: How often it was tried in vain.
    attempts = models.PositiveIntegerField(default=0)
    try_at = models.DateTimeField(default=timezone.now)
    #: What went wrong the last time, in words.
    problem = models.TextField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"away since {self.since}"
