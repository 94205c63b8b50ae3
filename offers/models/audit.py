"""What is known for longer than a sign-up is kept: who saw it, and that there was one."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from offers.models.sign_ups import SignUp


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
