"""The list of sign-ups, for those who may read them."""

from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify
from wagtail.admin.views.generic import IndexView

from offers.models import FormVersion, SignUp
from offers.staff.filters import narrowed

#: What makes a spreadsheet program take a text for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


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

    def get_queryset(self) -> "QuerySet[SignUp]":
        """Give what the reader may see of what is asked for."""
        ordering = self.request.GET.get("ordering", "")
        return narrowed(self.request.user, self.filters, self.search_query, ordering)

    def queryset_for_name(self) -> "QuerySet[SignUp]":
        """Give what the file holds, in no order."""
        return self.get_queryset().order_by()


def harmless(value: Any) -> Any:
    """Mark a text that looks like a formula as text, as spreadsheet programs do."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
