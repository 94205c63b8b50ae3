"""What the page of one sign-up says about its end, and about who has seen it."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from offers.form.promise import kept_for
from offers.models import SignUp, SignUpPermission
from offers.staff.panels import SignUpPanel
from offers.staff.permissions import SignUpPolicy, may_everywhere


class PrivacyPanel(SignUpPanel):
    """When it is erased; ways to erase it now and to see who looked, for those who may."""

    name = "privacy"
    heading = "Privacy"
    icon = "lock"
    aside = True
    template_name = "offers/staff/privacy.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Add the ways that are open to the reader."""
        erases = SignUpPolicy(SignUp).user_has_permission_for_instance(
            self.user, SignUpPermission.ERASE, self.sign_up
        )
        audits = may_everywhere(self.user, SignUpPermission.ERASE)
        reference = self.sign_up.reference
        erase = reverse("sign_ups:erase", query={"id": self.sign_up.pk})
        accesses = reverse("sign_up_accesses", query={"q": reference})
        return {
            **super().get_context_data(parent_context),
            "kept_for": kept_for(self.sign_up.version.retention_days),
            "erase": erase if erases else "",
            "accesses": accesses if audits else "",
        }
