"""Sign-ups in the admin."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from offers.models import SignUp
from offers.staff.permissions import SignUpPolicy
from offers.staff.sign_ups import SignUpViewSet

register_permission_policy(SignUp, SignUpPolicy(SignUp))


@hooks.register("register_admin_viewset")
def sign_ups() -> SignUpViewSet:
    """Add the menu entry and the pages behind it."""
    return SignUpViewSet("sign_ups", url_prefix="sign-ups")
