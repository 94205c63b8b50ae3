"""The editor, where it does more than Wagtail's own."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from blog.models import AuthorIndexPage, AuthorPage
from tests.factories.blog import AuthorPageFactory
from tests.factories.users import UserFactory
from tests.journeys.staff import PASSWORD, Staff

pytestmark = pytest.mark.journey

BEFORE_IT_WATCHES = 2_500  # milliseconds in which Wagtail takes what is written for the beginning

#: Somebody writes on while their order is on its way. (Playwright itself would wait for it.)
WRITE_ON_THEN = """() => document.addEventListener("submit", () => setTimeout(() => {
  document.querySelector("[name=role]").value = "Half a sen";
  console.log("orders left:", document.querySelectorAll("[type=hidden][name^=action-]").length);
}, 100))"""


@pytest.fixture
def staff(tab: Page, live_server, settings) -> Staff:
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 500
    staff = Staff(tab, live_server.url)
    staff.sign_in(UserFactory(username="sefton", is_superuser=True, password=PASSWORD))
    return staff


@pytest.fixture
def new_author(tab: Page, staff) -> None:
    staff.start("blog/authorpage", AuthorIndexPage.objects.get().pk)
    tab.wait_for_timeout(BEFORE_IT_WATCHES)


def write_a_profile(staff: Staff) -> None:
    staff.write("Name", "Amara Newcomer")
    staff.write("Role", "Allotment keeper")


def wait_until(tab: Page, true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline
        tab.wait_for_timeout(100)


class Traffic:
    """What the editor sends: what it saves by itself, and what a button orders."""

    def __init__(self, tab: Page) -> None:
        """Hold everything up from now on."""
        self.by_itself: list[Route] = []
        self.ordered: list[Route] = []
        tab.route("**/admin/pages/**", self.hold_up)

    def hold_up(self, route: Route) -> None:
        if route.request.method != "POST" or "preview" in route.request.url:
            route.continue_()
        elif route.request.headers.get("accept") == "application/json":
            self.by_itself.append(route)
        else:
            self.ordered.append(route)


def test_publishing_waits_for_what_the_editor_is_saving_by_itself(tab: Page, staff, new_author):
    traffic = Traffic(tab)
    write_a_profile(staff)
    wait_until(tab, lambda: bool(traffic.by_itself))
    answer = traffic.by_itself[0].fetch()  # the page exists, which the editor does not know yet
    staff.press_publish()
    tab.wait_for_timeout(500)
    assert traffic.ordered == []
    traffic.by_itself[0].fulfill(response=answer)
    wait_until(tab, lambda: bool(traffic.ordered))
    traffic.ordered[0].continue_()

    expect(tab.locator(".messages")).to_contain_text("published")
    author = AuthorPage.objects.get()
    assert (author.slug, author.live) == ("amara-newcomer", True)


def test_an_order_on_its_way_is_given_once_and_to_nobody_else(tab: Page, staff, new_author):
    traffic = Traffic(tab)
    write_a_profile(staff)
    wait_until(tab, lambda: bool(traffic.by_itself))
    staff.write("Role", "Keeper of the allotment")  # to be saved next
    told: list[str] = []
    tab.on("console", lambda message: told.append(message.text))
    tab.evaluate(WRITE_ON_THEN)
    staff.press_publish()
    traffic.by_itself[0].continue_()
    wait_until(tab, lambda: bool(traffic.ordered))
    wait_until(tab, lambda: "orders left: 0" in told)
    tab.wait_for_timeout(2_000)
    assert len(traffic.by_itself) == 1
    traffic.ordered[0].continue_()

    expect(tab.locator(".messages")).to_contain_text("published")
    author = AuthorPage.objects.get()
    assert (author.role, author.has_unpublished_changes) == ("Keeper of the allotment", False)


def test_publishing_does_not_wait_for_what_the_editor_has_not_begun_to_save(
    tab: Page, staff, settings
):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 60_000
    staff.start("blog/authorpage", AuthorIndexPage.objects.get().pk)
    tab.wait_for_timeout(BEFORE_IT_WATCHES)
    write_a_profile(staff)
    tab.wait_for_timeout(1_000)
    staff.publish()
    assert AuthorPage.objects.get().live


def test_the_last_words_of_rich_text_are_saved_too(tab: Page, staff):
    author = AuthorPageFactory(title="Amara Newcomer")
    tab.goto(f"{staff.site}/admin/pages/{author.pk}/edit/")
    tab.wait_for_timeout(BEFORE_IT_WATCHES)
    tab.locator("[contenteditable=true]").first.click()
    tab.keyboard.type("Keeps an allotment.")
    tab.keyboard.press("Control+s")
    expect(tab.locator(".messages")).to_contain_text("updated")
    latest = AuthorPage.objects.get().get_latest_revision_as_object()
    assert "Keeps an allotment." in latest.biography
