"""Files that come with a form: taken in before the other answers are looked at.

A file that is right waits without a sign-up, named by a random key in the form that is shown
again, so that nobody has to choose it twice. What nobody sent in the end goes after a day.
"""

import hashlib
import logging
import uuid
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from cms.blocks.markup import printable
from cms.publication.models import Chore
from offers.form.attachments import KEPT, LARGEST, RefusedError, Upload
from offers.form.sign_up_form import SignUpForm
from offers.models import SignUpFile
from offers.sign_ups.erasing import cut_loose, remove
from offers.sign_ups.file_kinds import examined
from offers.sign_ups.receiving import AGAIN, fingerprint

logger = logging.getLogger(__name__)

WAITS = timedelta(days=1)
EACH = timedelta(hours=1)
_NAME = 100  # characters


def take_in(request: HttpRequest, form: SignUpForm) -> dict[str, Upload]:
    """Give what came with each question for a file, by the names of the questions."""
    taken = {}
    for question in form.questions:
        if question["type"] == "file":
            name = question["name"]
            sent = request.FILES.get(form.add_prefix(name))
            if upload := _chosen(sent, form, name) if sent else _waiting(form, name):
                taken[name] = upload
    return taken


def not_looked_at(request: HttpRequest, form: SignUpForm) -> dict[str, Upload]:
    """Give what came with each question for a file, where nothing is taken in for now.

    What waits already goes on waiting.
    """
    found = {}
    for question in form.questions:
        if question["type"] == "file":
            name = question["name"]
            sent = form.add_prefix(name) in request.FILES
            if upload := Upload(problem="again") if sent else _waiting(form, name):
                found[name] = upload
    return found


def _chosen(sent: UploadedFile[bytes], form: SignUpForm, question: str) -> Upload:
    if (sent.size or 0) > LARGEST:
        return Upload(problem="too_big")
    name = called(sent.name or "")
    try:
        kind, data = examined(sent.read(), name)
    except RefusedError as refused:
        return Upload(problem=refused.code)
    file = SignUpFile(
        form=form.page,
        question=question,
        name=name,
        kind=kind,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
    )
    try:
        file.file.save(name, ContentFile(data), save=False)
    except Exception:  # each storage has faults of its own, and the answers must not go with it
        logger.exception("A file that came with a sign-up could not be stored.")
        return Upload(lost=name)
    try:
        file.save()
    except Exception:  # nobody would ever know of what lies there
        with suppress(Exception):
            file.file.delete(save=False)
        raise
    return Upload(file)


def _waiting(form: SignUpForm, question: str) -> Upload | None:
    try:
        key = uuid.UUID(form.data.get(f"{form.add_prefix(question)}-{KEPT}", ""))
    except ValueError:
        return None
    just_now = Q(sign_up=None) | Q(sign_up__created_at__gt=timezone.now() - AGAIN)
    ours = SignUpFile.objects.filter(just_now, form=form.page.pk, question=question, key=key)
    file = ours.exclude(name="").select_related("sign_up").first()
    return Upload(file) if file else None


def gone_with_others(form: SignUpForm) -> bool:
    """Say whether a file belongs to other answers by now, and have it chosen again then.

    With the same answers it is a double click, and stays with the sign-up that it has.
    """
    gone = {
        name: Upload(problem="again")
        for name, upload in form.uploads.items()
        if upload.file
        and upload.file.sign_up
        and upload.file.sign_up.fingerprint != fingerprint(form)
    }
    form.uploads = {**form.uploads, **gone}
    return bool(gone)


def called(name: str) -> str:
    """Give what a visitor called a file: its last part, short, without what cannot be seen."""
    path = PurePath(printable(" ".join(name.replace("\\", "/").split())))
    return f"{path.stem[:_NAME]}{path.suffix[:10]}" or "file"


def forget_what_waits() -> Iterator[None]:
    """Delete once an hour what has waited for a day, a file at a step."""
    now = timezone.now()
    if not Chore.claim("waiting-files", since=now - EACH):
        return
    waiting = SignUpFile.objects.filter(sign_up=None, created_at__lt=now - WAITS)
    for number in list(waiting.exclude(name="").values_list("pk", flat=True)):
        remove(cut_loose(waiting.filter(pk=number)))
        yield
