"""Sending the mails that are queued: each once, or it is shown as failed.

A worker claims a mail for some minutes, writes down that it is being sent once the server asks for
it, and that it was sent right after. Whatever is certain not to have arrived is tried again, with
growing pauses, or when a claim has run out; what may have arrived never is, unless staff say so.
"""

import logging
from collections.abc import Generator
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import Error, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from cms.publication.faults import insisting
from offers.models import Mail, MailOutage, SignUpEvent
from offers.sign_ups.access import without_addresses
from offers.sign_ups.history import write_down
from offers.sign_ups.letters import message, worded
from offers.sign_ups.mail_server import MailServer, NotBegunError, NotSentError
from offers.sign_ups.mails import named

logger = logging.getLogger(__name__)

State = Mail.State
#: How many mails are looked up at a time.
BATCH = 100
LONGEST_PAUSE = timedelta(hours=6)
#: A server that is away is asked more often than for one mail.
LONGEST_OUTAGE_PAUSE = timedelta(minutes=15)
LOST = "It may have arrived: the worker was stopped while it was being sent."

Steps = Generator[Error | None, None, None]


def deliver() -> Steps:
    """Send everything that is due, one mail after the other. A server that is away ends it."""
    if not (yield from insisting(_due().exists)):
        return
    yield from _give_up()
    outage = yield from insisting(MailOutage.objects.first)
    if outage and outage.try_at > timezone.now():
        return
    server = MailServer()
    try:
        while waiting := (yield from insisting(_waiting)):
            for pk in waiting:
                mail = yield from insisting(partial(_in_queue, pk))
                if mail and not (yield from _attempt(server, mail)):
                    return
    finally:
        server.close()


def _due() -> Any:
    """Give what is to be looked at: what is to be sent, and what should long have been."""
    states = {State.QUEUED, State.SENDING}
    return Mail.objects.filter(state__in=states, due_at__lte=timezone.now())


def _waiting() -> list[int]:
    """Give the next mails to be sent."""
    queued = _due().filter(state=State.QUEUED).order_by("due_at", "pk")
    return list(queued.values_list("pk", flat=True)[:BATCH])


def _in_queue(pk: int) -> Mail | None:
    rows = _due().select_related("sign_up__version", "sign_up__form")
    queued: Mail | None = rows.filter(pk=pk, state=State.QUEUED).first()
    return queued


def _give_up() -> Steps:
    """Show as failed what lost its worker, and what was tried for long enough."""
    lost = _due().filter(state=State.SENDING).select_related("sign_up")
    for mail in (yield from insisting(lambda: list(lost))):
        yield from insisting(partial(_failed, mail, LOST))
    late = _due().filter(state=State.QUEUED, give_up_at__lte=timezone.now())
    for mail in (yield from insisting(lambda: list(late.select_related("sign_up")))):
        outage = yield from insisting(MailOutage.objects.first)
        problem = mail.problem or (outage.problem if outage else "Nobody tried to send it.")
        yield from insisting(partial(_failed, mail, f"Given up after three days. {problem}"))


def _attempt(server: MailServer, mail: Mail) -> Generator[Error | None, None, bool]:
    """Try to send one mail; say whether others can be sent now."""
    try:
        letter = yield from insisting(partial(_written, mail))
    except Exception:
        logger.exception("Mail %s could not be written.", mail.pk)
        yield from insisting(partial(_failed, mail, "It could not be written."))
        return True
    claimed = False
    try:
        server.open()
        claimed = _claimed(mail)
        if not claimed:
            return True
        # Nothing may come between: a worker can be told to end at each step.
        server.send(letter, partial(_begun, mail))
    except NotBegunError:
        return True  # somebody else has it, or it is tried again when the claim has run out
    except NotSentError as trouble:
        if claimed:
            yield from insisting(partial(_not_sent, mail, trouble))
        if trouble.away:
            words = without_addresses(trouble.words)
            logger.warning("%s", words)
            yield from insisting(partial(_away, words))
            return False
    else:
        yield from insisting(partial(_sent, mail))
    yield from insisting(MailOutage.objects.all().delete)
    return True


def _written(mail: Mail) -> Any:
    """Give a mail as it is sent, worded the first time; tried out, so that nothing fails later."""
    if not mail.text:
        mail.subject, mail.text = worded(mail)
    letter = message(mail)
    letter.message()
    return letter


def _claimed(mail: Mail) -> bool:
    """Keep others from it for a while; say whether it is up to us, and to no other worker."""
    claim = {
        "due_at": timezone.now() + timedelta(seconds=settings.MAIL_LOST_AFTER),
        "attempts": mail.attempts + 1,
        "subject": mail.subject,
        "text": mail.text,
    }
    ours = bool(_as_known(mail).filter(state=State.QUEUED).update(**claim))
    if ours:
        vars(mail).update(claim)
    return ours


def _begun(mail: Mail) -> bool:
    """Write down that it is being sent, unless it is up to others by now."""
    return bool(_as_known(mail).filter(state=State.QUEUED).update(state=State.SENDING))


def _as_known(mail: Mail) -> "QuerySet[Mail]":
    """Give the row, unless somebody else has claimed or queued it since it was read."""
    return Mail.objects.filter(pk=mail.pk, due_at=mail.due_at)


def _settled(mail: Mail, line: str, **values: Any) -> None:
    """Write down what came of it, and a line in the history; nothing if somebody else has."""
    with transaction.atomic():
        # Who claimed it knows better than who took it for lost.
        if _as_known(mail).exclude(state=State.SENT).update(**values) and line:
            write_down(SignUpEvent.Kind.MAIL, [(mail.sign_up_id, line)])


def _sent(mail: Mail) -> None:
    line = f"{named(mail)} was sent."
    _settled(mail, line, state=State.SENT, sent_at=timezone.now(), problem="")


def _failed(mail: Mail, problem: str) -> None:
    line = f"{named(mail)} failed. {problem}"
    _settled(mail, line, state=State.FAILED, problem=problem)


def _not_sent(mail: Mail, trouble: NotSentError) -> None:
    """Queue it again if it certainly did not arrive, and may; otherwise it has failed."""
    if not trouble.again:
        _failed(mail, trouble.words)
        return
    first = mail.attempts == 1
    line = f"{named(mail)} is not sent yet, and is tried again. {trouble.words}" if first else ""
    due_at = timezone.now() + pause(settings.MAIL_PAUSE, mail.attempts, LONGEST_PAUSE)
    _settled(mail, line, state=State.QUEUED, due_at=due_at, problem=trouble.words)


def _away(words: str) -> None:
    """Write down that the server is away, and when to try again."""
    outage, _ = MailOutage.objects.get_or_create(defaults={"problem": words})
    wait = pause(settings.MAIL_OUTAGE_PAUSE, outage.attempts + 1, LONGEST_OUTAGE_PAUSE)
    MailOutage.objects.update(
        attempts=F("attempts") + 1, try_at=timezone.now() + wait, problem=words
    )


def pause(first: float, attempts: int, longest: timedelta) -> timedelta:
    """Give how long to wait after some attempts: first so many seconds, then twice as long."""
    return min(timedelta(seconds=first * 2 ** min(attempts - 1, 20)), longest)
