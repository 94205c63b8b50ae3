"""What visitors sent in."""

import re
import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import Page

from offers.form.answers import in_words
from offers.models.permissions import Scope

#: Letters and digits that are not mistaken for each other when read aloud or written down.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_ADDRESS = re.compile(r"[^\s@<>,;:()\"]{1,64}@[^\s@<>,;:()\"]{1,189}")


def new_reference() -> str:
    """Give a reference that says nothing and cannot be guessed: 8 letters, as in “K7QF-2MXD”."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


class FormVersion(models.Model):
    """A form as it was worded when people filled it in: one row, however many they were.

    Whatever staff change in the form later, these sign-ups keep their questions, and what was
    promised and agreed to.
    """

    #: SHA-256 of all that follows, with the form’s key.
    digest = models.CharField(max_length=64, unique=True)
    form = models.ForeignKey(
        "offers.SignUpFormPage", null=True, on_delete=models.SET_NULL, related_name="versions"
    )
    #: As asked: [{"name", "label", "type", "required", "help", "choices"}, …].
    questions = models.JSONField()
    consent = models.TextField("consent wording", blank=True)
    #: What was said before the button about what is done with the answers.
    purpose = models.TextField(blank=True)
    retention_days = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.digest[:8]


class SignUpQuerySet(models.QuerySet["SignUp"]):
    """Sign-ups, asked by what they are needed for."""

    def allowed(self, user: Any, permission: str) -> "SignUpQuerySet":
        """Keep those that somebody may read, handle, export or erase.

        `permission` is a value of `SignUpPermission`.
        """
        return self.filter(Scope.of(user, permission).rows())

    def places_taken(self, form_ids: Iterable[int]) -> dict[int, int]:
        """Count by form the sign-ups that take up a place, in one query.

        What was erased since may still take one. A form without sign-ups has no entry.
        """
        kept = self.taking_up_places().filter(form_id__in=form_ids).order_by()
        erased = apps.get_model("offers", "ErasedSignUp").objects.filter(
            form_id__in=form_ids, takes_place=True
        )
        counted = [of.values_list("form_id").annotate(models.Count("pk")) for of in (kept, erased)]
        taken: dict[int, int] = {}
        for form_id, number in counted[0].union(counted[1].order_by(), all=True):
            taken[form_id] = taken.get(form_id, 0) + number
        return taken

    def number_of_places_taken(
        self, form: models.OuterRef
    ) -> models.expressions.CombinedExpression:
        """Give the expression that counts as `places_taken()` does, for one form."""
        erased = apps.get_model("offers", "ErasedSignUp").objects.filter(takes_place=True)
        return _number_in(self.taking_up_places(), form) + _number_in(erased, form)

    def taking_up_places(self) -> "SignUpQuerySet":
        """Keep the sign-ups that take up a place."""
        return self.exclude(state__in=SignUp.PLACELESS)


def _number_in(rows: "models.QuerySet[Any]", form: models.OuterRef) -> Coalesce:
    counted = rows.filter(form=form).order_by().values("form").annotate(number=models.Count("pk"))
    return Coalesce(models.Subquery(counted.values("number")), 0)


class SignUp(models.Model):
    """One sign-up, kept with the questions as they were asked.

    Outlives its form, its offer and the page it was sent from: their titles are kept as words.
    """

    class State(models.TextChoices):
        """How far staff have got with it."""

        NEW = "new", "New"
        IN_PROGRESS = "in_progress", "In progress"
        DONE = "done", "Done"
        DECLINED = "declined", "Declined"
        SPAM = "spam", "Suspected spam"

    #: In these states it takes up no place.
    PLACELESS = frozenset({State.DECLINED, State.SPAM})

    class Timing(models.TextChoices):
        """How the offer stood when it arrived."""

        IN_TIME = "in_time", "In time"
        EARLY = "early", "Before it opened"
        LATE = "late", "After it closed"
        FULL = "full", "After all places were taken"
        WITHDRAWN = "withdrawn", "After the form was taken off the site"

    reference = models.CharField(max_length=9, unique=True, default=new_reference, editable=False)
    form = models.ForeignKey(
        "offers.SignUpFormPage", null=True, on_delete=models.SET_NULL, related_name="sign_ups"
    )
    form_title = models.CharField("form", max_length=255)
    offer = models.ForeignKey(
        "offers.OfferPage", null=True, on_delete=models.SET_NULL, related_name="sign_ups"
    )
    offer_title = models.CharField("offer", max_length=255, blank=True)
    host = models.ForeignKey(
        Page, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name="sent from"
    )
    host_title = models.CharField("sent from", max_length=255)
    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="sign_ups")
    #: By question name; a list where several could be chosen.
    answers = models.JSONField()
    #: Who it is, from the answers; empty if nothing asked for a name.
    name = models.CharField(max_length=255, blank=True)
    #: All answers in lower case, for search.
    words = models.TextField(blank=True, editable=False)
    state = models.CharField(max_length=12, choices=State.choices, default=State.NEW)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sign_ups",
    )
    timing = models.CharField(max_length=12, choices=Timing.choices, default=Timing.IN_TIME)
    #: The same answers to the same form twice within minutes are one sign-up.
    fingerprint = models.CharField(max_length=64, editable=False)
    #: Of the address it came from: a hash, whose salt is another each day. Empty after two days.
    sender = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField("received", default=timezone.now, editable=False)
    #: The day on which it is erased, as was promised.
    erase_on = models.DateField(db_index=True)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="sign_up_newest"),
            models.Index(fields=["form", "-created_at"], name="sign_up_form"),
            models.Index(fields=["form", "state"], name="sign_up_form_state"),
            models.Index(fields=["offer", "-created_at"], name="sign_up_offer"),
            models.Index(fields=["state", "-created_at"], name="sign_up_state"),
            models.Index(fields=["owner", "-created_at"], name="sign_up_owner"),
            models.Index(fields=["timing", "-created_at"], name="sign_up_timing"),
            models.Index(fields=["fingerprint", "created_at"], name="sign_up_fingerprint"),
            models.Index(fields=["sender", "created_at"], name="sign_up_sender"),
        ]
        verbose_name = "sign-up"
        verbose_name_plural = "sign-ups"

    def __str__(self) -> str:
        return self.reference

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Fill in when it is to be erased, if nobody has."""
        if self.erase_on is None:
            keep = timedelta(days=self.version.retention_days)
            self.erase_on = timezone.localdate(self.created_at) + keep
        super().save(*args, **kwargs)

    @property
    def questions(self) -> list[dict[str, Any]]:
        """Give the questions as they were asked."""
        asked: list[dict[str, Any]] = self.version.questions
        return asked

    @property
    def consent(self) -> str:
        """Give the wording that was agreed to."""
        return self.version.consent

    @property
    def email(self) -> str:
        """Give the first e-mail address that somebody gave when asked for one, as they typed it."""
        asked = (one["name"] for one in self.questions if one["type"] == "email")
        answers = (str(self.answers.get(name) or "") for name in asked)
        return next(filter(None, answers), "")

    def answered(self) -> list[tuple[str, str]]:
        """Give the questions as they were asked, each with its answer in words."""
        return [
            (question["label"], in_words(question, self.answers.get(question["name"])))
            for question in self.questions
        ]


class SignUpAddress(models.Model):
    """An e-mail address that a sign-up holds, in whatever answer: how a person is found."""

    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="addresses")
    #: In lower case.
    address = models.CharField(max_length=254)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["address", "sign_up"], name="sign_up_address_once")
        ]
        indexes = [
            # For the beginning of an address, which PostgreSQL finds in no other order.
            models.Index(
                fields=["address"], name="sign_up_address_begins", opclasses=["varchar_pattern_ops"]
            )
        ]

    def __str__(self) -> str:
        return self.address


def as_address(written: str) -> str:
    """Give an e-mail address as it is kept, found and written to: in lower case.

    Its letters stay what they are: “straße@” is not “strasse@”.
    """
    return written.strip().lower()


def addresses_in(text: str) -> list[str]:
    """Give the e-mail addresses in a text, in lower case, each once."""
    found = (as_address(address.strip(".'")) for address in _ADDRESS.findall(text))
    return [address for address in dict.fromkeys(found) if len(address) <= 254]
