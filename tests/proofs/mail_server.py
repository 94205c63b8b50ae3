"""A mail server that refuses, hangs and drops connections, and remembers what it took."""

import asyncio
import random
from collections import Counter
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

#: What it does to a connection, and how often in a hundred.
MOODS = {
    "takes it": 40,
    "closes at once": 10,
    "refuses the sender": 10,
    "refuses the recipient for now": 10,
    "hangs at the greeting": 5,
    "hangs at the recipient": 5,
    "drops before the message": 10,
    "drops after the message": 5,
    "refuses the message for now": 5,
}


class Post:
    """Handles connections in a mood of its own for each, until it is `well`."""

    def __init__(self, chance: random.Random) -> None:
        """Begin unwell."""
        self.chance, self.well = chance, False
        #: How often each message arrived, by its Message-ID, whether the sender was told or not.
        self.arrived: Counter[str] = Counter()
        self.moods: Counter[str] = Counter()

    def mood(self, session: Session) -> str:
        """Give the mood of a connection."""
        if self.well:
            return "takes it"
        if not hasattr(session, "mood"):
            [session.mood] = self.chance.choices(list(MOODS), list(MOODS.values()))
            self.moods[session.mood] += 1
        return str(session.mood)

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, name: str, responses: list[str]
    ) -> list[str]:
        """Greet, or not."""
        session.host_name = name
        match self.mood(session):
            case "closes at once":
                server.transport.abort()
            case "hangs at the greeting":
                await asyncio.sleep(3600)
        return responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take who it is from."""
        if self.mood(session) == "refuses the sender":
            return "451 Not now"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take whom it is for."""
        match self.mood(session):
            case "refuses the recipient for now":
                return "450 Busy"
            case "hangs at the recipient":
                await asyncio.sleep(3600)
            case "drops before the message":
                server.transport.abort()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take the message. It has arrived, unless it is refused."""
        if self.mood(session) == "refuses the message for now":
            return "452 Full"
        message: Any = message_from_bytes(envelope.original_content or b"")
        self.arrived["".join(message["Message-ID"].split())] += 1
        if self.mood(session) == "drops after the message":
            server.transport.abort()
        return "250 OK"


def mail_server(port: int, chance: random.Random) -> tuple[Controller, Post]:
    """Start it."""
    post = Post(chance)
    controller = Controller(post, hostname="127.0.0.1", port=port)
    controller.start()
    return controller, post
