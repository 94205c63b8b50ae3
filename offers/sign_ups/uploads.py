"""Files that come with a form: looked at before the other answers are."""

import hashlib
import re
import uuid
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from cms.blocks.markup import printable
from offers.form.attachments import KEPT, LARGEST, RefusedError, Upload
from offers.form.sign_up_form import SignUpForm
from offers.models import SignUpFile
from offers.sign_ups.file_kinds import examined
from offers.sign_ups.receiving import AGAIN, fingerprint

_NAME = 100  # characters
#: What no name may hold on some computer, and marks of direction, which `printable` leaves.
_FORBIDDEN = re.compile('[<>:"|?*\u061c\u200e\u200f]')
#: Names that stand for devices on Windows, whatever they end in.
_DEVICE = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE
)


def looked_at(request: HttpRequest, form: SignUpForm) -> dict[str, Upload]:
    """Give what came with each question for a file, by the names of the questions.

    Nothing of it is stored yet.
    """
    found = {}
    for question in form.questions:
        if question["type"] == "file":
            name = question["name"]
            sent = request.FILES.get(form.add_prefix(name))
            if upload := _chosen(sent, form, name) if sent else _waiting(form, name):
                found[name] = upload
    return found


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
    read = sent.read()
    try:
        kind, data = examined(read, name)
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
    # What is kept as it came stays where it is: in a temporary file, if it is large.
    return Upload(file, content=sent if data is read else ContentFile(data))


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
    """Give what a visitor called a file, as every computer can call it.

    Its last part, short, without what cannot be seen or means something to a computer.
    """
    path = printable(" ".join(name.replace("\\", "/").split())).rstrip("/")
    last = PurePath(_FORBIDDEN.sub("_", path.rpartition("/")[2]).strip(". "))
    short = f"{last.stem[:_NAME].rstrip('. ')}{last.suffix[:10].rstrip()}"
    return f"_{short}" if _DEVICE.match(short) else short or "file"
