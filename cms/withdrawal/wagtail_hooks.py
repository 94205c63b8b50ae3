"""Withdrawal in the admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.withdrawal.bulk import DeletePages, DeleteSnippets, UnpublishPages
from cms.withdrawal.moving import MovePages, refuse_taken
from cms.withdrawal.named import may_publish
from cms.withdrawal.pages import PagesViewSet
from cms.withdrawal.report import REPORT, CorrectView, WithdrawnReport
from cms.withdrawal.snippets import ask_for_words

# What is registered last is used: these come after Wagtail's own.
AFTER_WAGTAIL = 1

for action in (UnpublishPages, DeletePages, DeleteSnippets, MovePages):
    hooks.register("register_bulk_action", action, order=AFTER_WAGTAIL)

hooks.register("before_move_page", refuse_taken)


@hooks.register("register_admin_viewset", order=AFTER_WAGTAIL)
def views() -> PagesViewSet:
    """Put our views of pages and snippets where Wagtail's are."""
    ask_for_words()
    return PagesViewSet()


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Add the report, and the form behind it."""
    results = WithdrawnReport.as_view(results_only=True)
    return [
        path("reports/withdrawn/", WithdrawnReport.as_view(), name=REPORT),
        path("reports/withdrawn/results/", results, name=f"{REPORT}_results"),
        path("reports/withdrawn/<uuid:pk>/", CorrectView.as_view(), name=f"{REPORT}_correct"),
    ]


class WithdrawnMenuItem(MenuItem):
    """Leads to the report; shown to those who may publish."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether to show it."""
        return may_publish(request.user)


@hooks.register("register_reports_menu_item")
def report() -> MenuItem:
    """Add the entry under Reports."""
    return WithdrawnMenuItem("Withdrawn", reverse(REPORT), icon_name="no-view", order=650)
