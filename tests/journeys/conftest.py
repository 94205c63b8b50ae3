"""A real Chromium, for tests that do what people do."""

import os
import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.db import connections
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Site

#: Milliseconds that a busy machine may take to answer, as long as Playwright’s own actions wait.
PATIENCE = 30_000
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the browser that `make test` found, or the one on the path."""
    path = os.environ.get("COMMONPLACE_CHROMIUM") or shutil.which("chromium")
    # Playwright runs a loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    ours = {alias: connections[alias] for alias in connections}
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        for alias, connection in ours.items():  # … and would give it connections of its own
            connections[alias] = connection
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """Open a tab of a visitor, as most people have it."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def tab_without_scripts(chromium: Browser) -> Iterator[Page]:
    """Open a tab of a visitor whose browser runs no JavaScript."""
    context = chromium.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


#: What still fades in is pale, and not for long. What blinks for longer, such as Wagtail’s badge
#: for news (25 s), is no reason to wait.
_WHEN_STILL = """() => Promise.all(
    document.getAnimations()
        .filter((each) => each.effect.getComputedTiming().endTime < 5000)
        .map((each) => each.finished.catch(() => null))
)"""

#: How targets of WCAG 2.2 are large enough has to be asked for. What is right need not be told in
#: full, which takes as long as finding out.
_RUN = """() => axe.run({
    resultTypes: ["violations"], rules: {"target-size": {enabled: true}},
}).then((found) => found.violations)"""


def accessibility_problems(tab: Page) -> list[str]:
    """Give what axe finds wrong with what a tab shows, in every rule it has for WCAG 2.2 AA."""
    tab.evaluate(_WHEN_STILL)
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(AXE_SCRIPT)
    found = tab.evaluate(_RUN)
    return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]


@pytest.fixture
def site_of_live_server(live_server: LiveServer, db: None) -> Site:
    """Tell the site its address, which all that goes out names."""
    address = urlsplit(live_server.url)
    site = Site.objects.get(is_default_site=True)
    site.hostname, site.port = address.hostname, address.port
    site.save()
    return site
