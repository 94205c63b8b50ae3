"""What staff do with sign-ups: state, owner and notes, each written into the history."""

from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from offers.models import SignUp, SignUpEvent
from offers.sign_ups.access import name_of
from offers.sign_ups.history import write_down
from offers.sign_ups.places import BATCH, telling_of_places

State = SignUp.State
#: The same note again within this time is a double click.
AGAIN = timedelta(minutes=1)


class Standing(NamedTuple):
    """How a sign-up stands: its state, and the number of who has it in hand."""

    state: str
    owner_id: int | None


class ChangedMeanwhileError(Exception):
    """Somebody else changed what was about to be changed; `now` is how it stands."""

    def __init__(self, now: Standing) -> None:
        """Keep how it stands."""
        super().__init__(now)
        self.now = now


def handle(pk: int, user: Any, seen: Standing, wanted: Standing, owner: Any, note: str) -> bool:
    """Change what somebody who saw a sign-up as `seen` wants changed; say whether anything was.

    `owner` is who `wanted.owner_id` names. Raises ChangedMeanwhileError, and changes nothing, if
    somebody else has changed the same thing in another way since it was seen.
    """
    with telling_of_places([pk]) as moved:
        row = SignUp.objects.select_for_update().get(pk=pk)
        now = Standing(row.state, row.owner_id)
        for before, after, current in zip(seen, wanted, now, strict=True):
            if after != before and current not in {before, after}:
                raise ChangedMeanwhileError(now)
        to_move = wanted.state not in {seen.state, now.state}
        to_assign = wanted.owner_id not in {seen.owner_id, now.owner_id}
        if to_move:
            moved.extend(_move([row], wanted.state, user))
        if to_assign:
            _assign([row], owner, user)
        noted = bool(note) and _note(row, note, user)
    return to_move or to_assign or noted


def move(pks: Sequence[int], state: str, user: Any) -> int:
    """Put sign-ups into a state; give how many were in another."""
    count = 0
    with telling_of_places(pks) as moved:
        for rows in batches(pks):
            changes = _move([row for row in rows if row.state != state], state, user)
            moved.extend(changes)
            count += len(changes)
    return count


def assign(pks: Sequence[int], owner: Any, user: Any) -> int:
    """Give sign-ups to somebody, or to nobody; give how many somebody else had."""
    count = 0
    with transaction.atomic():
        for rows in batches(pks):
            other = [row for row in rows if row.owner_id != (owner.pk if owner else None)]
            _assign(other, owner, user)
            count += len(other)
    return count


def batches(pks: Sequence[int]) -> Iterator[list[SignUp]]:
    """Lock and give the rows, some at a time."""
    for start in range(0, len(pks), BATCH):
        rows = SignUp.objects.select_for_update().filter(pk__in=pks[start : start + BATCH])
        yield list(rows.only("state", "owner").order_by("pk"))


def _move(rows: Collection[SignUp], state: str, user: Any) -> list[tuple[str, str]]:
    """Change the state of locked rows; give for each what it was and what it is."""
    SignUp.objects.filter(pk__in=[row.pk for row in rows]).update(state=state)
    kind, after = SignUpEvent.Kind.STATE, State(state).label
    texts = [(row.pk, f"{State(row.state).label} → {after}") for row in rows]
    write_down(kind, texts, user)
    return [(row.state, state) for row in rows]


def _assign(rows: Collection[SignUp], owner: Any, user: Any) -> None:
    SignUp.objects.filter(pk__in=[row.pk for row in rows]).update(owner=owner)
    text = f"Owner: {name_of(owner)}" if owner else "No owner any more"
    write_down(SignUpEvent.Kind.OWNER, [(row.pk, text) for row in rows], user)


def _note(row: SignUp, note: str, user: Any) -> bool:
    """Add a note, unless the same was added just now; say whether it was."""
    since = timezone.now() - AGAIN
    same = row.events.filter(kind=SignUpEvent.Kind.NOTE, by=user, text=note, at__gt=since)
    if same.exists():
        return False
    write_down(SignUpEvent.Kind.NOTE, [(row.pk, note)], user)
    return True
