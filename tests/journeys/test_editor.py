"""The editor, where it does more than Wagtail's own."""

import time

import pytest
from playwright.sync_api import Page, Route, expect

from blog.models import AuthorIndexPage, AuthorPage
from tests.factories.users import UserFactory
from tests.journeys.staff import PASSWORD, Staff

pytestmark = pytest.mark.journey

BEFORE_IT_WATCHES = 2_500  # milliseconds in which Wagtail takes what is written for the beginning


@pytest.fixture
def staff(tab: Page, live_server, settings) -> Staff:
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 500
    staff = Staff(tab, live_server.url)
    staff.sign_in(UserFactory(username="sefton", is_superuser=True, password=PASSWORD))
    staff.start("blog/authorpage", AuthorIndexPage.objects.get().pk)
    tab.wait_for_timeout(BEFORE_IT_WATCHES)
    return staff


def test_publishing_waits_for_what_the_editor_is_saving_by_itself(tab: Page, staff):
    on_their_way: list[Route] = []

    def hold_up(route: Route) -> None:
        by_itself = route.request.headers.get("accept") == "application/json"
        if route.request.method == "POST" and by_itself:
            on_their_way.append(route)
        else:
            route.continue_()

    tab.route("**/admin/pages/add/**", hold_up)
    staff.write("Name", "Amara Newcomer")
    staff.write("Role", "Allotment keeper")
    deadline = time.monotonic() + 30
    while not on_their_way and time.monotonic() < deadline:
        tab.wait_for_timeout(100)
    answer = on_their_way[0].fetch()  # the page exists, which the editor does not know yet
    staff.press_publish()
    tab.wait_for_timeout(500)
    on_their_way[0].fulfill(response=answer)

    expect(tab.locator(".messages")).to_contain_text("published")
    author = AuthorPage.objects.get()
    assert (author.slug, author.live) == ("amara-newcomer", True)


def test_publishing_does_not_wait_for_what_the_editor_has_not_begun_to_save(
    tab: Page, staff, settings
):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 60_000
    tab.reload()
    tab.wait_for_timeout(BEFORE_IT_WATCHES)
    staff.write("Name", "Amara Newcomer")
    staff.write("Role", "Allotment keeper")
    tab.wait_for_timeout(1000)
    staff.publish()
    assert AuthorPage.objects.get().live
