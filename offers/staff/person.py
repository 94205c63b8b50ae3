"""The screen that finds all about one person, and hands it out."""

from tempfile import SpooledTemporaryFile
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from offers.models import Access, SignUp, SignUpPermission, addresses_in, as_address
from offers.sign_ups.access import record
from offers.sign_ups.person import found, write_zip
from offers.sign_ups.reading import numbers
from offers.staff.permissions import SignUpPolicy
from offers.staff.screen import SignUpScreen

IN_MEMORY = 5 * 1024 * 1024  # bytes; what is larger waits in a file
FILE_NAME = "everything-about-one-person.zip"


class PersonForm(forms.Form):
    """An e-mail address."""

    address = forms.CharField(
        label="E-mail address",
        max_length=254,
        widget=forms.TextInput(
            {"autocomplete": "off", "inputmode": "email", "spellcheck": "false"}
        ),
        help_text="In whatever answer or note it stands. It is written into no log.",
    )

    def clean_address(self) -> str:
        """Give the address in lower case."""
        address: str = as_address(self.cleaned_data["address"])
        if addresses_in(address) != [address]:
            raise ValidationError("Enter one e-mail address in full, as in name@example.org.")
        return address


class PersonView(SignUpScreen):
    """Finds by e-mail address all sign-ups that the reader may see, across all forms.

    Searches by POST: the address comes into no address line, history or server log.
    """

    template_name = "offers/staff/person.html"
    page_title = "Find a person"
    header_icon = "user"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for the address."""
        return self.render_to_response(self.get_context_data(form=PersonForm()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Search, or hand out or erase what was chosen of what was found."""
        form = PersonForm(request.POST)
        if not form.is_valid():
            context = self.get_context_data(form=form)
            return self.render_to_response(context, status=422)
        address = form.cleaned_data["address"]
        if "export" in request.POST:
            return self.exported(address)
        if "erase" in request.POST:
            return self.erasing(address)
        rows = list(found(request.user, address).select_related("form", "offer"))
        record(request.user, Access.Kind.FIND, count=len(rows))
        for row in rows:
            record(request.user, Access.Kind.READ, sign_up=row, detail="Found by address")
        return self.render_to_response(self.get_context_data(form=form, address=address, rows=rows))

    def exported(self, address: str) -> HttpResponseBase:
        """Give the ZIP file of what was chosen and may be exported."""
        rows = self.chosen(address, SignUpPermission.EXPORT)
        if not rows.exists():
            return self.nothing_chosen(address, SignUpPermission.EXPORT, "exported")
        for row in rows:
            record(self.request.user, Access.Kind.PERSON, sign_up=row)
        bundle = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
        write_zip(rows, address, bundle)
        bundle.seek(0)
        return FileResponse(
            bundle, as_attachment=True, filename=FILE_NAME, content_type="application/zip"
        )

    def erasing(self, address: str) -> HttpResponse:
        """Lead to where it is asked before what was chosen and may be erased goes."""
        rows = self.chosen(address, SignUpPermission.ERASE)
        if not (going := sorted(rows.order_by().values_list("pk", flat=True))):
            return self.nothing_chosen(address, SignUpPermission.ERASE, "erased")
        return redirect(reverse("sign_ups:erase", query={"id": going}))

    def chosen(self, address: str, permission: str) -> "QuerySet[SignUp]":
        """Give what was ticked of what was found, as far as the reader may do something with it."""
        rows = found(self.request.user, address) & self.may(permission)
        return rows.filter(pk__in=numbers(self.request.POST.getlist("chosen")))

    def nothing_chosen(self, address: str, permission: str, done: str) -> HttpResponse:
        """Ask again, if the reader may do it with any sign-up at all."""
        if not self.may(permission).exists():
            raise PermissionDenied
        messages.error(self.request, f"Nothing was {done}: choose at least one sign-up.")
        context = self.get_context_data(form=PersonForm({"address": address}))
        return self.render_to_response(context, status=422)

    def may(self, permission: str) -> "QuerySet[SignUp]":
        """Give all that the reader may do something with."""
        policy = SignUpPolicy(SignUp)
        return policy.instances_user_has_permission_for(self.request.user, permission)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was found, and what may be done with each."""
        listed = [row.pk for row in kwargs.get("rows", [])]
        exportable, erasable = (
            set(self.may(permission).filter(pk__in=listed).values_list("pk", flat=True))
            for permission in (SignUpPermission.EXPORT, SignUpPermission.ERASE)
        )
        return {
            **super().get_context_data(**kwargs),
            "exportable": exportable,
            "erasable": erasable,
            "choosable": exportable | erasable,
        }
