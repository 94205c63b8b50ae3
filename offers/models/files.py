"""Files that came with sign-ups."""

import uuid

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone

from offers.models.sign_ups import SignUp


def private_storage() -> Storage:
    """Give where files lie that no address of the site leads to without asking who it is."""
    return storages["private"]


def private_name(file: "SignUpFile", filename: str) -> str:
    """Give a name that tells nothing, and ends as its content does."""
    return f"sign-ups/{file.key}.{file.kind}"


class SignUpFile(models.Model):
    """A file that came with a sign-up, or waits to: for answers that had to be corrected first."""

    #: Names the file in the form that is shown again.
    key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    sign_up = models.ForeignKey(SignUp, null=True, on_delete=models.CASCADE, related_name="files")
    form = models.ForeignKey(
        "offers.SignUpFormPage", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    question = models.CharField(max_length=100)
    file = models.FileField(storage=private_storage, upload_to=private_name)
    #: What the visitor called it.
    name = models.CharField(max_length=255)
    #: What it is by its content: “pdf”.
    kind = models.CharField(max_length=8)
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    #: While it waits: a hash of the address it came from, whose salt is another each day.
    sender = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
