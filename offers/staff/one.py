"""The page of one sign-up, and what can be done with it there."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages

from offers.models import Access, SignUp, SignUpPermission
from offers.sign_ups.access import name_of, record
from offers.sign_ups.handling import ChangedMeanwhileError, Standing, handle
from offers.staff.answers import reply
from offers.staff.filters import narrowed_by
from offers.staff.handling_form import HandlingForm
from offers.staff.panels import PANELS
from offers.staff.privacy_panel import PrivacyPanel
from offers.staff.screen import SignUpScreen

MEANWHILE = (
    "Somebody else changed this sign-up while you had it open, so nothing of yours is saved yet. "
    "Below you see how it stands now, and your note. Look, and save again."
)


class SignUpView(SignUpScreen):
    """One sign-up: who, what was asked and answered, what has happened, and what to do next."""

    template_name = "offers/staff/one.html"
    header_icon = "form"

    @cached_property
    def sign_up(self) -> SignUp:
        """Give the sign-up; one that the reader may not see is not found."""
        readable = SignUp.objects.allowed(self.request.user, SignUpPermission.READ)
        rows = readable.select_related("version", "owner", "host", "form", "offer")
        found: SignUp = get_object_or_404(rows, pk=self.kwargs["pk"])
        return found

    @cached_property
    def may_handle(self) -> bool:
        """Say whether the reader may change it."""
        may: bool = self.user_has_permission_for_instance(SignUpPermission.HANDLE, self.sign_up)
        return may

    @cached_property
    def standing(self) -> Standing:
        """Say how it stands."""
        return Standing(self.sign_up.state, self.sign_up.owner_id)

    @cached_property
    def form(self) -> HandlingForm:
        """Give the form, empty."""
        return HandlingForm(sign_up=self.sign_up, user=self.request.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it, and write down that it was read."""
        record(request.user, Access.Kind.READ, sign_up=self.sign_up)
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Change it."""
        if not self.may_handle:
            raise PermissionDenied
        self.form = HandlingForm(request.POST, sign_up=self.sign_up, user=request.user)
        if not self.form.is_valid():
            messages.validation_error(request, "Nothing is saved yet: correct it below.", self.form)
            return self.render_to_response(self.get_context_data(), status=422)
        try:
            done = handle(self.sign_up.pk, request.user, *self.form.wishes())
        except ChangedMeanwhileError:
            return self.shown_anew()
        if done:
            record(request.user, Access.Kind.CHANGE, sign_up=self.sign_up)
            messages.success(request, f"{self.sign_up.reference} is saved.")
        else:
            messages.info(request, f"Nothing was changed about {self.sign_up.reference}.")
        going_on = "go-on" in request.POST and self.neighbours["next"]
        return redirect(going_on or self.here(self.sign_up.pk))

    def shown_anew(self) -> HttpResponse:
        """Show how it stands now, with the note that was about to be added."""
        messages.error(self.request, MEANWHILE)
        note = self.form.cleaned_data["note"]
        del self.sign_up
        self.form = HandlingForm(
            sign_up=self.sign_up, user=self.request.user, initial={"note": note}
        )
        return self.render_to_response(self.get_context_data(), status=409)

    def get_page_title(self) -> str:
        """Give the name, or the reference where none was asked for."""
        return self.sign_up.name or self.sign_up.reference

    def above(self) -> list[dict[str, str]]:
        """Lead back to the list as it was narrowed."""
        return [{**each, "url": self.list_url} for each in super().above()]

    @cached_property
    def narrowing(self) -> str:
        """Give by what the list was narrowed, as the end of an address."""
        asked = [(key, value) for key, values in self.request.GET.lists() for value in values]
        return f"?{urlencode(asked)}" if asked else ""

    @property
    def list_url(self) -> str:
        """Give the address of the list as it was narrowed."""
        return reverse("sign_ups:index") + self.narrowing

    def here(self, pk: int) -> str:
        """Give the address of a sign-up in the list as it is narrowed."""
        return reverse("sign_ups:inspect", args=[pk]) + self.narrowing

    @cached_property
    def neighbours(self) -> dict[str, str]:
        """Give the addresses of the one before and the one after it in the list, if there are."""
        listed = narrowed_by(self.request)
        first, at = self.sign_up.pk, self.sign_up.created_at
        later = listed.filter(created_at__gte=at).filter(Q(created_at__gt=at) | Q(pk__gt=first))
        earlier = listed.filter(created_at__lte=at).filter(Q(created_at__lt=at) | Q(pk__lt=first))
        newer = later.order_by("created_at", "pk").values_list("pk", flat=True).first()
        older = earlier.order_by("-created_at", "-pk").values_list("pk", flat=True).first()
        if self.request.GET.get("ordering") == "created_at":
            newer, older = older, newer
        return {
            "previous": self.here(newer) if newer else "",
            "next": self.here(older) if older else "",
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the sign-up, its panels, the form and the ways to its neighbours."""
        panels = [panel(self.sign_up, self.request.user) for panel in (*PANELS, PrivacyPanel)]
        shown = [panel for panel in panels if panel.shown]
        address = self.sign_up.email
        return {
            **super().get_context_data(**kwargs),
            "sign_up": self.sign_up,
            "panels": [panel for panel in shown if not panel.aside],
            "aside": [panel for panel in shown if panel.aside],
            "reply": reply(self.sign_up, address) if address else "",
            "form": self.form if self.may_handle else None,
            "owner_name": name_of(self.sign_up.owner) if self.sign_up.owner else "",
            "list_url": self.list_url,
            "is_mine": self.sign_up.owner_id == self.request.user.pk,
            **self.neighbours,
        }
