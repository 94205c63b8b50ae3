"""The panel on which a group is allowed to read, handle, export and erase sign-ups."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from wagtail.admin.forms.formsets import BaseFormSetMixin
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from offers.models import (
    GroupSignUpPermission,
    OfferIndexPage,
    OfferPage,
    SignUpFormPage,
    SignUpPermission,
)

#: Pages at which sign-ups come in, or will.
KINDS = (SignUpFormPage, OfferPage, OfferIndexPage)
TWICE = "This page is in the list twice. Tick everything in one line."
NOWHERE = (
    "No sign-ups come in here. Choose a form, an offer, the page above all offers, or the root "
    "for the whole site."
)


class SignUpPermissionsForm(forms.Form):
    """What a group may do with the sign-ups at and below one page."""

    page = forms.ModelChoiceField(
        queryset=Page.objects.all(),
        widget=AdminPageChooser(target_models=[Page], show_edit_link=False, can_choose_root=True),
    )
    permissions = forms.MultipleChoiceField(
        choices=SignUpPermission.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick what the group may do, or delete the line."},
    )

    class Media:
        css = {"all": ["css/sign_ups.css"]}

    def clean_page(self) -> Page:
        """Refuse a page below which there are no forms and no offers."""
        page: Page = self.cleaned_data["page"]
        below = Page.objects.descendant_of(page, inclusive=True)
        if not page.is_root() and not below.exact_type(*KINDS).exists():
            raise ValidationError(NOWHERE)
        return page

    def clean_permissions(self) -> list[str]:
        """Add reading: who may do anything else has to read what it is done with."""
        ticked = self.cleaned_data["permissions"]
        return [SignUpPermission.READ.value, *(one for one in ticked if one != "view")]


class _Panel(BaseFormSetMixin, forms.BaseFormSet):  # type: ignore[type-arg]
    """All that a group may do with sign-ups: a line for each page."""

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        instance: Group | None = None,
        prefix: str = "sign_up_permissions",
    ) -> None:
        """Begin with what the group may do now."""
        self.instance = instance or Group()
        super().__init__(data, files, initial=list(self._granted()), prefix=prefix)

    def _granted(self) -> Iterator[dict[str, Any]]:
        if self.instance.pk is None:
            return
        granted: dict[int, list[str]] = {}
        for page, permission in self._rows().values_list("page", "permission"):
            granted.setdefault(page, []).append(permission)
        for page, permissions in granted.items():
            yield {"page": page, "permissions": permissions}

    def _rows(self) -> Any:
        return GroupSignUpPermission.objects.filter(group=self.instance).order_by("page__path")

    def _lines(self) -> list[dict[str, Any]]:
        """Give the lines that are to stay. A line in which nothing is chosen is none."""
        return [
            form.cleaned_data
            for form in self.forms
            if form not in self.deleted_forms and form.cleaned_data.get("page")
        ]

    def clean(self) -> None:
        """Refuse the same page twice."""
        if any(self.errors):
            return
        pages = [line["page"] for line in self._lines()]
        if len(set(pages)) != len(pages):
            raise ValidationError(TWICE)

    @transaction.atomic
    def save(self) -> None:
        """Allow what is ticked, and nothing else. Needs a group that is saved."""
        wanted = {
            (line["page"].pk, permission)
            for line in self._lines()
            for permission in line["permissions"]
        }
        there = set(self._rows().values_list("page", "permission"))
        gone = Q(pk__in=[])
        for page, permission in there - wanted:
            gone |= Q(page=page, permission=permission)
        self._rows().filter(gone).delete()
        GroupSignUpPermission.objects.bulk_create(
            GroupSignUpPermission(group=self.instance, page_id=page, permission=permission)
            for page, permission in sorted(wanted - there)
        )

    def as_admin_panel(self) -> str:
        """Give it as HTML, for the page on which a group is edited."""
        context = {"formset": self, "permissions": SignUpPermission}
        return render_to_string("offers/staff/group_permissions.html", context)


GroupSignUpPermissionFormSet = forms.formset_factory(
    SignUpPermissionsForm, formset=_Panel, extra=0, can_delete=True
)
