"""The connection to the mail server, which knows how far a mail got when something goes wrong."""

import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.core.mail import EmailMessage, get_connection

from cms.blocks.markup import printable

#: What a server answers when it is ready for a message (RFC 5321). Until then it has none.
BEGIN = 354
#: After so many mails a server may want a new connection.
MOST = 100
#: How much is kept of what a server says.
SAID = 200  # characters


class NotSentError(Exception):
    """A mail did not go out, or may not have; `words` say why."""

    def __init__(self, words: str, *, again: bool = False, away: bool = False) -> None:
        """Keep what is known.

        `again`: it has certainly not arrived, and may the next time. `away`: others would fare no
        better now.
        """
        super().__init__(words)
        self.words = words
        self.again = again
        self.away = away


class NotBegunError(Exception):
    """A mail was kept back when the server asked for it."""


class MailServer:
    """Sends mails with the backend of the settings, many over one connection."""

    def __init__(self) -> None:
        """Begin without a connection."""
        self._backend: Any = None
        self._sent = 0

    def open(self) -> None:
        """Make sure that there is a connection that works. Raises NotSentError if there is none."""
        if self._sent >= MOST or (self._smtp and not _answers(self._smtp)):
            self.close()
        try:
            if self._backend is None:
                self._backend, self._sent = get_connection(), 0
            self._backend.open()
        except OSError as problem:
            self._drop()
            words = f"The mail server could not be reached: {_cleaned(problem)}"
            raise NotSentError(words, again=True, away=True) from problem

    def send(self, message: EmailMessage, begin: Callable[[], bool]) -> None:
        """Hand over one mail. Raises NotSentError unless the server has taken it.

        Before the server gets the message, `begin` is called. If it says no or fails, the mail is
        kept back: NotBegunError is raised.
        """
        self._sent += 1
        with _following(self._smtp, begin) as handed_over:
            try:
                self._backend.send_messages([message])
            except NotBegunError:
                self._drop()
                raise
            except smtplib.SMTPRecipientsRefused as refused:
                ((code, said),) = refused.recipients.values()
                raise self._refused(code, said, handed_over()) from refused
            except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as refused:
                everybody = isinstance(refused, smtplib.SMTPSenderRefused)
                code, words = refused.smtp_code, refused.smtp_error
                raise self._refused(code, words, handed_over(), everybody=everybody) from refused
            except Exception as problem:
                raise self._broken_off(problem, handed_over()) from problem

    def close(self) -> None:
        """Take leave of the server."""
        with suppress(OSError):
            if self._backend:
                self._backend.close()
        self._drop()

    @property
    def _smtp(self) -> smtplib.SMTP | None:
        """Give the connection, if it is one by SMTP; of others, nobody knows how far a mail got."""
        connection = getattr(self._backend, "connection", None)
        return connection if isinstance(connection, smtplib.SMTP) else None

    def _drop(self) -> None:
        """End the connection without a word: the server may not listen."""
        backend, self._backend = self._backend, None
        for name in ("connection", "_partial_connection"):
            if isinstance(smtp := getattr(backend, name, None), smtplib.SMTP):
                smtp.close()

    def _refused(
        self, code: int, said: Any, handed_over: bool, *, everybody: bool = False
    ) -> NotSentError:
        """Give what it means that the server said no; with no clear word, nobody knows."""
        words = f"The mail server said: {code} {_cleaned(said)}"
        if code == 421 or not 400 <= code <= 599:  # it takes leave, or talks nonsense
            self._drop()
        if 400 <= code <= 499:
            return NotSentError(words, again=True, away=everybody or code == 421)
        if 500 <= code <= 599:
            # To the sender, it is about how this site is set up: no mail can have arrived.
            return NotSentError(words, again=everybody, away=everybody)
        return self._unclear(words, certain=not handed_over)

    def _broken_off(self, problem: Exception, handed_over: bool) -> NotSentError:
        """Give what it means that the connection ended, or the server said nothing any more."""
        by_smtp = self._smtp is not None
        self._drop()
        words = f"The connection to the mail server broke off: {_cleaned(problem)}"
        return self._unclear(words, certain=by_smtp and not handed_over)

    @staticmethod
    def _unclear(words: str, *, certain: bool) -> NotSentError:
        """Give what it means that there is no clear answer; `certain`: it has not arrived."""
        if certain:
            return NotSentError(words, again=True, away=True)
        return NotSentError(f"It may have arrived. {words}", away=True)


@contextmanager
def _following(
    smtp: smtplib.SMTP | None, begin: Callable[[], bool]
) -> Iterator[Callable[[], bool]]:
    """Listen to what the server says; give a function that says whether it may have the message."""
    if smtp is None:
        _begin(begin)
        yield lambda: True
        return
    heard: list[int] = []
    listen = smtp.getreply

    def getreply() -> tuple[int, bytes]:
        reply = listen()
        if reply[0] == BEGIN:
            _begin(begin)
        heard.append(reply[0])
        return reply

    smtp.getreply = getreply  # type: ignore[method-assign]
    try:
        yield lambda: BEGIN in heard
    finally:
        smtp.getreply = listen  # type: ignore[method-assign]


def _begin(begin: Callable[[], bool]) -> None:
    try:
        begun = begin()
    except Exception as problem:
        raise NotBegunError from problem
    if not begun:
        raise NotBegunError


def _answers(smtp: smtplib.SMTP) -> bool:
    """Say whether a connection that was used before is still there."""
    try:
        return smtp.noop()[0] == 250
    except OSError:
        return False


def _cleaned(said: bytes | str | Exception) -> str:
    """Give what a server or a socket said as one short line."""
    text = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    return " ".join(printable(text).split())[:SAID] or type(said).__name__
