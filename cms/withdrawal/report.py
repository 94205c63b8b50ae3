"""The report of what is withdrawn, and the form that corrects what was said about it."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.log_actions import log
from wagtail.models import Page

from cms.publication.farewells import correct
from cms.publication.kinds import KINDS
from cms.publication.models import ContentItem
from cms.publication.registry import presenter_for
from cms.withdrawal.forms import FarewellForm
from cms.withdrawal.named import Named, may_publish, row_of, whole_kinds

REPORT = "withdrawn"


def withdrawn() -> "QuerySet[ContentItem]":
    """Give the items that were public and are withdrawn, the latest first."""
    items = ContentItem.objects.filter(event=ContentItem.Event.WITHDRAWN)
    wholes = items.filter(kind__in=[presenter.kind for presenter in whole_kinds()])
    return wholes.select_related("replaced_by").order_by("-change")


class WithdrawnFilterSet(WagtailFilterSet):
    """Narrow the report by kind."""

    kind = django_filters.ChoiceFilter(
        label="Kind",
        empty_label="All",
        choices=lambda: [(p.kind, KINDS[p.kind].title) for p in whole_kinds()],
    )

    class Meta:
        model = ContentItem
        fields = ["kind"]


class WithdrawnReport(ReportView):
    """Lists what is withdrawn: when, why, what replaces it, and where it was."""

    page_title = "Withdrawn"
    header_icon = "no-view"
    results_template_name = "withdrawal/report_results.html"
    verbose_name_plural = "withdrawn items"
    index_url_name = REPORT
    index_results_url_name = f"{REPORT}_results"
    filterset_class = WithdrawnFilterSet
    is_searchable = True
    search_backend_name = None
    search_fields = ["url", "slug", "reason"]
    columns = [
        TitleColumn("name", label="Name", get_url=lambda item: item.correct_url),
        Column("kind", label="Kind", accessor=lambda item: KINDS[item.kind].singular),
        Column("reason", label="Why"),
        Column("replaced_by", label="Replaced by", accessor=lambda item: replacement(item)),
        Column("url", label="Old address", accessor=lambda item: link(item.url)),
        DateColumn("changed_at", label="When"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep out who may not publish."""
        if not may_publish(request.user):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_base_queryset(self) -> "QuerySet[ContentItem]":
        """Give all of them; the filters come on top."""
        return withdrawn()

    def get_table(self, object_list: Any) -> Any:
        """Give each row the name that staff know it by, and a link to correct its words."""
        named = Named(object_list)
        for item in object_list:
            may = named.may_correct(self.request.user, item)
            item.name = named.name(item) if may else item.slug
            item.correct_url = reverse(f"{REPORT}_correct", args=[item.pk]) if may else None
        return super().get_table(object_list)


class CorrectView(WagtailAdminTemplateMixin, TemplateView):
    """Changes the reason and the replacement of something that is withdrawn already."""

    template_name = "withdrawal/correct.html"
    header_icon = "no-view"
    page_title = "Withdrawn"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Keep out who may not publish it."""
        self.item = get_object_or_404(withdrawn(), pk=kwargs["pk"])
        self.named = Named([self.item])
        if not self.named.may_correct(request.user, self.item):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def form(self) -> FarewellForm:
        """Give the form: with what was said, or with what was sent."""
        presenter, other = presenter_for(self.item.source), self.item.replaced_by
        model = Page if presenter.is_page else presenter.model
        chosen = row_of(other) if other else None
        return FarewellForm(
            self.request.POST if self.request.method == "POST" else None,
            initial={
                "reason": self.item.reason,
                "replacement": chosen if isinstance(chosen, model) else None,
            },
            withdrawn=filter(None, [row_of(self.item)]),
            model=model,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Tell visitors and partners from now on."""
        if not self.form.is_valid():
            messages.validation_error(request, "Nothing is saved yet: correct it below.", self.form)
            return self.render_to_response(self.get_context_data())
        name = self.get_page_subtitle()
        if correct(self.item.pk, self.form.farewell()):
            log(instance=self.item, action="wagtail.edit", user=request.user, title=name)
            messages.success(request, f"What is said about “{name}” is saved.")
        else:
            messages.error(request, f"“{name}” is public again, so nothing is said about it.")
        return redirect(REPORT)

    def get_page_subtitle(self) -> str:
        """Give the name of what was withdrawn."""
        return self.named.name(self.item)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Lead back to the report."""
        report = {"url": reverse(REPORT), "label": self.page_title}
        return [*self.breadcrumbs_items, report, {"url": "", "label": self.get_page_subtitle()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form, what it is about, and the words on its button."""
        return {
            **super().get_context_data(**kwargs),
            "form": self.form,
            "media": self.form.media,
            "item": self.item,
            "kind": KINDS[self.item.kind].singular,
            "submit_button_label": "Save",
            "submit_button_active_label": "Saving…",
        }


def replacement(item: ContentItem) -> str:
    """Say what replaces an item, and whether visitors can be led there."""
    other = item.replaced_by
    if other is None:
        return ""
    if other.is_public():
        return other.title
    return f"{other.slug} (not public any more, so visitors are not led there)"


def link(url: str) -> str:
    """Give an address as a link."""
    return format_html('<a href="{}">{}</a>', url, url) if url else ""
