"""The mail server of the tests that send mails."""

from collections.abc import Iterator
from typing import Any

import pytest

from offers.models import Mail
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
