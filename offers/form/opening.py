"""Whether people can sign up now, as the offers say that use a form."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from offers.status import Status


def why_not_open(offers: Iterable[Any], host: Any, moment: datetime) -> tuple[Any, Status] | None:
    """Give the offer that keeps a form shut at a moment, with its state; None if it is open.

    `offers` are those that the public sees. The one whose page shows the form decides; elsewhere
    a form is open as long as one of them is.
    """
    offers = list(offers)
    offers = [offer for offer in offers if offer.pk == host.pk] or offers
    states = [(offer, offer.status_at(moment)) for offer in offers]
    if not states or any(status.is_open for _, status in states):
        return None
    return states[0]
