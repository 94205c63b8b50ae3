"""What all views of the feed have in common, and the view for addresses that are none."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import resolve
from rest_framework.request import Request
from rest_framework.views import APIView

from cms.feed.conditions import entity_tag
from cms.feed.errors import Problem
from cms.feed.headers import for_everybody
from cms.feed.limits import Allowance, spend
from cms.feed.schema import FeedSchema
from cms.publication.freshness import cache_control
from cms.publication.versions import Version

JSON = "application/json"


class FeedView(APIView):
    """A view of the feed: read-only, anonymous, open to scripts of any origin."""

    http_method_names = ["get", "head", "options"]
    schema = FeedSchema()
    allowance: Allowance | None = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Count the request, before anything is read for it. Asking for the rules is free.

        There is nothing else to do: nobody logs in, all may read all, and each address has one
        version and one format, whatever `Accept` says.
        """
        if request.method != "OPTIONS":
            self.allowance = spend(request)
        if self.allowance and self.allowance.left < 0:
            raise Problem(429, f"{self.allowance.quota} requests a minute are answered.")

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Tell browsers that scripts of other origins may read, and on what conditions."""
        response = HttpResponse(status=204)
        del response["Content-Type"]
        response["Access-Control-Allow-Methods"] = ", ".join(self.allowed_methods)
        response["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
        response["Access-Control-Max-Age"] = "86400"
        return response

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Add the headers that every answer has."""
        answer = for_everybody(super().finalize_response(request, response, *args, **kwargs))
        if self.allowance:
            self.allowance.tell(answer)
        return answer


def versioned_head(
    request: Request, moment: datetime, version: Version, *more: object
) -> HttpResponse:
    """Give the headers of an answer that any change may change, and whatever else it shows."""
    head = HttpResponse()
    state = (version.epoch, version.number, version.since)
    asked = (request.get_host(), request.path, request.META.get("QUERY_STRING", ""))
    head["ETag"] = entity_tag(*state, *asked, *more)
    head["Cache-Control"] = cache_control(moment, version.until)
    return head


def fixed_head(content: str) -> HttpResponse:
    """Give the headers of an answer that is made anyway, and cheap."""
    head = HttpResponse()
    head["ETag"] = entity_tag(content)
    head["Cache-Control"] = "public, max-age=60, stale-while-revalidate=600"
    return head


def filled(head: HttpResponse, content: str | bytes, content_type: str = JSON) -> HttpResponse:
    """Give the answer of which so far only the headers were known."""
    head["Content-Type"] = content_type
    head.content = content
    return head


def address_with(request: Request, path: str, **changed: str | None) -> str:
    """Give a whole address with the parameters of a request, but for some: None leaves one out."""
    query = [
        (name, value)
        for name, values in request.query_params.lists()
        if name not in changed
        for value in values
    ]
    query += [(name, value) for name, value in changed.items() if value is not None]
    address = f"{request.scheme}://{request.get_host()}{path}"
    return f"{address}?{urlencode(query)}" if query else address


class UnknownView(FeedView):
    """Answers where nothing is. A forgotten slash at the end is forgiven."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Go no further, whatever the method."""
        super().initial(request, *args, **kwargs)
        if not _lacks_only_a_slash(request):
            raise Problem(404, "Nothing has this address.")

    def get(self, request: Request) -> HttpResponse:
        """Lead on to the address with the slash."""
        response = HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
        del response["Content-Type"]
        return response


def _lacks_only_a_slash(request: HttpRequest | Request) -> bool:
    path = request.path_info
    if path.endswith("/"):
        return False
    return getattr(resolve(f"{path}/").func, "view_class", None) is not UnknownView
