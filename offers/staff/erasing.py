"""The screen that asks before sign-ups are erased, one or many."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from offers.models import Mail, SignUp, SignUpEvent, SignUpFile, SignUpPermission
from offers.sign_ups.erasing import Why, erase
from offers.sign_ups.reading import numbers
from offers.staff.permissions import SignUpPolicy
from offers.staff.screen import SignUpScreen

#: For what staff erase; what was kept as long as promised is erased without them.
REASONS = [(why.value, why.label) for why in (Why.REQUEST, Why.SPAM, Why.OTHER)]


class EraseForm(forms.Form):
    """Asks why. What it was shown for travels along, so that nothing else goes."""

    why = forms.ChoiceField(label="Why?", choices=REASONS, widget=forms.RadioSelect)
    numbers = forms.RegexField(r"^\d{1,18}(,\d{1,18})*$", widget=forms.HiddenInput)
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class EraseView(SignUpScreen):
    """Says what would go, and erases it.

    Takes `?id=7&id=9`, and `next`.
    """

    permission_required = SignUpPermission.ERASE
    template_name = "offers/staff/erase.html"
    page_title = "Erase"
    header_icon = "bin"

    @cached_property
    def wanted(self) -> set[int]:
        """Give the numbers of what is to go."""
        if self.request.method == "POST":
            sent = self.request.POST.get("numbers", "").split(",")
        else:
            sent = self.request.GET.getlist("id")
        return numbers(sent)

    @cached_property
    def going(self) -> "QuerySet[SignUp]":
        """Give what of it is there and may be erased by who asks."""
        erasable = SignUpPolicy(SignUp).instances_user_has_permission_for(
            self.request.user, SignUpPermission.ERASE
        )
        return erasable.filter(pk__in=self.wanted)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask."""
        going = sorted(self.going.values_list("pk", flat=True))
        if not going:
            raise PermissionDenied
        on = get_valid_next_url_from_request(request)
        shown_for = ",".join(map(str, going))
        return self.asking(EraseForm(initial={"numbers": shown_for, "next": on}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Erase, if it is said why."""
        form = EraseForm(request.POST)
        if not self.going.exists():
            raise PermissionDenied
        if not form.is_valid():
            messages.validation_error(request, "Nothing is erased yet: say why.", form)
            return self.asking(form, status=422)
        count = erase(self.going, form.cleaned_data["why"], by=request.user)
        messages.success(request, f"{in_words(count)} erased.")
        return redirect(get_valid_next_url_from_request(request) or reverse("sign_ups:index"))

    def asking(self, form: EraseForm, status: int = 200) -> HttpResponse:
        """Show the question."""
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what would go, in numbers."""
        forms = self.going.order_by("form_title").values("form_title")
        states = self.going.order_by().values_list("state").annotate(count=Count("pk"))
        by_form = list(forms.annotate(count=Count("pk")))
        count = sum(each["count"] for each in by_form)
        return {
            **super().get_context_data(**kwargs),
            "count": count,
            "counted": in_words(count),
            "by_form": by_form,
            "states": [(SignUp.State(state).label, many) for state, many in sorted(states)],
            "references": list(self.going.order_by("pk").values_list("reference", flat=True)[:20]),
            "left_out": len(self.wanted) - count,
            "files": SignUpFile.objects.filter(sign_up__in=self.going).count(),
            "mails": Mail.objects.filter(sign_up__in=self.going).count(),
            "lines": SignUpEvent.objects.filter(sign_up__in=self.going).count(),
        }


def in_words(count: int) -> str:
    """Give a number of sign-ups: “1 sign-up”, “1,200 sign-ups”."""
    return f"{count:,} sign-up{'' if count == 1 else 's'}"
