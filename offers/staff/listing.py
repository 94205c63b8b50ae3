"""The list of sign-ups, for those who may read them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import Button

from offers.models import Access, SignUp, SignUpFormPage, SignUpPermission
from offers.models.sign_ups import SignUpQuerySet
from offers.sign_ups.access import record
from offers.staff.bulk import buttons
from offers.staff.columns import columns
from offers.staff.export import as_file
from offers.staff.filters import ME, NOBODY, narrowed
from offers.staff.spreadsheets import FORMATS

State = SignUp.State
#: What staff look at most, in one click: words, and by what the list is narrowed.
VIEWS: list[tuple[str, dict[str, Any]]] = [
    ("All", {}),
    ("New", {"state": State.NEW.value}),
    ("Mine", {"owner": ME, "state": [State.NEW.value, State.IN_PROGRESS.value]}),
    ("No owner", {"owner": NOBODY, "state": [State.NEW.value, State.IN_PROGRESS.value]}),
    ("Suspected spam", {"state": State.SPAM.value}),
]


class SignUpIndexView(IndexView):
    """The list, newest first."""

    permission_required = SignUpPermission.READ
    any_permission_required = None
    default_ordering = "-created_at"
    list_export: list[str] = []

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the list, or give it as a file; write down that it was seen."""
        if request.GET.get("export") in FORMATS:
            return self.export(request.GET["export"])
        response: HttpResponseBase = super().get(request, *args, **kwargs)
        shown = len(self.object_list_shown)
        if shown:
            form, told = self.only_form, self.told()
            record(request.user, Access.Kind.LIST, count=shown, form=form, detail=told)
        return response

    def export(self, kind: str) -> StreamingHttpResponse:
        """Give as a file what of the list somebody may take away."""
        if not self.user_has_permission(SignUpPermission.EXPORT):
            raise PermissionDenied
        listed = self.asked_for().allowed(self.request.user, SignUpPermission.EXPORT)
        count, told = listed.count(), self.told()
        record(self.request.user, Access.Kind.EXPORT, count=count, form=self.only_form, detail=told)
        return as_file(listed, kind)

    def asked_for(self) -> SignUpQuerySet:
        """Give what the reader may see of what is asked for."""
        return narrowed(self.request.user, self.filters, self.search_query, self.ordering)

    def get_queryset(self) -> SignUpQuerySet:
        """Give it with what the columns need."""
        listed = self.asked_for().select_related("owner").defer("words")
        return listed.select_related("version") if self.only_form else listed.defer("answers")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the views of one click, and what can be done with several."""
        here = self.request.GET.dict()
        return {
            **super().get_context_data(**kwargs),
            "views": [
                (words, reverse("sign_ups:index", query=query), _as_asked(query) == here)
                for words, query in VIEWS
            ],
            "bulk_buttons": buttons(self.request.user),
        }

    def get_table(self, object_list: Any) -> Any:
        """Give the table; remember what it shows."""
        self.object_list_shown = list(object_list)
        return super().get_table(self.object_list_shown)

    @cached_property
    def columns(self) -> list[Any]:
        """Give the columns that fit what the list is narrowed to."""
        selectable = bool(buttons(self.request.user))
        one = self.only_form.pk if self.only_form else None
        return columns(self.url_of, one, selectable=selectable)

    @cached_property
    def only_form(self) -> SignUpFormPage | None:
        """Give the form, if the list is narrowed to one."""
        asked = self.filters.form.cleaned_data if self.filters and self.filters.is_valid() else {}
        forms = list(asked.get("form") or [])
        return forms[0] if len(forms) == 1 else None

    def url_of(self, sign_up: SignUp) -> str:
        """Give the page of a sign-up, which remembers by what the list is narrowed."""
        query = self.request.GET.copy()
        for key in (self.page_kwarg, "_w_filter_fragment"):
            query.pop(key, None)
        address = reverse("sign_ups:inspect", args=[sign_up.pk])
        return f"{address}?{query.urlencode()}" if query else address

    def get_list_buttons(self, instance: SignUp) -> list[Any]:
        """Offer nothing beside a row: its name leads to its page."""
        return []

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Offer the files to those who may take them."""
        if not self.user_has_permission(SignUpPermission.EXPORT):
            return []
        return [
            Button(words, url=self.get_export_url(kind), icon_name="download", priority=priority)
            for kind, words, priority in [
                ("xlsx", "Download XLSX", 90),
                ("csv", "Download CSV", 100),
            ]
        ]

    def told(self) -> str:
        """Say by what the list is narrowed, without anything personal."""
        filters = self.filters
        said = ["words"] if self.search_query else []
        if filters and filters.is_valid():
            said += [str(filters.form[name].label).lower() for name in filters.form.changed_data]
        return f"narrowed by {', '.join(said)}" if said else ""


def _as_asked(query: dict[str, Any]) -> dict[str, str]:
    """Give a query as a browser’s address is read, the last of several values."""
    return {key: value[-1] if isinstance(value, list) else value for key, value in query.items()}
