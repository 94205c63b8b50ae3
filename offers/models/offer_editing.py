"""What the admin checks before an offer is saved."""

from typing import Any

from django.apps import apps
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from offers.models.permissions import GroupSignUpPermission, Scope, SignUpPermission

WIDER = (
    "With this form you could read sign-ups that you may not read now. Choose another, or ask "
    "somebody who may read them already to choose it."
)


class OfferPageForm(WagtailAdminPageForm):
    """Lets nobody get at sign-ups by what they choose."""

    def clean(self) -> dict[str, Any]:
        """Refuse a form whose sign-ups the editor could read only then."""
        cleaned: dict[str, Any] = super().clean()
        form_page = cleaned.get("sign_up_form")
        if form_page and "sign_up_form" in self.changed_data and self._widens(form_page):
            self.add_error("sign_up_form", WIDER)
        return cleaned

    def _widens(self, form_page: Page) -> bool:
        """Say whether the editor reads the sign-ups of this offer, but not of the form so far.

        Whoever reads those of an offer that uses the form and is live has them already.
        """
        user, place = self.for_user, self.instance if self.instance.path else self.parent_page
        scope = Scope.of(user, SignUpPermission.READ)
        if scope.everything or form_page.pk in scope.forms:
            return False
        granted = GroupSignUpPermission.objects.filter(
            group__user=user,
            permission=SignUpPermission.READ,
            page__in=place.get_ancestors(inclusive=True),
        )
        if not granted.exists():
            return False
        offers = apps.get_model("offers", "OfferPage").objects
        read = offers.filter(pk__in=scope.offers, sign_up_form=form_page, live=True)
        return not read.exists()
