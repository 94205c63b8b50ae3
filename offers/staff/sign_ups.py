"""The screens of sign-ups and their addresses, for those who may read them."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path
from wagtail.admin.viewsets.model import ModelViewSet

from cms.publication.middleware import leaves_pages_alone
from offers.models import SignUp
from offers.staff.erasing import EraseView
from offers.staff.files import sign_up_file
from offers.staff.filters import SignUpFilterSet
from offers.staff.listing import SignUpIndexView
from offers.staff.one import SignUpView


class SignUpViewSet(ModelViewSet):
    """Sign-ups: the list, and the page of each; nobody adds one here."""

    model = SignUp
    icon = "form"
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = SignUpIndexView
    index_template_name = "offers/staff/list.html"
    index_results_template_name = "offers/staff/list_results.html"
    list_per_page = 50
    search_fields = ["reference"]  # lets Wagtail offer the box; `found` does the work
    filterset_class = SignUpFilterSet
    exclude_form_fields: list[str] = []

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Offer nothing but the list and the page of one."""
        unused = ("history", "usage", "add", "edit", "delete")
        nowhere = {f"{view}_url_name": None for view in unused}
        return dict(super().get_common_view_kwargs(**{**nowhere, **kwargs}))

    def get_urlpatterns(self) -> list[URLPattern]:
        """Leave out adding, changing and deleting."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", SignUpView.as_view(), name="inspect"),
            path("<int:pk>/files/<uuid:key>/", sign_up_file, name="file"),
            # Erases in transactions of its own, so that nobody waits until all are gone.
            path("erase/", leaves_pages_alone(EraseView.as_view()), name="erase"),
        ]

    def register_admin_url_finder(self) -> None:
        """Have no page for changing one."""

    def get_permissions_to_register(self) -> "QuerySet[Permission]":
        """Offer no permission for all sign-ups: they are given by form and offer."""
        return Permission.objects.none()
