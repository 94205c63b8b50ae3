"""Whether a client already has the answer, found out before anything is read for it."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date

from cms.feed.errors import Problem

#: Raise it when the same content would be answered with other bytes.
REVISION = 1

CONDITIONS = {
    f"HTTP_IF_{name}" for name in ("NONE_MATCH", "MODIFIED_SINCE", "MATCH", "UNMODIFIED_SINCE")
}


def entity_tag(*parts: object) -> str:
    """Give a strong entity tag for what the parts determine."""
    known = "\n".join(str(part) for part in (REVISION, *parts))
    return f'"{sha256(known.encode()).hexdigest()[:32]}"'


def is_conditional(request: HttpRequest) -> bool:
    """Say whether the client wants an answer only if it is not the one it has."""
    return not CONDITIONS.isdisjoint(request.META)


def not_modified(request: HttpRequest, head: HttpResponse) -> HttpResponse | None:
    """Give the 304 for an answer with these headers, if the client already has it.

    Raises Problem when a condition meant for writing is not met.
    """
    if (
        CONDITIONS & request.META.keys() == {"HTTP_IF_NONE_MATCH"}
        and request.META["HTTP_IF_NONE_MATCH"] == head["ETag"]
    ):  # as nearly all who ask do: then Django need not find out, nor copy the headers
        head.status_code = 304
        del head["Content-Type"]
        return head
    modified = head.get("Last-Modified")
    answer = get_conditional_response(
        request,
        etag=head["ETag"],
        last_modified=parse_http_date(modified) if modified else None,
        response=head,
    )
    if answer is None or answer is head:
        return None
    if answer.status_code == 412:
        raise Problem(412, "It has changed since.")
    return answer
