"""The screen of the mails that sign-ups bring, and a word about them on the first page."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from offers.models import Access, Mail, MailOutage, SignUp, SignUpFormPage, SignUpPermission
from offers.sign_ups.access import record
from offers.sign_ups.mails import send_again
from offers.sign_ups.reading import numbers
from offers.staff.bulk import may
from offers.staff.filters import readable_pages
from offers.staff.permissions import SignUpPolicy

MAILS = "sign_up_mails"
#: A server that is away for less is nothing to tell of.
AWAY = timedelta(minutes=3)
#: So long the first page tells of a mail that failed.
TOLD = timedelta(days=14)
#: Nobody waits for a mail any more about what is in one of these states.
OVER = {SignUp.State.DONE, SignUp.State.DECLINED, SignUp.State.SPAM}


def mails_for(user: Any) -> "QuerySet[Mail]":
    """Give the mails about sign-ups that somebody may handle."""
    return SignUpPolicy(SignUp).within(user, SignUpPermission.HANDLE, Mail.objects.all())


def outage() -> MailOutage | None:
    """Give the outage of the mail server, if it has lasted long enough to tell of it."""
    return MailOutage.objects.filter(since__lt=timezone.now() - AWAY).first()


class MailFilterSet(WagtailFilterSet):
    """Narrow the mails by state, kind and form."""

    form = django_filters.ModelChoiceFilter(
        field_name="sign_up__form",
        label="Form",
        queryset=lambda request: readable_pages(SignUpFormPage, request),
    )

    class Meta:
        model = Mail
        fields = ["state", "kind", "form"]


class StateColumn(Column):
    """How far a mail got, when it went out or is tried next, and how often it was tried."""

    cell_template_name = "offers/staff/mail_state.html"


class ToColumn(Column):
    """Whom a mail tells, and of which sign-up."""

    cell_template_name = "offers/staff/mail_to.html"


class ProblemColumn(Column):
    """What went wrong, and a button that sends what is not sent."""

    cell_template_name = "offers/staff/mail_problem.html"

    def get_cell_context_data(self, instance: Mail, parent_context: Any) -> dict[str, Any]:
        """Add what a form needs."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "csrf_token": get_token(context["request"])}


class MailReport(ReportView):
    """Lists the mails: which went out, which wait, and which failed and why."""

    page_title = "Mails"
    header_icon = "mail"
    template_name = "offers/staff/mail_list.html"
    results_template_name = "offers/staff/mails_results.html"
    verbose_name_plural = "mails"
    index_url_name = MAILS
    index_results_url_name = f"{MAILS}_results"
    filterset_class = MailFilterSet
    is_searchable = False
    columns = [
        StateColumn("state", label="State"),
        ToColumn("to", label="To"),
        ProblemColumn("problem", label="Problem, and what helps"),
        DateColumn("created_at", label="Queued"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Keep out who may not handle any sign-ups; write down that addresses were seen."""
        if not may(request.user, SignUpPermission.HANDLE):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        if shown := len(self.object_list):
            record(request.user, Access.Kind.LIST, count=shown, detail="mails")
        return response

    def get_base_queryset(self) -> "QuerySet[Mail]":
        """Give what failed first, then what waits, is being sent and is sent; the newest first.

        This is the order of the letters under which the states are kept.
        """
        rows = mails_for(self.request.user).select_related("sign_up").defer("text")
        return rows.defer("sign_up__answers", "sign_up__words").order_by("state", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how the server is, and how many of these have failed."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        self.object_list = list(context["object_list"])
        listed = self.filter_queryset(self.get_base_queryset())
        failed = listed.filter(state=Mail.State.FAILED).order_by()
        return {**context, "outage": outage(), "failed": failed.count()}


class SendAgainView(View):
    """Sends one mail again, or all that have failed of those that the list is narrowed to."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Queue them, and lead back."""
        if not may(request.user, SignUpPermission.HANDLE):
            raise PermissionDenied
        rows = mails_for(request.user)
        if one := numbers([request.POST.get("mail", "")]):
            rows = rows.filter(pk__in=one)
        else:
            filters = MailFilterSet(request.GET, request=request, queryset=rows)
            rows = filters.qs.filter(state=Mail.State.FAILED)
        count = send_again(rows, request.user)
        if count:
            record(request.user, Access.Kind.CHANGE, count=count, detail="sent mails again")
            words = "1 mail is" if count == 1 else f"{count} mails are"
            messages.success(request, f"{words} queued, and sent in a moment.")
        else:
            messages.info(request, "There was nothing to send again.")
        narrowed = {
            name: request.GET[name] for name in MailFilterSet.base_filters.keys() & request.GET
        }
        return redirect(reverse(MAILS, query=narrowed))


class FailedMailsPanel(Component):
    """Tells on the first page of the admin which mails failed, and that the server is away."""

    name = "failed-mails"
    template_name = "offers/staff/failed_mails_panel.html"
    order = 95
    most = 5

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Give what concerns the sign-ups that the reader may handle."""
        user = parent_context["request"].user
        if not may(user, SignUpPermission.HANDLE):
            return {}
        late = Mail.objects.filter(state=Mail.State.FAILED, due_at__gt=timezone.now() - TOLD)
        rows = (late & mails_for(user)).exclude(sign_up__state__in=OVER)
        failed = list(rows.select_related("sign_up").order_by("-due_at", "-pk")[: self.most + 1])
        return {
            "failed": failed[: self.most],
            "more": len(failed) > self.most,
            "outage": outage(),
            "address": reverse(MAILS, query={"state": Mail.State.FAILED.value}),
        }
