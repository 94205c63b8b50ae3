"""When a form was shown, and with what promise, as a signed value that travels along with it."""

import hashlib
import json
import time
from typing import Any

from django.core.signing import (
    BadSignature,
    SignatureExpired,
    TimestampSigner,
    b62_decode,
    b62_encode,
)

from offers.form.promise import purpose_in

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
    return _Stamps(seconds_ago).sign(f"{form_page.key.hex}.{_promise(form_page)}")


def stamped_again(given: str, form_page: Any) -> str:
    """Give a stamp of ours with what is promised now, and the time that it had."""
    _, moment, _ = given.rsplit(":", 2)
    return stamp(form_page, int(time.time()) - b62_decode(moment))


def is_ours(given: str, form_page: Any) -> bool:
    """Say whether we made a stamp, for this form, whenever that was."""
    return bool(_signed(given)[0] == form_page.key.hex)


def is_worded_otherwise(given: str, form_page: Any) -> bool:
    """Say whether we showed this form with other words about the answers than it has now.

    A stamp that says nothing of them counts as one of now, and so does one that is not ours.
    """
    key, promise = _signed(given)
    return bool(key == form_page.key.hex and promise not in ("", _promise(form_page)))


def _promise(form_page: Any) -> str:
    """Give what stands for the words about the answers: what is agreed to, done, and how long."""
    words = [form_page.consent, purpose_in(form_page.purpose), form_page.retention_days]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()[:16]


def _signed(given: str) -> tuple[str, str]:
    """Give the key and the promise of a stamp that we made; otherwise nothing."""
    try:
        key, _, promise = _Stamps().unsign(given).partition(".")
    except BadSignature:
        return "", ""
    return key, promise


def is_fresh(given: str, seconds: int) -> bool:
    """Say whether we made a stamp less than some seconds ago.

    An old one means nothing: pages are kept in caches, and people think.
    """
    try:
        _Stamps().unsign(given, max_age=seconds)
    except (BadSignature, SignatureExpired):
        return False
    return True
