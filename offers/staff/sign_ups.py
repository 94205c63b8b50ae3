"""The list of sign-ups and the page of each one, for those who may read them."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import django_filters
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.template.defaultfilters import linebreaksbr
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from offers.models import FormVersion, SignUp, SignUpFormPage

#: What makes a spreadsheet program take a text for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class SignUpFilterSet(WagtailFilterSet):
    """Narrow the list by form, state and date."""

    form = django_filters.ModelMultipleChoiceFilter(
        queryset=SignUpFormPage.objects.order_by("title")
    )
    created_at = django_filters.DateFromToRangeFilter(
        label="Received", widget=DateRangePickerWidget
    )

    class Meta:
        model = SignUp
        fields = ["form", "state", "created_at"]


class SignUpIndexView(IndexView):
    """The list, newest first; as a spreadsheet it has a column for every question."""

    any_permission_required = ["view"]
    fixed_columns = [
        "reference", "created_at", "get_state_display", "form_title", "host_title",
        "consent", "reasons",
    ]  # fmt: skip

    def get_export_columns(self, queryset: "QuerySet[SignUp]") -> list[str]:
        """Give the columns: what every sign-up has, and each question that was asked."""
        asked: dict[str, None] = {}
        for questions in self.versions(queryset):
            asked.update(dict.fromkeys(f"asked: {question['label']}" for question in questions))
        return [*self.fixed_columns, *asked]

    @staticmethod
    def versions(queryset: "QuerySet[SignUp]") -> list[list[dict[str, Any]]]:
        """Give the questions of each form that was answered, in each of its versions."""
        answered = queryset.order_by().values("version")
        versions = FormVersion.objects.filter(pk__in=answered).order_by("pk")
        return list(versions.values_list("questions", flat=True))

    def as_spreadsheet(self, queryset: "QuerySet[SignUp]", spreadsheet_format: str) -> Any:
        """Make the file. The columns are known only now."""
        self.list_export = self.get_export_columns(queryset)
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def to_row_dict(self, item: SignUp) -> dict[str, Any]:
        """Give one row; where two questions had the same words, both answers."""
        row = {name: getattr(item, name, "") for name in self.fixed_columns}
        row["reasons"] = ", ".join(map(str, item.suspicions.all()))
        row["get_state_display"] = item.get_state_display()
        row.update(dict.fromkeys(self.list_export[len(self.fixed_columns) :], ""))
        for label, answer in item.answered():
            column = f"asked: {label}"
            row[column] = f"{row[column]}; {answer}" if row[column] else answer
        return row

    def get_heading(self, queryset: "QuerySet[SignUp]", field: str) -> str:
        """Give the words of a question as the heading of its column."""
        headings = {"created_at": "Received", "get_state_display": "State"}
        if field.startswith("asked: "):
            return str(harmless(field.removeprefix("asked: ")))
        return headings.get(field) or str(super().get_heading(queryset, field))

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Make sure that no answer is taken for a formula."""
        return harmless(super().preprocess_field_value(field, value, export_format))

    def get_filename(self) -> str:
        """Name the file after the form, if the list is narrowed to one."""
        titles = self.queryset_for_name().values_list("form_title", flat=True).distinct()[:2]
        named = slugify(titles[0]) if len(titles) == 1 else ""
        return f"{named}-sign-ups" if named else "sign-ups"

    def queryset_for_name(self) -> "QuerySet[SignUp]":
        """Give what the file holds, in no order."""
        listed: QuerySet[SignUp] = self.filter_queryset(self.get_base_queryset())
        return listed.order_by()


class SignUpInspectView(InspectView):
    """One sign-up: the questions as they were asked, with the answers."""

    any_permission_required = ["view"]

    def get_page_title(self) -> str:
        """Say what it is."""
        return "Sign-up"

    def get_fields_context(self) -> list[dict[str, Any]]:
        """Give the answers between what came with them."""
        return [
            {"component": None, "label": label, "value": value} for label, value in self.lines()
        ]

    def lines(self) -> Iterator[tuple[str, Any]]:
        """Give everything there is to read, in order."""
        kept: SignUp = self.object
        yield "Reference", kept.reference
        yield "Received", kept.created_at
        yield "State", kept.get_state_display()
        for suspicion in kept.suspicions.all():
            yield "Why it is suspected", suspicion.reason
        yield "Form", kept.form_title
        yield "Sent from", kept.host_title
        subject = f"{kept.form_title} ({kept.reference})"
        for question, (label, answer) in zip(kept.questions, kept.answered(), strict=True):
            is_address = answer and question["type"] == "email"
            yield label, reply_link(answer, subject) if is_address else linebreaksbr(answer or "–")
        if kept.consent:
            yield "Agreed to", linebreaksbr(kept.consent)


class SignUpViewSet(ModelViewSet):
    """Sign-ups, to be read by those who have the permission to, and changed by nobody."""

    model = SignUp
    icon = "form"
    menu_label = "Sign-ups"
    menu_order = 240
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = SignUpIndexView
    inspect_view_class = SignUpInspectView
    list_display = ["reference", "form_title", "host_title", "state", "created_at"]
    list_per_page = 50
    search_fields = ["reference", "form_title"]
    filterset_class = SignUpFilterSet
    list_export = SignUpIndexView.fixed_columns
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
            path("<int:pk>/", self.inspect_view, name="inspect"),
        ]

    def register_admin_url_finder(self) -> None:
        """Have no page for changing one."""

    def get_permissions_to_register(self) -> "QuerySet[Permission]":
        """Offer no permission for all sign-ups: they are given by form and offer."""
        return Permission.objects.none()


def reply_link(address: str, subject: str) -> SafeString:
    """Give an address as a link that begins a mail to it (RFC 6068)."""
    target = f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}"
    return format_html('<a href="{}">{}</a>', target, address)


def harmless(value: Any) -> Any:
    """Mark a text that looks like a formula as text, as spreadsheet programs do."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
