"""Where a sign-up comes from, as a hash that is forgotten, and how many may come from there."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from rest_framework.request import Request

from cms.feed.limits import client_of, count


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
    counted = count(f"sign-up/{sender}")
    return counted.left if counted and counted.number > settings.SIGN_UPS_PER_MINUTE else 0
