"""What happens to a sign-up after it has arrived: files, suspicions, history, mails, its end."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone

from offers.models.sign_ups import SignUp, SignUpAddress, addresses_in


def private_storage() -> Storage:
    """Give where files lie that no address of the site leads to without asking who it is."""
    return storages["private"]


def private_name(file: "SignUpFile", filename: str) -> str:
    """Give a name that tells nothing, and ends as its content does."""
    return f"sign-ups/{file.key}.{file.kind}"


class SignUpFile(models.Model):
    """A file that came with a sign-up, or waits to: for answers that had to be corrected first."""

    #: Names the file in the form that is shown again.
    key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    sign_up = models.ForeignKey(SignUp, null=True, on_delete=models.CASCADE, related_name="files")
    form = models.ForeignKey(
        "offers.SignUpFormPage", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    question = models.CharField(max_length=100)
    file = models.FileField(storage=private_storage, upload_to=private_name)
    #: What the visitor called it.
    name = models.CharField(max_length=255)
    #: What it is by its content: “pdf”.
    kind = models.CharField(max_length=8)
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class Suspicion(models.Model):
    """A rule that took a sign-up for spam, and whether it was right."""

    class Outcome(models.TextChoices):
        """What staff made of it."""

        HELD = "held", "Not looked at yet"
        RELEASED = "released", "Released: it was no spam"
        CONFIRMED = "confirmed", "It was spam"

    sign_up = models.ForeignKey(
        SignUp, null=True, on_delete=models.SET_NULL, related_name="suspicions"
    )
    rule = models.CharField(max_length=24)
    #: In words, without anything personal: it outlives the sign-up, to be counted.
    reason = models.CharField(max_length=255)
    outcome = models.CharField(max_length=9, choices=Outcome.choices, default=Outcome.HELD)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        indexes = [models.Index(fields=["rule", "outcome"], name="suspicion_rule")]

    def __str__(self) -> str:
        return self.reason


class SignUpEvent(models.Model):
    """A line in the history of a sign-up; goes when the sign-up goes."""

    class Kind(models.TextChoices):
        """What happened."""

        STATE = "state", "State"
        OWNER = "owner", "Owner"
        NOTE = "note", "Note"
        MAIL = "mail", "Mail"
        RELEASED = "released", "Released"

    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    #: Their name at the time; empty for what nobody did.
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField()

    class Meta:
        default_permissions = ()
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text


def patience_ends() -> datetime:
    """Give when to stop trying to send a mail that is queued now."""
    return timezone.now() + timedelta(days=3)


class Mail(models.Model):
    """A mail about a sign-up. Queued in the sign-up’s transaction, worded and sent by the worker.

    Sent once, or shown as failed: while it is being sent its state says so, and whoever finds it
    in that state later cannot know whether it arrived.
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
    #: When to try (again); while it is being sent, when it is lost.
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
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.sign_up}"

    @property
    def next_attempt(self) -> datetime | None:
        """Give when it is tried (again); None if it is not."""
        return self.due_at if self.state == self.State.QUEUED else None

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


class Access(models.Model):
    """That somebody saw personal data, and which. Holds none itself, and is never changed."""

    class Kind(models.TextChoices):
        """What they did."""

        LIST = "list", "Looked through a list"
        READ = "read", "Read a sign-up"
        FILE = "file", "Opened a file"
        EXPORT = "export", "Exported a list"
        FIND = "find", "Searched for a person"
        PERSON = "person", "Exported all about a person"
        CHANGE = "change", "Changed sign-ups"
        ERASE = "erase", "Erased sign-ups"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    user_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    #: Of the sign-up, if it was one; kept when the sign-up is erased.
    reference = models.CharField(max_length=9, blank=True, db_index=True)
    form = models.ForeignKey(
        "offers.SignUpFormPage", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    offer = models.ForeignKey(
        "offers.OfferPage", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    #: How many sign-ups it concerned.
    count = models.PositiveIntegerField(default=1)
    #: In words, without anything personal: by what the list was narrowed.
    detail = models.CharField(max_length=255, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["-at", "-pk"]
        verbose_name_plural = "accesses"

    def __str__(self) -> str:
        return f"{self.user_name}: {self.get_kind_display()}"


class ErasedSignUp(models.Model):
    """What is left of a sign-up that was erased: that there was one. No personal data."""

    class Why(models.TextChoices):
        """What it was erased for."""

        RETENTION = "retention", "Kept as long as promised"
        REQUEST = "request", "Asked for by the person"
        SPAM = "spam", "It was spam"
        OTHER = "other", "Another reason"

    form = models.ForeignKey(
        "offers.SignUpFormPage", null=True, on_delete=models.SET_NULL, related_name="erased"
    )
    form_title = models.CharField(max_length=255)
    offer = models.ForeignKey(
        "offers.OfferPage", null=True, on_delete=models.SET_NULL, related_name="erased"
    )
    offer_title = models.CharField(max_length=255, blank=True)
    host_title = models.CharField(max_length=255)
    state = models.CharField(max_length=12, choices=SignUp.State.choices)
    #: Whether it still counts against the places of its offer.
    takes_place = models.BooleanField()
    received_on = models.DateField()
    erased_at = models.DateTimeField(default=timezone.now)
    why = models.CharField(max_length=9, choices=Why.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        default_permissions = ()
        ordering = ["-erased_at", "-pk"]
        indexes = [
            models.Index(fields=["form", "takes_place"], name="erased_form_place"),
            models.Index(fields=["offer", "received_on"], name="erased_offer"),
        ]

    def __str__(self) -> str:
        return f"{self.form_title}, {self.received_on}"


def history(sign_up: SignUp, kind: str, text: str, user: Any = None) -> SignUpEvent:
    """Write a line into the history of a sign-up; without a user, nobody did it.

    The sign-up is found by the addresses that a note holds, too.
    """
    name = user.get_full_name() or user.get_username() if user else ""
    if kind == SignUpEvent.Kind.NOTE and (noted := addresses_in(text)):
        SignUpAddress.objects.bulk_create(
            [SignUpAddress(sign_up=sign_up, address=address) for address in noted],
            ignore_conflicts=True,
        )
    return SignUpEvent.objects.create(
        sign_up=sign_up, kind=kind, text=text, by=user, by_name=name[:150]
    )
