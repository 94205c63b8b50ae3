"""What can be done with several sign-ups of the list at once."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.permissions import policy_registry

from offers.models import Access, SignUp, SignUpPermission
from offers.models.sign_ups import SignUpQuerySet
from offers.sign_ups.access import record
from offers.sign_ups.erasing import erase
from offers.sign_ups.handling import assign, move
from offers.sign_ups.reading import numbers
from offers.staff.erasing import REASONS
from offers.staff.filters import narrowed_by
from offers.staff.handling_form import OwnerField, possible_owners

#: How many are named before it is done.
NAMED = 20


class SeveralForm(forms.Form):
    """Holds what was asked about: those that arrive while somebody thinks are left alone."""

    up_to = forms.IntegerField(widget=forms.HiddenInput)


class StateForm(SeveralForm):
    """Asks for a state."""

    state = forms.ChoiceField(
        choices=[one for one in SignUp.State.choices if one[0] != SignUp.State.SPAM]
    )


class OwnerForm(SeveralForm):
    """Asks for an owner."""

    owner = OwnerField(queryset=None, required=False, empty_label="Nobody")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask who there is."""
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = possible_owners()  # type: ignore[attr-defined]


class EraseSeveralForm(SeveralForm):
    """Asks why they are erased."""

    why = forms.ChoiceField(label="Why?", choices=REASONS, widget=forms.RadioSelect)


class SignUpsAction(BulkAction):
    """Does one thing with those that were chosen, as far as whoever asks may handle them."""

    models = [SignUp]
    template_name = "offers/staff/several.html"
    permission: ClassVar[str] = SignUpPermission.HANDLE
    #: What is written down of it.
    recorded: ClassVar[str | None] = Access.Kind.CHANGE
    #: What was done, behind a number.
    done: ClassVar[str]
    left_out_because: ClassVar[str] = "you may not handle them, or they are suspected spam."

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Keep out who may not do this with any sign-up."""
        if not may(request.user, self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def readable(self) -> SignUpQuerySet:
        """Give what was chosen: by number, or all of the list as it is narrowed."""
        asked = self.request.GET.getlist("id")
        if "all" in asked:
            return narrowed_by(self.request)
        readable = SignUp.objects.allowed(self.request.user, SignUpPermission.READ)
        return readable.filter(pk__in=numbers(asked))

    def chosen(self) -> SignUpQuerySet:
        """Give those of them with which it may and can be done."""
        return self.possible(self.readable().allowed(self.request.user, self.permission))

    def possible(self, rows: SignUpQuerySet) -> SignUpQuerySet:
        """Keep those with which it can be done."""
        return rows.exclude(state=SignUp.State.SPAM)

    def get_initial(self) -> dict[str, Any]:
        """Remember which was the last."""
        return {"up_to": self.readable().aggregate(last=Max("pk"))["last"] or 0}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell how many there are, and name the first; write down that they were seen."""
        chosen = self.chosen()
        count = chosen.count()
        named = list(chosen[:NAMED])
        if named:
            detail = f"shown before: {self.display_name}"
            record(self.request.user, Access.Kind.LIST, count=len(named), detail=detail)
        return {
            "form": self.get_form(),
            "view": self,
            "title": self.display_name,
            "count": count,
            "left_out": self.readable().count() - count,
            "named": named,
            "more": max(count - NAMED, 0),
            "next": self.next_url,
            "submit_url": self.request.get_full_path(),
            **kwargs,
        }

    def form_valid(self, form: Any) -> HttpResponse:
        """Do it."""
        rows = self.chosen().filter(pk__lte=form.cleaned_data["up_to"])
        count = self.act(list(rows.values_list("pk", flat=True)), form.cleaned_data)
        if count and self.recorded:
            record(self.request.user, self.recorded, count=count, detail=str(self.display_name))
        noun = "sign-up" if count == 1 else "sign-ups"
        messages.success(self.request, f"{count} {noun} {self.done}.")
        return redirect(self.next_url)

    def act(self, pks: list[int], wanted: dict[str, Any]) -> int:
        """Do it; give with how many."""
        raise NotImplementedError


class ChangeState(SignUpsAction):
    """Puts several into a state."""

    display_name = "Change state"
    action_type = "state"
    aria_label = "Change the state of the chosen sign-ups"
    action_priority = 10
    form_class = StateForm
    done = "changed"

    def act(self, pks: list[int], wanted: dict[str, Any]) -> int:
        """Move them."""
        return move(pks, wanted["state"], self.request.user)


class AssignOwner(SignUpsAction):
    """Gives several to somebody."""

    display_name = "Change owner"
    action_type = "owner"
    aria_label = "Change the owner of the chosen sign-ups"
    action_priority = 20
    form_class = OwnerForm
    done = "changed"

    def act(self, pks: list[int], wanted: dict[str, Any]) -> int:
        """Give them."""
        return assign(pks, wanted["owner"], self.request.user)


class EraseSeveral(SignUpsAction):
    """Erases several for good."""

    display_name = "Erase"
    action_type = "erase"
    aria_label = "Erase the chosen sign-ups for good"
    action_priority = 90
    template_name = "offers/staff/erase_several.html"
    permission = SignUpPermission.ERASE
    form_class = EraseSeveralForm
    done = "erased"
    recorded = None  # each by itself, as it is erased
    left_out_because = "you may not erase them."

    def possible(self, rows: SignUpQuerySet) -> SignUpQuerySet:
        """Keep all: also suspected spam can be erased."""
        return rows

    def act(self, pks: list[int], wanted: dict[str, Any]) -> int:
        """Erase them."""
        rows = SignUp.objects.filter(pk__in=pks)
        return erase(rows, wanted["why"], by=self.request.user)


#: What there is here; more comes with the quarantine.
ACTIONS: list[type[SignUpsAction]] = [ChangeState, AssignOwner, EraseSeveral]


def may(user: Any, permission: str) -> bool:
    """Say whether somebody may do something with any sign-up."""
    return bool(policy_registry.get_by_type(SignUp).user_has_permission(user, permission))


def buttons(user: Any) -> list[dict[str, str]]:
    """Give the buttons of what somebody may do."""
    return [
        {
            "label": str(action.display_name),
            "aria": str(action.aria_label),
            "url": reverse("wagtail_bulk_action", args=["offers", "signup", action.action_type]),
        }
        for action in sorted(ACTIONS, key=lambda each: each.action_priority)
        if may(user, action.permission)
    ]
