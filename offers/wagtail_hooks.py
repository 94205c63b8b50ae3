"""Sign-ups in the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy

from cms.publication.middleware import leaves_pages_alone
from cms.withdrawal import warnings
from offers.models import SignUp, SignUpPermission
from offers.staff.accesses import ACCESSES, AccessReport
from offers.staff.bulk import ACTIONS
from offers.staff.granting import GroupSignUpPermissionFormSet
from offers.staff.mails import MAILS, FailedMailsPanel, MailReport, SendAgainView
from offers.staff.menu import (
    HOOK,
    SignUpMenuItem,
    all_sign_ups,
    new_sign_ups,
    sign_ups_by_offer,
    sign_ups_menu,
)
from offers.staff.permissions import SignUpPolicy, may_everywhere
from offers.staff.person import PersonView
from offers.staff.quarantine import QUARANTINE, ConfirmSeveral, QuarantineView
from offers.staff.releasing import ReleaseSeveral, ReleaseView
from offers.staff.report import REPORT, ByOfferView, OneOfferView
from offers.staff.sign_ups import SignUpViewSet
from offers.staff.to_be_erased import FirstErasurePanel, ToBeErasedView
from offers.staff.warning import before_bulk_move, before_move, warn

register_permission_policy(SignUp, SignUpPolicy(SignUp))


@hooks.register("register_admin_viewset")
def sign_ups() -> SignUpViewSet:
    """Add the list and the page of each."""
    return SignUpViewSet("sign_ups", url_prefix="sign-ups")


hooks.register("register_admin_menu_item", sign_ups_menu)
hooks.register(HOOK, new_sign_ups)
hooks.register(HOOK, all_sign_ups)
hooks.register(HOOK, sign_ups_by_offer)

ACTIONS.extend([ReleaseSeveral, ConfirmSeveral])
for action in ACTIONS:
    hooks.register("register_bulk_action", action)


hooks.register(warnings.HOOK, warn)
hooks.register("before_move_page", before_move)
hooks.register("before_bulk_action", before_bulk_move)


class AccessesMenuItem(MenuItem):
    """Leads to the report of who looked; shown to those who answer for all sign-ups."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether to show it."""
        return may_everywhere(request.user, SignUpPermission.ERASE)


@hooks.register(HOOK)
def mails() -> MenuItem:
    """Add the entry of the mails."""
    title, handle = MailReport.page_title, SignUpPermission.HANDLE
    return SignUpMenuItem(title, reverse(MAILS), icon_name="mail", order=400, permission=handle)


@hooks.register(HOOK)
def quarantine() -> MenuItem:
    """Add the entry of the rules that find suspected spam."""
    title, handle = QuarantineView.page_title, SignUpPermission.HANDLE
    address = reverse(QUARANTINE)
    return SignUpMenuItem(title, address, icon_name="warning", order=450, permission=handle)


@hooks.register(HOOK)
def person() -> MenuItem:
    """Add the entry for finding a person."""
    title = PersonView.page_title
    return SignUpMenuItem(title, reverse("sign_up_person"), icon_name="user", order=600)


@hooks.register(HOOK)
def to_be_erased() -> MenuItem:
    """Add the entry for what is erased soon."""
    address = reverse("sign_ups_to_be_erased")
    return SignUpMenuItem(ToBeErasedView.page_title, address, icon_name="bin", order=700)


@hooks.register(HOOK)
def accesses() -> MenuItem:
    """Add the entry for who looked."""
    return AccessesMenuItem(AccessReport.page_title, reverse(ACCESSES), icon_name="view", order=800)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Add the screens that are no list of sign-ups."""
    results = AccessReport.as_view(results_only=True)
    mail_results = MailReport.as_view(results_only=True)
    return [
        path("sign-ups/by-offer/", ByOfferView.as_view(), name=REPORT),
        path("sign-ups/by-offer/<int:pk>/", OneOfferView.as_view(), name=f"{REPORT}_one"),
        path("sign-ups/accesses/", AccessReport.as_view(), name=ACCESSES),
        path("sign-ups/accesses/results/", results, name=f"{ACCESSES}_results"),
        path("sign-ups/mails/", MailReport.as_view(), name=MAILS),
        path("sign-ups/mails/results/", mail_results, name=f"{MAILS}_results"),
        path("sign-ups/mails/again/", SendAgainView.as_view(), name=f"{MAILS}_again"),
        path("sign-ups/quarantine/", QuarantineView.as_view(), name=QUARANTINE),
        path("sign-ups/<int:pk>/release/", ReleaseView.as_view(), name="sign_up_release"),
        path("sign-ups/person/", leaves_pages_alone(PersonView.as_view()), name="sign_up_person"),
        path("sign-ups/to-be-erased/", ToBeErasedView.as_view(), name="sign_ups_to_be_erased"),
    ]


@hooks.register("construct_homepage_panels")
def failed_mails(request: HttpRequest, panels: list[Any]) -> None:
    """Add the panel about mails that did not go out."""
    panels.append(FailedMailsPanel())


@hooks.register("construct_homepage_panels")
def first_erasure(request: HttpRequest, panels: list[Any]) -> None:
    """Add the panel about what is erased for the first time soon."""
    panels.append(FirstErasurePanel())


@hooks.register("register_group_permission_panel")
def group_permissions() -> Any:
    """Let what a group may do with sign-ups be said where groups are edited."""
    return GroupSignUpPermissionFormSet
