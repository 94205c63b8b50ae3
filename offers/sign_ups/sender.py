"""Where a sign-up comes from, as a hash that is forgotten, and how many may come from there."""

import logging
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from rest_framework.request import Request

from cms.feed.limits import client_of, counted

logger = logging.getLogger(__name__)

WINDOW = timedelta(minutes=1)


def sender_of(request: HttpRequest) -> str:
    """Give what stands for an address today; tomorrow the same address gives something else.

    Never the address: from a keyed hash nobody without our secret key finds out which it was. Of
    IPv6 the network counts, because one subscriber has all of it.
    """
    address = client_of(Request(request))
    if address is None:
        return ""
    salt = f"offers.sender/{timezone.localdate().isoformat()}"
    return salted_hmac(salt, address, algorithm="sha256").hexdigest()


def sends_too_much(sender: str) -> int:
    """Count a request; give the seconds to wait where an address has sent too many, else nothing.

    Where the cache that counts does not answer, everybody may send: a form without a limit is
    better than no form.
    """
    if not sender or settings.SIGN_UPS_PER_MINUTE == 0:
        return 0
    length = int(WINDOW.total_seconds())
    window, passed = divmod(int(timezone.now().timestamp()), length)
    try:
        sent = counted(f"sign-up/{sender}/{window}")
    except Exception:  # whatever the client of some cache raises
        logger.exception("Sign-ups are not counted: the cache does not answer.")
        return 0
    return length - passed if sent > settings.SIGN_UPS_PER_MINUTE else 0
