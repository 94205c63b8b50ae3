"""What goes wrong is told as a problem (RFC 9457), whatever was asked of the feed."""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import DisallowedHost
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from rest_framework.exceptions import APIException, MethodNotAllowed

from cms.feed.headers import for_everybody

MEDIA_TYPE = "application/problem+json"


class ProblemType(NamedTuple):
    """A sort of problem: its status, its name in `type`, its title, and what to do about it."""

    status: int
    name: str
    title: str
    advice: str


CURSOR_EXPIRED = ProblemType(
    410,
    "cursor-expired",
    "Nobody can go on from this place",
    "You stayed away for more than 400 days, or the site was restored from a backup. Read "
    "`snapshot` once more, remove from your copy what it does not hold, and go on from there.",
)
PROBLEM_TYPES = (
    ProblemType(
        400,
        "bad-request",
        "The request is not understood",
        "Read `errors`: it names each parameter, says what is wrong and what is allowed.",
    ),
    ProblemType(
        404,
        "not-found",
        "There is nothing here",
        "Check the address. What was never public is not told apart from what never was.",
    ),
    ProblemType(405, "method-not-allowed", "The feed is read-only", "Use GET, HEAD or OPTIONS."),
    ProblemType(
        410,
        "withdrawn",
        "This was public and is withdrawn",
        "Remove your copy. `replaced_by`, where it is set, names the item to show instead.",
    ),
    CURSOR_EXPIRED,
    ProblemType(
        412,
        "precondition-failed",
        "The condition of the request is not met",
        "Leave out `If-Match` and `If-Unmodified-Since`, or read the item again.",
    ),
    ProblemType(
        429,
        "too-many-requests",
        "Too much was asked in too short a time",
        "Wait as many seconds as `Retry-After` says. `/changes/` and `/snapshot/` need few "
        "requests; `RateLimit` tells how many are left.",
    ),
    ProblemType(
        500,
        "server-error",
        "Something is broken on our side",
        "Try again in a minute, with growing pauses. Keep the copy that you have.",
    ),
)


def problem_type(status: int) -> ProblemType | None:
    """Give the usual sort of problem of a status."""
    return next((each for each in PROBLEM_TYPES if each.status == status), None)


class ParameterError(NamedTuple):
    """What is wrong with one parameter."""

    parameter: str
    message: str
    allowed: list[str]


class Problem(Exception):  # noqa: N818 - RFC 9457 calls it so
    """Stops a request with a problem document. `members` are added to it."""

    def __init__(
        self,
        status: int,
        detail: str,
        errors: Iterable[ParameterError] = (),
        kind: ProblemType | None = None,
        **members: Any,
    ) -> None:
        """Take the status, a sentence for people, and what is wrong with which parameter."""
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = list(errors)
        self.kind = kind or problem_type(status)
        self.members = members

    def response(self, request: HttpRequest) -> HttpResponse:
        """Give the answer that tells of the problem."""
        kind = self.kind
        document = {
            "type": _explanation(request, kind.name) if kind else "about:blank",
            "title": kind.title if kind else self.detail,
            "status": self.status,
            "detail": self.detail,
            "errors": [error._asdict() for error in self.errors],
            **self.members,
        }
        response = HttpResponse(
            json.dumps(document, ensure_ascii=False), content_type=MEDIA_TYPE, status=self.status
        )
        response["Cache-Control"] = "no-store"
        return for_everybody(response)


def _explanation(request: HttpRequest, name: str) -> str:
    """Give the address at which the documentation explains a problem."""
    path = f"{reverse('feed:documentation')}#{name}"
    try:
        return request.build_absolute_uri(path)
    except DisallowedHost:
        return path


def handle(exception: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """Turn what a view raises into a problem. None for a fault of ours: it goes on to be logged."""
    match exception:
        case Problem():
            problem = exception
        case Http404():
            problem = Problem(404, "Nothing has this address.")
        case MethodNotAllowed():
            problem = Problem(405, f"{context['request'].method} changes things; nothing here can.")
        case APIException():
            problem = Problem(exception.status_code, str(exception.detail))
        case _:
            return None
    return problem.response(context["request"])
