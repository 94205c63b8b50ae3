"""The form with which a sign-up is handled."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.permissions import policy_registry

from offers.models import SignUp, SignUpPermission
from offers.sign_ups.access import name_of
from offers.sign_ups.handling import Standing
from offers.staff.permissions import SignUpPolicy

State = SignUp.State


class OwnerField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody who may handle sign-ups, by their full name."""

    def label_from_instance(self, user: Any) -> str:
        """Give the name."""
        return name_of(user)


def possible_owners() -> "QuerySet[Any]":
    """Give everybody who may handle any sign-ups, by name."""
    policy: SignUpPolicy = policy_registry.get_by_type(SignUp)
    users = policy.users_with_any_permission([SignUpPermission.HANDLE])
    return users.order_by("first_name", "last_name", "pk")


class HandlingForm(forms.Form):
    """State, owner and a note; and how the sign-up stood when the form was shown."""

    state = forms.ChoiceField()
    owner = OwnerField(queryset=get_user_model().objects.none(), required=False)
    note = forms.CharField(
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For colleagues. The person never sees it, but may ask to.",
    )
    seen_state = forms.CharField(widget=forms.HiddenInput)
    seen_owner = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, sign_up: SignUp, user: Any, **kwargs: Any) -> None:
        """Start from how the sign-up stands."""
        now = {
            "state": sign_up.state,
            "owner": sign_up.owner_id,
            "seen_state": sign_up.state,
            "seen_owner": sign_up.owner_id,
        }
        kwargs["initial"] = {**now, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.user = user
        # What is spam is said, and taken back, where the reasons stand.
        seen = self.data.get("seen_state") if self.is_bound else sign_up.state
        if seen == State.SPAM:
            offered = [State.SPAM]
        else:
            offered = [one for one in State if one != State.SPAM]
        self.fields["state"].choices = [(one.value, one.label) for one in offered]  # type: ignore[attr-defined]
        owners = Q(pk__in=possible_owners().order_by().values("pk")) | Q(pk=sign_up.owner_id)
        people = get_user_model().objects.filter(owners)
        field = self.fields["owner"]
        field.queryset = people.order_by("first_name", "last_name", "pk")  # type: ignore[attr-defined]
        field.empty_label = "Nobody"  # type: ignore[attr-defined]

    def wishes(self) -> tuple[Standing, Standing, Any, str]:
        """Give how the sign-up was seen, how it should stand, with whom, and the note."""
        given = self.cleaned_data
        seen = Standing(given["seen_state"], given["seen_owner"])
        owner, state = given["owner"], given["state"]
        if "take" in self.data:
            owner = self.user
            state = State.IN_PROGRESS if state == State.NEW else state
        return seen, Standing(state, owner.pk if owner else None), owner, given["note"].strip()
