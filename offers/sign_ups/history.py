"""Writing into the history of sign-ups: what happened, when, and who did it."""

from collections.abc import Iterable
from typing import Any

from offers.models import SignUpAddress, SignUpEvent, addresses_in
from offers.sign_ups.access import name_of


def write_down(kind: str, lines: Iterable[tuple[int, str]], user: Any = None) -> None:
    """Write lines into the history, each with the number of its sign-up.

    `kind` is a value of `SignUpEvent.Kind`; without a user, nobody did it. A sign-up is found by
    the addresses that a note holds, too.
    """
    lines = list(lines)
    if kind == SignUpEvent.Kind.NOTE:
        noted = [
            SignUpAddress(sign_up_id=number, address=address)
            for number, text in lines
            for address in addresses_in(text)
        ]
        SignUpAddress.objects.bulk_create(noted, ignore_conflicts=True)
    name = name_of(user) if user else ""
    SignUpEvent.objects.bulk_create(
        SignUpEvent(sign_up_id=number, kind=kind, text=text, by=user, by_name=name)
        for number, text in lines
    )
