"""Sign-ups in the admin."""

from wagtail import hooks

from offers.sign_up_admin import SignUpViewSet


@hooks.register("register_admin_viewset")
def sign_ups() -> SignUpViewSet:
    """Add the menu entry and the pages behind it."""
    return SignUpViewSet("sign_ups", url_prefix="sign-ups")
