"""Sign-ups in the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy

from offers.models import SignUp, SignUpPermission
from offers.staff.accesses import ACCESSES, AccessReport
from offers.staff.bulk import ACTIONS
from offers.staff.granting import GroupSignUpPermissionFormSet
from offers.staff.menu import HOOK, all_sign_ups, new_sign_ups, sign_ups_menu
from offers.staff.permissions import SignUpPolicy, may_everywhere
from offers.staff.sign_ups import SignUpViewSet

register_permission_policy(SignUp, SignUpPolicy(SignUp))


@hooks.register("register_admin_viewset")
def sign_ups() -> SignUpViewSet:
    """Add the list and the page of each."""
    return SignUpViewSet("sign_ups", url_prefix="sign-ups")


hooks.register("register_admin_menu_item", sign_ups_menu)
hooks.register(HOOK, new_sign_ups)
hooks.register(HOOK, all_sign_ups)

for action in ACTIONS:
    hooks.register("register_bulk_action", action)


class AccessesMenuItem(MenuItem):
    """Leads to the report of who looked; shown to those who answer for all sign-ups."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether to show it."""
        return may_everywhere(request.user, SignUpPermission.ERASE)


@hooks.register("register_reports_menu_item")
def accesses() -> MenuItem:
    """Add the entry under Reports."""
    return AccessesMenuItem(AccessReport.page_title, reverse(ACCESSES), icon_name="view", order=660)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Add the report of who looked."""
    results = AccessReport.as_view(results_only=True)
    return [
        path("sign-ups/accesses/", AccessReport.as_view(), name=ACCESSES),
        path("sign-ups/accesses/results/", results, name=f"{ACCESSES}_results"),
    ]


@hooks.register("register_group_permission_panel")
def group_permissions() -> Any:
    """Let what a group may do with sign-ups be said where groups are edited."""
    return GroupSignUpPermissionFormSet
