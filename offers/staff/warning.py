"""What is said before pages go or move at which sign-ups have come in; who may not move them."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.models import Page

from cms.withdrawal.warnings import Deed
from offers.models import GroupSignUpPermission, OfferPage, SignUp, SignUpFormPage, SignUpPermission
from offers.models.permissions import come_in_at
from offers.models.sign_ups import SignUpQuerySet

AFTERWARDS = {
    Deed.UNPUBLISH: (
        "They stay in Sign-ups. What people send who have a form open now is still taken in, and "
        "marked as late."
    ),
    Deed.DELETE: (
        "They stay in Sign-ups until they are erased as promised. Without form and offer, only "
        "those find them who may read the sign-ups of the whole site. What people send who have a "
        "form open now is not taken in any more: unpublish it first, and delete it later."
    ),
    Deed.MOVE: (
        "They stay in Sign-ups. Who may read them depends on where form and offer are: after the "
        "move these may be other groups."
    ),
}
WIDER = (
    "Nothing is moved: there you could do more with its sign-ups than where they are. Somebody who "
    "may do that already can move it."
)


def warn(request: HttpRequest, pages: Sequence[Page], deed: Deed) -> list[str]:
    """Say that sign-ups have come in at or below some pages, and what becomes of them.

    How many is for those who may read them.
    """
    here = sign_ups_below(pages)
    if not here.exists():
        return []
    readable = here.allowed(request.user, SignUpPermission.READ)
    count, new = readable.count(), readable.filter(state=SignUp.State.NEW).count()
    told = "Sign-ups have come in here."
    if count:
        are = "1 sign-up has" if count == 1 else f"{count:,} sign-ups have"
        told = f"{are} come in here, {new:,} of them new." if new else f"{are} come in here."
    lost = _groups_at(pages) if deed is Deed.DELETE else ""
    return [" ".join(filter(None, [told, AFTERWARDS[deed], lost]))]


def _groups_at(pages: Sequence[Page]) -> str:
    """Say which groups have their rights at or below some pages, and so lose them."""
    inside = Q(pk__in=[])
    for page in pages:
        inside |= Q(sign_up_permissions__page__path__startswith=page.path)
    names = Group.objects.filter(inside).distinct().order_by("name").values_list("name", flat=True)
    named = ", ".join(f"“{name}”" for name in names)
    return f"These groups have their rights here, and lose them: {named}." if named else ""


def sign_ups_below(pages: Sequence[Page]) -> SignUpQuerySet:
    """Give the sign-ups of all forms and offers at and below some pages."""
    forms, offers = _below(pages, SignUpFormPage), _below(pages, OfferPage)
    return SignUp.objects.filter(come_in_at(forms, offers))


def _below(pages: Sequence[Page], model: Any) -> "QuerySet[Any]":
    inside = Q(pk__in=[])
    for page in pages:
        inside |= Q(path__startswith=page.path)
    return model.objects.filter(inside).order_by().values("pk")  # type: ignore[no-any-return]


def widens(user: Any, pages: Sequence[Page], destination: Page) -> bool:
    """Say whether somebody could do more with sign-ups, once pages are moved below another."""
    if user.is_superuser:
        return False
    above = destination.get_ancestors(inclusive=True)
    granted = GroupSignUpPermission.objects.filter(group__user=user, page__in=above)
    here = sign_ups_below(pages)
    for permission in granted.values_list("permission", flat=True).distinct():
        already = here.allowed(user, permission).order_by().values("pk")
        if here.exclude(pk__in=already).exists():
            return True
    return False


def before_move(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Refuse to move a page to where the mover could do more with its sign-ups."""
    return _refused(request, [page], destination)


def before_bulk_move(
    request: HttpRequest, action_type: str, pages: Sequence[Any], action: Any
) -> HttpResponse | None:
    """Refuse the same of several pages."""
    if action_type != "move" or not all(isinstance(page, Page) for page in pages):
        return None
    return _refused(request, pages, action.cleaned_form.cleaned_data["chooser"])


def _refused(request: HttpRequest, pages: Sequence[Page], to: Page) -> HttpResponse | None:
    if not widens(request.user, pages, to):
        return None
    messages.error(request, WIDER)
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)
