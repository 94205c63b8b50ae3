"""The way in: the service document, and the description of everything."""

import json

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from rest_framework.request import Request

from cms.feed import parameters
from cms.feed.conditions import not_modified
from cms.feed.envelopes import ServiceSerializer
from cms.feed.schema import Operation, document_json
from cms.feed.views import FeedView, filled, fixed_head, versioned_head
from cms.pages.addresses import default_site, name_of
from cms.publication.kinds import KINDS
from cms.publication.versions import Version

#: Every address to start from: its name in the document, and in the URL configuration.
STARTS = {
    **{kind: f"feed:{kind}" for kind in (*KINDS, "items")},
    **{name: f"feed:{name}" for name in ("changes", "snapshot", "resolve")},
    "schema": "feed:schema",
    "documentation": "feed:documentation",
    "atom": "atom",
    "json_feed": "json-feed",
    "sessions_calendar": "sessions-calendar",
}


class ServiceView(FeedView):
    """The way in."""

    def operation(self) -> Operation:
        """Describe the view."""
        return Operation(
            "get_service",
            "What there is",
            "Start here: every address to start from, the licence, whom to ask, and the number "
            "of the latest change.",
            ServiceSerializer,
        )

    def get(self, request: Request) -> HttpResponse:
        """Give the service document."""
        parameters.read(request.query_params, {})
        moment = timezone.now()
        version = Version.at(moment)
        head = versioned_head(request, moment, version)
        if unchanged := not_modified(request, head):
            return unchanged
        contact = settings.FEED_CONTACT
        document = {
            "title": name_of(default_site()),
            "version": "1",
            "change": version.number,
            "licence": settings.FEED_LICENCE,
            "contact": {**contact, "url": request.build_absolute_uri(contact["url"])},
            "links": {
                name: request.build_absolute_uri(reverse(view)) for name, view in STARTS.items()
            },
        }
        return filled(head, json.dumps(document, ensure_ascii=False))


class SchemaView(FeedView):
    """The OpenAPI document."""

    def operation(self) -> Operation:
        """Describe the view."""
        return Operation(
            "get_schema",
            "This description",
            "The OpenAPI 3.1 document of the feed.",
            {"type": "object", "additionalProperties": True},
        )

    def get(self, request: Request) -> HttpResponse:
        """Give the document."""
        parameters.read(request.query_params, {})
        content = document_json()
        head = fixed_head(content)
        return not_modified(request, head) or filled(head, content)
