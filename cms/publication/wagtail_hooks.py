"""What staff are told of publishing by schedule."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogFormatter
from wagtail.models import ModelLogEntry, PageLogEntry

from cms.publication.schedule import FAILED, last_failure, overdue

#: How late publishing may be before staff are told.
LATE = timedelta(minutes=3)


class Overdue(NamedTuple):
    """Something that should be public by now: its title, since when, why not, where to mend it."""

    title: str
    since: Any
    problem: str
    address: str


class OverduePanel(Component):
    """Tells on the first page of the admin what could not be published by schedule."""

    name = "overdue"
    template_name = "publication/overdue_panel.html"
    order = 90

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Give what is overdue of what the reader may edit."""
        return {"overdue": list(self._found(parent_context["request"]))}

    def _found(self, request: HttpRequest) -> Iterator[Overdue]:
        finder = AdminURLFinder(request.user)
        for revision in overdue(timezone.now() - LATE):
            row = revision.content_object
            address = finder.get_edit_url(row) if row else None
            if address:
                since = revision.approved_go_live_at
                yield Overdue(revision.object_str, since, last_failure(revision), address)


@hooks.register("construct_homepage_panels")
def overdue_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Add the panel."""
    panels.append(OverduePanel())


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Let the history of a page say that its date came and it could not be published."""
    actions.register_action(FAILED)(FailureFormatter)


class FailureFormatter(LogFormatter):
    """Words a failure for the history of a page."""

    label = "Publish scheduled draft: failed"

    def format_message(self, entry: PageLogEntry | ModelLogEntry) -> str:
        """Say that it failed."""
        return "Could not be published by schedule"

    def format_comment(self, entry: PageLogEntry | ModelLogEntry) -> str:
        """Say why."""
        return str(entry.data.get("problem", ""))
