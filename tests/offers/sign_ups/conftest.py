"""What tests of sign-ups send mails to, and where they keep files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage

from offers.models import Mail, SignUpFile
from tests.factories.offers import SignUpFormPageFactory
from tests.offers.mail_server import MailServer, mail_server
from tests.offers.sending import send_right


@pytest.fixture(scope="session")
def running() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def server(running: MailServer, settings: Any) -> MailServer:
    """Have mails sent to a server on this machine, which has got none yet."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_TIMEOUT = 0.3
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
    running.__init__(running.port)
    return running


@pytest.fixture
def queued(db: None, server: MailServer) -> Mail:
    """Give a confirmation that waits."""
    send_right(SignUpFormPageFactory(title="Pause | Plan"))
    return Mail.objects.get()


@pytest.fixture
def private_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep files where the test can look at all of them."""
    monkeypatch.setattr(SignUpFile._meta.get_field("file"), "storage", FileSystemStorage(tmp_path))
    return tmp_path
