"""What the screens about sign-ups have in common: who sees them, and the way back to the list."""

from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from offers.models import SignUp, SignUpPermission


class SignUpScreen(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A screen of the admin, for those who may read any sign-ups."""

    model = SignUp
    permission_required = SignUpPermission.READ

    def above(self) -> list[dict[str, str]]:
        """Give the screens that lead to this one: the list."""
        return [{"url": reverse("sign_ups:index"), "label": "Sign-ups"}]

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Lead back."""
        here = {"url": "", "label": str(self.get_page_title())}
        return [*self.breadcrumbs_items, *self.above(), here]
