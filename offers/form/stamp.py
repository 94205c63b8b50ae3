"""When a form was shown, as a signed value that travels along with it."""

from typing import Any

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

#: The name of the hidden field; its hyphen keeps it apart from questions.
STAMP = "shown-at"
_SIGNER = "offers.form.stamp"


def stamp(form_page: Any) -> str:
    """Give the stamp of a form that is shown now."""
    return TimestampSigner(salt=_SIGNER).sign(form_page.key.hex)


def is_ours(given: str, form_page: Any) -> bool:
    """Say whether we made a stamp, for this form, whenever that was."""
    try:
        return bool(TimestampSigner(salt=_SIGNER).unsign(given) == form_page.key.hex)
    except BadSignature:
        return False


def is_fresh(given: str, seconds: int) -> bool:
    """Say whether we made a stamp less than some seconds ago.

    An old one means nothing: pages are kept in caches, and people think.
    """
    try:
        TimestampSigner(salt=_SIGNER).unsign(given, max_age=seconds)
    except (BadSignature, SignatureExpired):
        return False
    return True
