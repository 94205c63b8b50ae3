"""What the admin checks before an offer is saved, or copied."""

from typing import Any

from django.apps import apps
from wagtail.models import Page

from cms.pages.forms import CopyPageForm, PicturePageForm
from offers.models.permissions import GroupSignUpPermission, Scope, SignUpPermission

WIDER = (
    "With this form you could read sign-ups that you may not read now. Choose another, or ask "
    "somebody who may read them already to choose it."
)


class OfferPageForm(PicturePageForm):
    """Lets nobody get at sign-ups by what they choose."""

    def clean(self) -> dict[str, Any]:
        """Refuse a form whose sign-ups the editor could read only then."""
        cleaned: dict[str, Any] = super().clean()
        form_page = cleaned.get("sign_up_form")
        place = self.instance if self.instance.path else self.parent_page
        chosen = form_page and "sign_up_form" in self.changed_data
        if chosen and widens(self.for_user, form_page, place):
            self.add_error("sign_up_form", WIDER)
        return cleaned


class OfferCopyForm(CopyPageForm):
    """Lets nobody get at sign-ups by copying an offer, form and all, to where they may read."""

    def clean(self) -> dict[str, Any]:
        """Refuse a place where the copier could read the sign-ups of the offer’s form only then."""
        cleaned: dict[str, Any] = super().clean()
        form_page, place = self.page.specific.sign_up_form, cleaned.get("new_parent_page")
        if form_page and place and widens(self.user, form_page, place):
            self.add_error("new_parent_page", WIDER)
        return cleaned


def widens(user: Any, form_page: Page, place: Page) -> bool:
    """Say whether somebody reads the sign-ups of an offer, or would, but not of a form so far.

    `place` is the offer, or where it is to be. Whoever reads those of an offer that uses the form
    and is live has them already.
    """
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
    return not offers.filter(pk__in=scope.offers, sign_up_form=form_page, live=True).exists()
