"""People who sign up at a site on this machine where everything goes wrong."""

import random
import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Lock
from urllib.parse import urlencode

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_REFERENCE = re.compile(r"/thank-you/([A-Z0-9]{4}-[A-Z0-9]{4})/")


class Applicants:
    """Sixteen people who sign up, each number once, and what they were told."""

    def __init__(self, port: int, path: str, chance: random.Random) -> None:
        """Open the page of the form, as all of them do: it comes from a shared cache."""
        self.port = port
        self.chance, self.seen, self.lock = chance, Counter[str](), Lock()
        #: The references that people got, by their numbers.
        self.told: dict[int, set[str]] = {}
        page = self.ask("GET", path).read().decode()
        self.hidden = {name: unescape(value) for name, value in _HIDDEN.findall(page)}
        self.action = re.search(r'action="(/sign-up/[^"]+)"', page)[1]  # type: ignore[index]
        self.prefix = next(iter(self.hidden)).split("-")[0]

    def sign_up(self, number: int) -> None:
        """Sign up, until there is an answer; sometimes by a double click."""
        answers = {"your_name": f"Ines {number}", "e_mail_address": f"{number}@example.org"}
        named = {f"{self.prefix}-{name}": answer for name, answer in answers.items()}
        body = urlencode(self.hidden | named)
        if self.chance.random() < 0.1:
            with ThreadPoolExecutor(2) as both:
                list(both.map(self.send, [number, number], [body, body]))
        else:
            self.send(number, body)

    def send(self, number: int, body: str) -> None:
        """Send it, as often as it takes."""
        for _ in range(20):
            try:
                answer = self.ask("POST", self.action, body, number)
            except (OSError, HTTPException) as problem:
                self.count(type(problem).__name__)
                time.sleep(0.2)
                continue
            self.count(str(answer.status))
            if found := _REFERENCE.search(answer.headers.get("Location", "")):
                with self.lock:
                    self.told.setdefault(number, set()).add(found[1])
                return
            time.sleep(0.2)

    def count(self, what: str) -> None:
        """Count an answer."""
        with self.lock:
            self.seen[what] += 1

    def ask(self, method: str, path: str, body: str = "", number: int = 0) -> HTTPResponse:
        """Ask as the proxy does for a browser, each number from an address of its own."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
            "Sec-Fetch-Site": "same-origin",
            "Host": f"127.0.0.1:{self.port}",
        }
        connection.request(method, path, body, headers)
        return connection.getresponse()
