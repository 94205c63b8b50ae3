"""What the admin checks before a sign-up form is saved."""

from collections.abc import Iterable
from typing import Any

from django import forms
from wagtail.models import Page

from cms.pages.forms import BasePageForm
from cms.pages.visibility import published
from offers.form.questions import LINE, WITH_CHOICES, QuestionBuilder, question_name
from offers.form.wording import same


class SignUpFormPageForm(BasePageForm):
    """Names new questions, and asks for what a visitor could not do without."""

    def clean(self) -> dict[str, Any]:
        """Check the questions, each by itself and all together."""
        cleaned: dict[str, Any] = super().clean()
        kept = self._kept("fields")
        self._name(kept)
        for form in kept:
            self._check_choices(form)
        if not self.is_deferred_validation:
            choices = {form.instance.label: offered for form in kept if (offered := _offered(form))}
            renamed = {same(form.initial.get("label", "")): form.instance.label for form in kept}
            for form in self._kept("routes"):
                _follow(form, choices, renamed)
                _check_route(form, choices)
        self._check_privacy(cleaned.get("privacy_page"))
        self._check_retention(cleaned.get("retention_days"))
        return cleaned

    def _kept(self, name: str) -> list[Any]:
        """Give the lines of a list that are right, each by itself, and not about to be deleted."""
        lines = self.formsets[name].forms if name in self.formsets else []
        return [form for form in lines if form.is_valid() and not _goes(form)]

    def _check_retention(self, days: int | None) -> None:
        """Refuse a shorter time, which erases sign-ups, to who may not erase them."""
        page = self.instance
        if days is None or page.pk is None:
            return
        [now] = type(page).objects.filter(pk=page.pk).values_list("retention_days", flat=True)
        kept = page.sign_ups.order_by()
        allowed = kept.allowed(self.for_user, "delete").values("pk")
        if days < now and kept.exclude(pk__in=allowed).exists():
            words = f"Only who may erase the sign-ups of this form can go below {now} days."
            self.add_error("retention_days", words)

    def _check_privacy(self, page: Page | None) -> None:
        """Ask for a privacy page that visitors can read, unless this is only a draft."""
        if self.is_deferred_validation or "privacy_page" not in self.fields:
            return
        if page is None:
            self.add_error(
                "privacy_page", "Choose the page that says how answers are looked after."
            )
        elif not published(Page.objects.filter(pk=page.pk)).exists():
            self.add_error("privacy_page", "Visitors cannot see this page yet: publish it first.")

    @staticmethod
    def _name(forms_of_questions: list[Any]) -> None:
        """Give each new question a name that none other has, and refuse the same words twice."""
        taken = {form.instance.clean_name for form in forms_of_questions}
        labels: set[str] = set()
        for form in forms_of_questions:
            question = form.instance
            label = question.label.strip().casefold()
            if label in labels:
                form.add_error("label", "Another question has the same words: tell them apart.")
            labels.add(label)
            if not question.clean_name:
                question.clean_name = question_name(question.label, taken)
                taken.add(question.clean_name)

    def _check_choices(self, form: Any) -> None:
        """Ask for choices where there is something to choose, unless this is only a draft."""
        question = form.instance
        if question.field_type not in WITH_CHOICES or self.is_deferred_validation:
            return
        offered = _offered(form)
        if not offered:
            form.add_error("choices", "Write down what people can choose from, one on each line.")
        elif any(len(value) > LINE for value in offered):
            form.add_error("choices", f"A choice can have up to {LINE} characters.")


def _goes(form: forms.BaseForm) -> bool:
    """Say whether a question is about to be deleted."""
    return bool(form.cleaned_data.get("DELETE", False))


def _offered(form: Any) -> list[str]:
    """Give what a question lets people choose from; nothing for other questions."""
    question = form.instance
    if question.field_type not in WITH_CHOICES:
        return []
    return [value for value, _ in QuestionBuilder([]).get_formatted_field_choices(question)]


def _follow(form: Any, choices: Iterable[str], renamed: dict[str, str]) -> None:
    """Let a line go on naming its question when the question gets other words."""
    route = form.instance
    if same(route.question) not in map(same, choices):
        route.question = renamed.get(same(route.question), route.question)


def _check_route(form: Any, choices: dict[str, list[str]]) -> None:
    """Make sure that a question can be answered in the way for which somebody is to be told."""
    question, answer = form.instance.question, form.instance.answer
    by_words = {same(label): (label, offered) for label, offered in choices.items()}
    if same(question) not in by_words:
        there = f"There is: {_quoted(choices)}." if choices else "No question has choices yet."
        form.add_error("question", f"No question with choices is called “{question}”. {there}")
        return
    label, offered = by_words[same(question)]
    if same(answer) not in map(same, offered):
        problem = (
            f"“{answer}” is not one of the choices of “{label}”. They are: {_quoted(offered)}."
        )
        form.add_error("answer", problem)


def _quoted(words: Iterable[str]) -> str:
    """Give some words in quotation marks, with commas between."""
    return ", ".join(f"“{one}”" for one in words)
