"""“Sign-ups” in the menu of the admin, with what is new, for those who may read any."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.permissions import policy_registry

from offers.models import SignUp, SignUpPermission
from offers.staff.report import REPORT

#: More new ones than this are not counted.
MOST = 99
#: Whoever adds a screen registers its `SignUpMenuItem` with this hook.
HOOK = "register_sign_ups_menu_item"


def count_of_new(request: HttpRequest) -> str:
    """Give how many new sign-ups somebody may read: “7”, “99+”, or nothing. One query a request."""
    known: str | None = getattr(request, "new_sign_ups", None)
    if known is None:
        readable = SignUp.objects.allowed(request.user, SignUpPermission.READ)
        new = readable.filter(state=SignUp.State.NEW).order_by()[: MOST + 1].count()
        known = f"{MOST}+" if new > MOST else str(new or "")
        request.new_sign_ups = known  # type: ignore[attr-defined]
    return known


class SignUpMenuItem(MenuItem):
    """Leads to a screen; shown to those who have its permission for any sign-up."""

    def __init__(self, *args: Any, permission: str = SignUpPermission.READ, **kwargs: Any) -> None:
        """Ask for a permission."""
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether to show it."""
        policy = policy_registry.get_by_type(SignUp)
        return bool(policy.user_has_permission(request.user, self.permission))


class _Counting(MenuItem):
    """Says how many are new, behind its words."""

    def render_component(self, request: HttpRequest) -> Any:
        """Add the count."""
        component = super().render_component(request)
        if new := count_of_new(request):
            component.label = f"{component.label} ({new})"
        return component


class NewSignUpsItem(_Counting, SignUpMenuItem):
    """Leads to what is new."""


class SignUpsItem(_Counting, SubmenuMenuItem):
    """Holds all screens of sign-ups."""


def sign_ups_menu() -> SignUpsItem:
    """Give the entry of the main menu."""
    menu = Menu(register_hook_name=HOOK, construct_hook_name="construct_sign_ups_menu")
    return SignUpsItem("Sign-ups", menu, name="sign-ups", icon_name="form", order=240)


def new_sign_ups() -> SignUpMenuItem:
    """Give the entry of what is new."""
    address = reverse("sign_ups:index", query={"state": SignUp.State.NEW})
    return NewSignUpsItem("New", address, name="new-sign-ups", icon_name="form", order=100)


def all_sign_ups() -> SignUpMenuItem:
    """Give the entry of the list."""
    address = reverse("sign_ups:index")
    return SignUpMenuItem("All", address, name="all-sign-ups", icon_name="list-ul", order=200)


def sign_ups_by_offer() -> SignUpMenuItem:
    """Give the entry of the report."""
    address = reverse(REPORT)
    name = "sign-ups-by-offer"
    return SignUpMenuItem("By offer", address, name=name, icon_name="table", order=300)
