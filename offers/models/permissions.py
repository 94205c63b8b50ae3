"""Who may do what with sign-ups: by group, for all forms below a page."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.db import models
from wagtail.models import Page

#: How high in the tree a page stands for everything: only the root, above all sites.
ROOT = 1


class SignUpPermission(models.TextChoices):
    """What can be allowed. Whoever may do anything else also has to be allowed to read."""

    READ = "view", "Read"
    HANDLE = "change", "Handle"
    EXPORT = "export", "Export"
    ERASE = "delete", "Erase"


class GroupSignUpPermission(models.Model):
    """Allows a group one thing, for the sign-ups of all forms and offers at and below a page."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="sign_up_permissions")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="sign_up_permissions")
    permission = models.CharField(max_length=8, choices=SignUpPermission.choices)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["group", "page", "permission"], name="group_sign_up_permission_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.get_permission_display()} at and below {self.page}"


@dataclass(frozen=True)
class Scope:
    """For which sign-ups somebody has a permission: those of these forms and of these offers."""

    #: Also those whose form and offer are gone.
    everything: bool = False
    forms: frozenset[int] = frozenset()
    offers: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        """Say whether there is anything at all."""
        return self.everything or bool(self.forms or self.offers)

    def rows(self, through: str = "") -> models.Q:
        """Give what is kept of rows that name a form and an offer, `through` something perhaps."""
        return models.Q() if self.everything else come_in_at(self.forms, self.offers, through)

    @staticmethod
    def of(user: Any, permission: str) -> "Scope":
        """Give the scope of somebody’s permission. The user object remembers it."""
        known: dict[str, Scope] = user.__dict__.setdefault("_sign_up_scopes", {})
        if permission not in known:
            known[permission] = _scope(user, permission)
        return known[permission]


def come_in_at(forms: Any, offers: Any, through: str = "") -> models.Q:
    """Give what keeps the sign-ups of some forms and offers; `through` leads to the sign-up."""
    of_forms, of_offers = {f"{through}form__in": forms}, {f"{through}offer__in": offers}
    return models.Q(**of_forms) | models.Q(**of_offers)


def _scope(user: Any, permission: str) -> Scope:
    if not user.is_active or user.is_anonymous:
        return Scope()
    if user.is_superuser:
        return Scope(everything=True)
    granted = Page.objects.filter(
        sign_up_permissions__group__user=user, sign_up_permissions__permission=permission
    )
    pages = list(granted.values_list("path", "depth").distinct())
    if not pages:
        return Scope()
    if any(depth == ROOT for _, depth in pages):
        return Scope(everything=True)
    below = models.Q()
    for path, _ in pages:
        below |= models.Q(path__startswith=path)
    return Scope(forms=_at(below, "SignUpFormPage"), offers=_at(below, "OfferPage"))


def _at(below: models.Q, model: str) -> frozenset[int]:
    """Give the numbers of the pages of a kind in some branches of the tree."""
    pages = apps.get_model("offers", model).objects.filter(below)
    return frozenset(pages.order_by().values_list("pk", flat=True))
