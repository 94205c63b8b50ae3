"""What is erased soon: a screen by form, and a word on the first page of the admin."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from offers.models import ErasedSignUp, SignUp, SignUpPermission
from offers.sign_ups.retention import coming_up, past
from offers.staff.screen import SignUpScreen

DAYS = 30
#: So many days before sign-ups of a form are erased for the first time, the first page says so.
WARNING = 7
NOT_SPAM = [state.value for state in SignUp.State if state != SignUp.State.SPAM]


def soon(user: Any, days: int) -> "QuerySet[SignUp]":
    """Give what is erased within some days, of what somebody may read."""
    readable = SignUp.objects.allowed(user, SignUpPermission.READ)
    return readable.filter(pk__in=coming_up(days).order_by().values("pk"))


class ToBeErasedView(SignUpScreen):
    """Lists by form how many sign-ups are erased in the next days, and leads to them."""

    template_name = "offers/staff/to_be_erased.html"
    page_title = "To be erased"
    header_icon = "bin"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the forms; suspected spam is counted apart."""
        is_spam = Q(state=SignUp.State.SPAM)
        rows = soon(self.request.user, DAYS).order_by("form_title")
        lines = rows.values("form", "form_title").annotate(
            count=Count("pk", filter=~is_spam),
            spam=Count("pk", filter=is_spam),
            first=Min("erase_on", filter=~is_spam),
        )
        return {
            **super().get_context_data(**kwargs),
            "days": DAYS,
            "lines": [
                {
                    **line,
                    "url": listed(line["form"], NOT_SPAM, DAYS),
                    "spam_url": listed(line["form"], [SignUp.State.SPAM.value], DAYS),
                }
                for line in lines
            ],
        }


def listed(form: int | None, states: list[str], days: int) -> str:
    """Give the address of the list, narrowed to what is erased soon of a form."""
    query: dict[str, Any] = {"erased_within": days, "state": states}
    if form is not None:
        query["form"] = form
    return reverse("sign_ups:index", query=query)


class FirstErasurePanel(Component):
    """Tells those who may read them that a form’s first sign-ups are about to be erased."""

    name = "first_erasure"
    template_name = "offers/staff/first_erasure.html"
    order = 110

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Give the forms, each with the day."""
        until = timezone.localdate() + timedelta(days=WARNING)
        user = parent_context["request"].user
        once = ErasedSignUp.objects.filter(form=OuterRef("form"), why=ErasedSignUp.Why.RETENTION)
        real = SignUp.objects.allowed(user, SignUpPermission.READ).exclude(state=SignUp.State.SPAM)
        # By their numbers too: SQLite would rather look through all that have a form.
        due = real.filter(erase_on__lte=until, pk__in=past(until).order_by().values("pk"))
        first = due.filter(~Exists(once), form__isnull=False).order_by("form_title")
        by_form = first.values("form", "form_title").annotate(
            count=Count("pk"), first=Min("erase_on")
        )
        return {
            "forms": [{**each, "url": listed(each["form"], NOT_SPAM, WARNING)} for each in by_form],
            "url": reverse("sign_ups_to_be_erased"),
        }
