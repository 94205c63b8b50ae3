"""What visitors sent in."""

import secrets
from collections.abc import Iterable

from django.db import models
from django.utils import timezone
from wagtail.models import Page

from offers.answers import in_words

#: Letters and digits that are not mistaken for each other when read aloud or written down.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_reference() -> str:
    """Give a reference that says nothing and cannot be guessed: 8 letters, as in “K7QF-2MXD”."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


class SignUpQuerySet(models.QuerySet["SignUp"]):
    """Sign-ups, asked by what they are needed for."""

    def taking_a_place(self, form_id: int) -> int:
        """Count the sign-ups of a form that take up a place."""
        return self.taking_up_places().filter(form_id=form_id).count()

    def places_taken(self, form_ids: Iterable[int]) -> dict[int, int]:
        """Count the same for many forms, in one query; a form without sign-ups has no entry."""
        counted = self.taking_up_places().filter(form_id__in=form_ids).order_by()
        return dict(counted.values_list("form_id").annotate(models.Count("pk")))

    def taking_up_places(self) -> "SignUpQuerySet":
        """Keep the sign-ups that take up a place."""
        return self.exclude(state__in={SignUp.State.DECLINED, SignUp.State.SPAM})


class SignUp(models.Model):
    """One sign-up, kept with the questions as they were asked.

    Outlives its form and the page it was sent from: their titles are kept as words.
    """

    class State(models.TextChoices):
        """How far staff have got with it."""

        NEW = "new", "New"
        IN_PROGRESS = "in_progress", "In progress"
        DONE = "done", "Done"
        DECLINED = "declined", "Declined"
        SPAM = "spam", "Suspected spam"

    reference = models.CharField(max_length=9, unique=True, default=new_reference, editable=False)
    form = models.ForeignKey(
        "offers.SignUpFormPage", null=True, on_delete=models.SET_NULL, related_name="sign_ups"
    )
    form_title = models.CharField("form", max_length=255)
    host = models.ForeignKey(
        Page, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name="sent from"
    )
    host_title = models.CharField("sent from", max_length=255)
    #: As asked: [{"name", "label", "type", "required", "help", "choices"}, …].
    questions = models.JSONField()
    #: By question name; a list where several could be chosen.
    answers = models.JSONField()
    consent = models.TextField("consent wording", blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.NEW)
    #: Why it is suspected to be spam; empty if it is not.
    suspicions = models.JSONField(default=list, blank=True)
    #: The same answers to the same form twice within minutes are one sign-up.
    fingerprint = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField("received", default=timezone.now, editable=False)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["form", "state"], name="sign_up_form_state"),
            models.Index(fields=["fingerprint", "created_at"], name="sign_up_fingerprint"),
            models.Index(fields=["-created_at"], name="sign_up_newest"),
        ]
        verbose_name = "sign-up"
        verbose_name_plural = "sign-ups"

    def __str__(self) -> str:
        return self.reference

    def answered(self) -> list[tuple[str, str]]:
        """Give the questions as they were asked, each with its answer in words."""
        return [
            (question["label"], in_words(question, self.answers.get(question["name"])))
            for question in self.questions
        ]
