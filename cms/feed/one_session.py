"""One session as a calendar: to be added, not subscribed to."""

import json
import uuid

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from rest_framework.request import Request

from cms.feed.calendar import calendar_of, event_of
from cms.feed.conditions import not_modified
from cms.feed.errors import Problem
from cms.feed.views import FeedView, filled, versioned_head
from cms.feed.withdrawals import withdrawn
from cms.pages.addresses import default_site, name_of
from cms.publication.models import ContentItem
from cms.publication.versions import Version


class SessionCalendarView(FeedView):
    """One session, by the id of its item."""

    def get(self, request: Request, id: uuid.UUID) -> HttpResponse:
        """Give the calendar; 410 once the session is withdrawn."""
        moment = timezone.now()
        head = versioned_head(request, moment, Version.at(moment))
        if unchanged := not_modified(request, head):
            return unchanged
        sessions = ContentItem.objects.filter(kind="sessions", change__isnull=False)
        item = sessions.select_related("replaced_by").filter(pk=id).first()
        if item is None:
            raise Problem(404, "No session has this id.")
        if not item.is_public(moment):
            raise withdrawn(request, item, moment)
        calendar = calendar_of(f"{item.title} – {name_of(default_site())}")
        calendar.add_component(event_of(json.loads(item.summary)))
        head["Content-Disposition"] = str(content_disposition_header(False, f"{item.slug}.ics"))
        return filled(head, calendar.to_ical(), "text/calendar; charset=utf-8")
