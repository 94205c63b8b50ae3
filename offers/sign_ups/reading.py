"""Reading what a form sent."""

from collections.abc import Iterable
from contextlib import suppress

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from cms.blocks.markup import printable

#: Of what is typed.
MOST = 256 * 1024  # bytes
#: With files, where they are asked for. More than they may have together, so that one that is too
#: big comes back with a word about it, and all that was typed.
MOST_WITH_FILES = 50 * 1024 * 1024  # bytes
WITH_FILES = "multipart/form-data"
FORM_TYPES = {"application/x-www-form-urlencoded", WITH_FILES}
_CHUNK = 64 * 1024  # bytes
_TOO_LONG = "What arrived is too long for a form."


class UnreadableError(Exception):
    """What was sent cannot be read; `status` is how HTTP says so, `reason` how we do."""

    def __init__(self, status: int, reason: str) -> None:
        """Keep both."""
        super().__init__(reason)
        self.status = status
        self.reason = reason


def read(request: HttpRequest, most: int = MOST) -> QueryDict:
    """Read the answers that were sent, without characters that no keyboard has.

    Files may make what is sent larger, up to `most` bytes, but not what is typed. Raises
    UnreadableError when it is too long, is in no form’s format, or is broken.
    """
    if request.content_type not in FORM_TYPES:
        raise UnreadableError(415, "What arrived was not sent by a form.")
    length = request.headers.get("Content-Length") or "0"
    if not length.isdecimal() or len(length) > 12:
        raise UnreadableError(400, "What arrived is broken.")
    if int(length) > (most if request.content_type == WITH_FILES else MOST):
        _read_off(request)
        raise UnreadableError(413, _TOO_LONG)
    try:
        sent = request.POST
    except RequestDataTooBig:
        raise UnreadableError(413, _TOO_LONG) from None
    except (BadRequest, MultiPartParserError, SuspiciousOperation, UnicodeError):
        raise UnreadableError(400, "What arrived is broken.") from None
    except UnreadablePostError:  # nobody is there any more to be told
        raise UnreadableError(400, "What arrived broke off.") from None
    if sum(len(value) for _, values in sent.lists() for value in values) > MOST:
        raise UnreadableError(413, _TOO_LONG)
    answers = sent.copy()
    for name, values in sent.lists():
        answers.setlist(name, [printable(value).replace("\r\n", "\n") for value in values])
    return answers


def numbers(sent: Iterable[str]) -> set[int]:
    """Give the numbers of rows among what was sent; what no row can have is none."""
    return {int(one) for one in sent if one.isascii() and one.isdecimal() and len(one) < 19}


def _read_off(request: HttpRequest) -> None:
    """Take what is too long in, and drop it: who is still sending does not hear the answer."""
    left = 2 * MOST_WITH_FILES
    with suppress(UnreadablePostError):
        while left > 0 and (dropped := request.read(_CHUNK)):
            left -= len(dropped)


def shown_back(sent: QueryDict) -> list[tuple[str, str]]:
    """Give what somebody typed, each with what the question was called, as far as that is known.

    For those whose form is gone, so that they can copy their words.
    """
    typed = []
    for field, values in sent.lists():
        name = field.partition("-")[2]
        text = ", ".join(value for value in values if value.strip())
        if text and name and "-" not in name:  # the form’s own fields have a hyphen
            typed.append((name.replace("_", " ").capitalize(), text))
    return typed
