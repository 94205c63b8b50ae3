"""A real mail server on this machine, that does as tests tell it."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class Server(SMTP):
    """One connection. What is scripted for a phase is done instead of the usual."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self.event_handler.connections += 1
        if self.event_handler.next("CONNECT") == "drop":
            transport.abort()

    async def instead(self, phase: str) -> bool:
        """Do what is scripted for a phase, if anything is: drop, hang or give an answer."""
        what = self.event_handler.next(phase)
        if what == "hang":
            await asyncio.sleep(60)
        elif what == "drop":
            self.transport.abort()
            raise asyncio.CancelledError
        elif what:
            await self.push(what)
        return bool(what)

    async def smtp_MAIL(self, arg: str) -> None:
        if not await self.instead("MAIL"):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str) -> None:
        if not await self.instead("RCPT"):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:
        if await self.instead("DATA"):
            return
        if self.event_handler.script.get("CONTENT"):
            await self.push("354 Begin")
            await self.instead("CONTENT")
        await super().smtp_DATA(arg)


class MailServer:
    """What arrived, and what is to go wrong: `script` holds what to do in a phase, once each.

    Phases: CONNECT, MAIL, RCPT, DATA (the command), CONTENT (while it comes), END (when it has
    arrived). To do: an answer such as “451 Later”, “drop” or “hang”.
    """

    def __init__(self, port: int) -> None:
        """Begin with nothing, or again."""
        self.port = port
        self.connections = 0
        self.arrived: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.script: dict[str, str] = {}

    def next(self, phase: str) -> str:
        return self.script.pop(phase, "")

    async def handle_DATA(self, server: Server, session: Any, envelope: Any) -> str:
        said = self.script.get("END", "")
        if not said[:1].isdigit():
            parsed = message_from_bytes(envelope.content, policy=policy.default)
            self.arrived.append(parsed)
            self.recipients.append(envelope.rcpt_tos)
        if said in {"drop", "hang"}:
            await server.instead("END")
        return self.next("END") or "250 Taken"


class _Controller(Controller):
    def factory(self) -> Server:
        return Server(self.handler, hostname="mail.example")

    def _trigger_server(self) -> None:
        self._factory_invoked.set()  # otherwise it would connect, and count
        self.smtpd = True


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Run a mail server on a free port of 127.0.0.1."""
    handler = MailServer(free_port())
    controller = _Controller(handler, hostname="127.0.0.1", port=handler.port)
    controller.start()
    try:
        yield handler
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
