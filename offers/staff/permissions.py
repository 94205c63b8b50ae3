"""What Wagtail’s screens ask about who may do what with sign-ups."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.permission_policies import BasePermissionPolicy

from offers.models import Scope, SignUp, SignUpPermission


class SignUpPolicy(BasePermissionPolicy):
    """Allows by group, form and offer. Reading comes first: without it nothing else is allowed.

    Actions are the values of `SignUpPermission`; nobody adds sign-ups here.
    """

    def scopes(self, user: Any, action: str) -> list[Scope]:
        """Give the scopes in which a sign-up must lie; an empty one allows nothing."""
        if action not in SignUpPermission.values:
            return [Scope()]
        return [Scope.of(user, wanted) for wanted in {SignUpPermission.READ.value, action}]

    def within(self, user: Any, action: str, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """Keep the rows that belong to a `sign_up` with which somebody may do something."""
        for scope in self.scopes(user, action):
            rows = rows.filter(scope.rows("sign_up__"))
        return rows

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Say whether somebody may do it with any sign-up at all."""
        return all(self.scopes(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Say whether somebody may do one of them."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: SignUp) -> bool:
        """Say whether somebody may do it with one sign-up."""
        return all(
            scope.everything or instance.form_id in scope.forms or instance.offer_id in scope.offers
            for scope in self.scopes(user, action)
        )

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> "QuerySet[SignUp]":
        """Give the sign-ups with which somebody may do one of some things."""
        found = SignUp.objects.none()
        for action in actions:
            found |= self.instances_user_has_permission_for(user, action)
        return found

    def instances_user_has_permission_for(self, user: Any, action: str) -> "QuerySet[SignUp]":
        """Give the sign-ups with which somebody may do something."""
        if action not in SignUpPermission.values:
            return SignUp.objects.none()
        readable = SignUp.objects.allowed(user, SignUpPermission.READ)
        if action == SignUpPermission.READ:
            return readable
        return readable.allowed(user, action)

    def users_with_any_permission(self, actions: Any) -> "QuerySet[Any]":
        """Give everybody who may do one of some things with any sign-up."""
        granted = Q(groups__sign_up_permissions__permission__in=list(actions))
        users = get_user_model().objects.filter(is_active=True)
        return users.filter(granted | Q(is_superuser=True)).distinct()


def may_everywhere(user: Any, action: str) -> bool:
    """Say whether somebody may do it with all sign-ups, also those whose form is gone."""
    return all(scope.everything for scope in SignUpPolicy(SignUp).scopes(user, action))
