"""The report of who looked at sign-ups, for those who answer for the whole site’s."""

from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from offers.models import Access, SignUpPermission
from offers.staff.permissions import may_everywhere

ACCESSES = "sign_up_accesses"


class AccessFilterSet(WagtailFilterSet):
    """Narrow the report by person, by what they did, and by date."""

    user = django_filters.ModelChoiceFilter(
        label="Who",
        queryset=lambda request: get_user_model().objects.filter(
            pk__in=Access.objects.order_by().values("user")
        ),
    )
    kind = django_filters.ChoiceFilter(label="What they did", choices=Access.Kind.choices)
    at = django_filters.DateFromToRangeFilter(label="When", widget=DateRangePickerWidget)

    class Meta:
        model = Access
        fields = ["user", "kind", "at"]


class AccessReport(ReportView):
    """Lists who saw, took, changed or erased which sign-ups, for two years."""

    page_title = "Who looked at sign-ups"
    header_icon = "view"
    results_template_name = "offers/staff/accesses_results.html"
    verbose_name_plural = "accesses"
    index_url_name = ACCESSES
    index_results_url_name = f"{ACCESSES}_results"
    filterset_class = AccessFilterSet
    is_searchable = True
    search_backend_name = None
    search_fields = ["reference"]
    columns = [
        Column("user_name", label="Who"),
        Column("get_kind_display", label="What they did"),
        Column("reference", label="Sign-up", accessor=lambda access: link(access.reference)),
        Column("form", label="Form"),
        Column("offer", label="Offer"),
        Column("count", label="How many"),
        Column("detail", label="More"),
        DateColumn("at", label="When"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep out who may not erase all sign-ups."""
        if not may_everywhere(request.user, SignUpPermission.ERASE):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_base_queryset(self) -> "QuerySet[Access]":
        """Give all of them, the newest first; the filters come on top."""
        return Access.objects.select_related("form", "offer")


def link(reference: str) -> str:
    """Give a reference as a link that finds it in the list, if it is still there."""
    if not reference:
        return ""
    return format_html('<a href="{}?q={}">{}</a>', reverse("sign_ups:index"), reference, reference)
