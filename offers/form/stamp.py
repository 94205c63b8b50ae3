"""When a form was shown, as a signed value that travels along with it."""

import time
from typing import Any

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner, b62_encode

#: The name of the hidden field; its hyphen keeps it apart from questions.
STAMP = "shown-at"


class _Stamps(TimestampSigner):
    """Signs with the time as it was some seconds ago."""

    def __init__(self, seconds_ago: int = 0) -> None:
        """Set the clock back."""
        super().__init__(salt="offers.form.stamp")
        self._seconds_ago = seconds_ago

    def timestamp(self) -> str:
        """Give the time."""
        return b62_encode(int(time.time()) - self._seconds_ago)


def stamp(form_page: Any, seconds_ago: int = 0) -> str:
    """Give the stamp of a form that is shown now, or was some seconds ago."""
    return _Stamps(seconds_ago).sign(form_page.key.hex)


def is_ours(given: str, form_page: Any) -> bool:
    """Say whether we made a stamp, for this form, whenever that was."""
    try:
        return bool(_Stamps().unsign(given) == form_page.key.hex)
    except BadSignature:
        return False


def is_fresh(given: str, seconds: int) -> bool:
    """Say whether we made a stamp less than some seconds ago.

    An old one means nothing: pages are kept in caches, and people think.
    """
    try:
        _Stamps().unsign(given, max_age=seconds)
    except (BadSignature, SignatureExpired):
        return False
    return True
