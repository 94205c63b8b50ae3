"""Storing files that came with a form: with their sign-up, or until the rest is put right.

A file that is right waits without a sign-up, named by a random key in the form that is shown
again, so that nobody has to choose it twice. What nobody sent in the end goes after a day. Only so
much may wait; a file that comes with right answers does not wait, and is never refused for that.
"""

import logging
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from cms.publication.models import Chore
from offers.form.attachments import Upload
from offers.form.sign_up_form import SignUpForm
from offers.models import SignUpFile
from offers.models.files import private_name
from offers.sign_ups.erasing import cut_loose, remove

logger = logging.getLogger(__name__)

WAITS = timedelta(days=1)
EACH = timedelta(hours=1)
AGAIN = Upload(problem="again")
_MB = 1024 * 1024  # bytes


def store_with_answers(form: SignUpForm, sender: str) -> None:
    """Store the files that came with right answers.

    One that the storage does not take is told of in the answers, which must not go with it.
    """
    _store(form, sender, to_wait=False)
    for name, upload in form.uploads.items():
        if upload.lost:
            form.cleaned_data[name] = upload.answer


def store_to_wait(form: SignUpForm, sender: str) -> None:
    """Store the files that came with answers that have to be corrected, as far as they may wait."""
    _store(form, sender, to_wait=True)


def only_what_is_here(form: SignUpForm) -> None:
    """Have the files chosen again that are not stored, or went with other answers meanwhile."""
    stored = [upload.file.pk for upload in form.uploads.values() if upload.file]
    here = set(_waiting().filter(pk__in=stored).values_list("pk", flat=True))
    form.uploads = {
        name: upload if upload.problem or _is_here(upload, here) else AGAIN
        for name, upload in form.uploads.items()
    }


def _is_here(upload: Upload, here: set[int]) -> bool:
    # A row alone is no file: it comes first, and is left over where the database is busy then.
    if upload.file is None or upload.content is not None:
        return False
    return upload.file.pk in here or upload.file.sign_up_id is not None


def _store(form: SignUpForm, sender: str, *, to_wait: bool) -> None:
    # One after the other, so that what is stored counts as stored if the next one fails.
    for name, upload in form.uploads.items():
        if upload.content is not None:
            form.uploads = {**form.uploads, name: _stored(upload, sender, to_wait)}


def _stored(upload: Upload, sender: str, to_wait: bool) -> Upload:
    """Store a file. Its row comes first, so that nothing is ever stored that nobody knows of."""
    file = upload.file
    file.sender = sender
    file.file.name = private_name(file, file.name)
    file.save()
    if to_wait and _is_too_much(sender):
        file.delete()
        return Upload(problem="no_room")
    try:
        stored = file.file.storage.save(file.file.name, upload.content)
    except Exception:  # each storage has faults of its own
        logger.exception("A file that came with a sign-up could not be stored.")
        remove(cut_loose(SignUpFile.objects.filter(pk=file.pk)))
        return AGAIN if to_wait else Upload(lost=file.name)
    if stored != file.file.name:  # where that name was taken
        file.file.name = stored
        file.save(update_fields=["file"])
    return Upload(file)


def _is_too_much(sender: str) -> bool:
    """Say whether too much waits, from one sender, where that one is known, or in all.

    Asked when a file is counted among it: of those that come at the same time the last one sees
    them all, so together they never get beyond what may wait.
    """
    own = Q(sender=sender)
    now = _waiting().aggregate(
        files=Count("pk"),
        bytes=Sum("size", default=0),
        own_files=Count("pk", filter=own),
        own_bytes=Sum("size", filter=own, default=0),
    )
    limits = {
        "files": settings.WAITING_FILES,
        "bytes": settings.WAITING_MB * _MB,
    }
    if sender:
        limits["own_files"] = settings.WAITING_FILES_FROM_ONE
        limits["own_bytes"] = settings.WAITING_MB_FROM_ONE * _MB
    return any(now[name] > most for name, most in limits.items())


def _waiting() -> "QuerySet[SignUpFile]":
    return SignUpFile.objects.filter(sign_up=None).exclude(name="")


def forget_what_waits() -> Iterator[None]:
    """Delete once an hour what has waited for a day, a file at a step."""
    now = timezone.now()
    if not Chore.claim("waiting-files", since=now - EACH):
        return
    old = _waiting().filter(created_at__lt=now - WAITS)
    for number in list(old.values_list("pk", flat=True)):
        remove(cut_loose(old.filter(pk=number)))
        yield
