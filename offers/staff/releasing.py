"""Releasing suspected spam, one or many, with what that brings said before."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages

from offers.models import Access, SignUp, SignUpPermission
from offers.models.sign_ups import SignUpQuerySet
from offers.sign_ups.access import record
from offers.sign_ups.quarantine import confirm, release
from offers.sign_ups.releasing import mails_from, over_in, rooms_for, without_mails
from offers.staff.bulk import SeveralForm, SignUpsAction
from offers.staff.permissions import SignUpPolicy
from offers.staff.screen import SignUpScreen

FULL_MEANWHILE = "Nothing is released yet: places were taken meanwhile. Look at what it brings now."


class ReleaseForm(forms.Form):
    """Holds how many went over the places when it was asked: more than that is asked about anew."""

    over = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReleaseView(SignUpScreen):
    """Says what releasing a sign-up brings, and releases it; or confirms that it is spam."""

    permission_required = SignUpPermission.HANDLE
    template_name = "offers/staff/release.html"
    header_icon = "warning"

    @cached_property
    def sign_up(self) -> SignUp:
        """Give the sign-up; one that the reader may not handle is not found."""
        handle, user = SignUpPermission.HANDLE, self.request.user
        may_handle = SignUpPolicy(SignUp).instances_user_has_permission_for(user, handle)
        found: SignUp = get_object_or_404(may_handle, pk=self.kwargs["pk"])
        return found

    def get_page_title(self) -> str:
        """Ask."""
        return f"Release {self.sign_up.reference}?"

    def above(self) -> list[dict[str, str]]:
        """Lead back to the sign-up, too."""
        address = reverse("sign_ups:inspect", args=[self.sign_up.pk])
        return [*super().above(), {"url": address, "label": self.sign_up.reference}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say what it brings; nothing, where nothing is suspected any more."""
        if self.sign_up.state != SignUp.State.SPAM:
            return self.nothing_changed()
        record(request.user, Access.Kind.READ, sign_up=self.sign_up)
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, and show the sign-up again."""
        pk, is_spam = self.sign_up.pk, "spam" in request.POST
        if not is_spam and over_in(rooms_for(SignUp.objects.filter(pk=pk))) > seen(request):
            messages.warning(request, FULL_MEANWHILE)
            return self.render_to_response(self.get_context_data(), status=409)
        done = confirm([pk], request.user) if is_spam else release([pk], request.user)
        if not done:
            return self.nothing_changed()
        record(request.user, Access.Kind.CHANGE, sign_up=self.sign_up)
        said = "is confirmed as spam" if is_spam else "is released"
        messages.success(request, f"{self.sign_up.reference} {said}.")
        return redirect("sign_ups:inspect", pk)

    def nothing_changed(self) -> HttpResponse:
        """Lead back to the sign-up."""
        messages.info(self.request, f"Nothing was changed about {self.sign_up.reference}.")
        return redirect("sign_ups:inspect", self.sign_up.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what it brings."""
        rooms = rooms_for(SignUp.objects.filter(pk=self.sign_up.pk))
        return {
            **super().get_context_data(**kwargs),
            "sign_up": self.sign_up,
            "rooms": rooms,
            "form": ReleaseForm(initial={"over": over_in(rooms)}),
            "mails": mails_from(self.sign_up),
        }


class ReleaseSeveralForm(SeveralForm, ReleaseForm):
    """Holds the same of several."""


class ReleaseSeveral(SignUpsAction):
    """Releases several that are suspected spam."""

    display_name = "Release"
    action_type = "release"
    aria_label = "Release the chosen sign-ups: they are no spam"
    action_priority = 50
    template_name = "offers/staff/release_several.html"
    form_class = ReleaseSeveralForm
    done = "released"
    left_out_because = "you may not handle them, or they are not suspected spam."

    def possible(self, rows: SignUpQuerySet) -> SignUpQuerySet:
        """Keep those that are suspected."""
        return rows.filter(state=SignUp.State.SPAM)

    def get_initial(self) -> dict[str, Any]:
        """Remember how many go over."""
        return {**super().get_initial(), "over": over_in(rooms_for(self.chosen()))}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what it brings."""
        chosen = self.chosen()
        added = {"rooms": rooms_for(chosen), "with_mails": without_mails(chosen).count()}
        return {**super().get_context_data(**kwargs), **added}

    def form_valid(self, form: Any) -> HttpResponse:
        """Do it, unless more go over the places than when it was asked."""
        rows = self.chosen().filter(pk__lte=form.cleaned_data["up_to"])
        if over_in(rooms_for(rows)) <= seen(self.request):
            done: HttpResponse = super().form_valid(form)
            return done
        messages.warning(self.request, FULL_MEANWHILE)
        anew = self.form_class(initial=self.get_initial())
        shown: HttpResponse = self.render_to_response(self.get_context_data(form=anew), status=409)
        return shown

    def act(self, pks: list[int], wanted: dict[str, Any]) -> int:
        """Release them."""
        return release(pks, self.request.user)


def seen(request: HttpRequest) -> int:
    """Give how many went over the places when it was asked; none, where that is not said."""
    form = ReleaseForm(request.POST)
    return (form.cleaned_data["over"] or 0) if form.is_valid() else 0
