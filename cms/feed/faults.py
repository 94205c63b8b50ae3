"""What goes wrong before or behind a view of the feed is told as all that goes wrong there."""

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views import defaults
from rest_framework.request import Request

from cms.feed.errors import Problem
from cms.feed.limits import spend
from cms.feed.views import FeedView


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what Django itself refuses to look at: a host that is not ours, say."""
    if _is_of_the_feed(request):
        return _told(request, Problem(400, "The request is malformed."))
    return defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer after a fault of ours, which is in the log."""
    if _is_of_the_feed(request):
        return _told(request, Problem(500, "The request was right; the answer failed."))
    return defaults.server_error(request)


def _is_of_the_feed(request: HttpRequest) -> bool:
    """Say whether a view of the feed has, or would have had, the request."""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return False
    return issubclass(getattr(view, "view_class", object), FeedView)


def _told(request: HttpRequest, problem: Problem) -> HttpResponse:
    response = problem.response(request)
    if allowance := spend(Request(request)):
        allowance.tell(response)
    return response
