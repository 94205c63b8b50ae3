"""What the invented staff have done so far with the invented sign-ups."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import Group

from cms.users.models import User
from offers.models import Mail, SignUp, SignUpEvent
from offers.sign_ups.handling import assign, move
from offers.sign_ups.history import write_down

State = SignUp.State
MAGS, ROSHNI = ("mags", "Mags", "Dunleavy"), ("roshni", "Roshni", "Pillai")


@dataclass(frozen=True)
class Handled:
    """What was done with the sign-up of somebody: by whom, how far it got, what was noted."""

    name: str
    by: tuple[str, str, str]
    state: str = State.IN_PROGRESS
    notes: tuple[str, ...] = ()


HANDLED = [
    Handled(
        "Joyce Adeyemi-Ward",
        MAGS,
        notes=("Rang on her lunch break: the last Sunday of the month would suit them all.",),
    ),
    Handled("Ayesha Karim", ROSHNI, State.DONE, ("Menu sent. Comes with her aunt.",)),
    Handled("Finn Osgood", ROSHNI, State.DONE),
    Handled("Luca Abruzzese", ROSHNI, notes=("Papers in 18 point are at the printer’s.",)),
    Handled("Rowan Pike", ROSHNI, notes=("No answer yet. Try again after the exams.",)),
]
#: Whose answers were on their way when the form closed.
LATE = "Gwen Tallis"
#: Whose mailbox is full.
UNREACHED = "Rowan Pike"


def handle_sign_ups() -> None:
    """Handle the sign-ups that are there and that nobody has touched yet."""
    for sample in HANDLED:
        sign_up = SignUp.objects.filter(name=sample.name, state=State.NEW, owner=None).first()
        if sign_up is None:
            continue
        user = _member_of_staff(*sample.by)
        assign([sign_up.pk], user, user)
        move([sign_up.pk], sample.state, user)
        for note in sample.notes:
            write_down(SignUpEvent.Kind.NOTE, [(sign_up.pk, note)], user)
        on_the_next_day = sign_up.created_at + timedelta(days=1)
        SignUpEvent.objects.filter(sign_up=sign_up, by=user).update(at=on_the_next_day)
    SignUp.objects.filter(name=LATE).update(timing=SignUp.Timing.LATE)
    full = "The mail server said: 552 5.2.2 The mailbox is full."
    to_person = Mail.objects.filter(sign_up__name=UNREACHED, kind=Mail.Kind.CONFIRMATION)
    to_person.update(state=Mail.State.FAILED, sent_at=None, problem=full)


def _member_of_staff(username: str, first_name: str, last_name: str) -> User:
    """Give somebody who handles sign-ups; nobody can sign in with their name."""
    names = {"first_name": first_name, "last_name": last_name}
    user, made = User.objects.get_or_create(username=username, defaults=names)
    if made:
        user.set_unusable_password()
        user.save()
        user.groups.add(Group.objects.get(name="Sign-up handlers"))
    return user
