"""What happens to a sign-up after it has arrived: why it was suspected spam, and its history."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from offers.models.sign_ups import SignUp


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
