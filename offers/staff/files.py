"""Handing out the files that came with sign-ups."""

import uuid
from pathlib import PurePath

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from offers.models import Access, SignUp, SignUpFile, SignUpPermission
from offers.sign_ups.access import record
from offers.staff.permissions import SignUpPolicy

#: As they go out, whatever their senders said they were.
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "jpg": "image/jpeg",
    "png": "image/png",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/plain; charset=utf-8",
}


@require_GET
def sign_up_file(request: HttpRequest, pk: int, key: uuid.UUID) -> FileResponse:
    """Hand a file to somebody who may read its sign-up, to be saved and never shown by us."""
    if not SignUpPolicy(SignUp).user_has_permission(request.user, SignUpPermission.READ):
        raise PermissionDenied
    readable = SignUp.objects.allowed(request.user, SignUpPermission.READ)
    sign_up = get_object_or_404(readable, pk=pk)
    file = get_object_or_404(SignUpFile, key=key, sign_up=sign_up)
    try:
        opened = file.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    record(request.user, Access.Kind.FILE, sign_up=sign_up)
    response = FileResponse(
        opened,
        as_attachment=True,
        filename=f"{PurePath(file.name).stem}.{file.kind}",
        content_type=CONTENT_TYPES.get(file.kind, "application/octet-stream"),
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
