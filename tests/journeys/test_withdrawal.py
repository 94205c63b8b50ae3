"""A post is withdrawn: staff say why, a visitor with an old link and a partner read it."""

import json
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from blog.models import PostPage
from cms.publication.models import ContentItem
from tests.factories.blog import PostPageFactory
from tests.factories.users import UserFactory
from tests.factories.vocabulary import TopicFactory
from tests.journeys.conftest import accessibility_problems
from tests.journeys.keyboard import press, write
from tests.journeys.staff import PASSWORD, Staff

pytestmark = pytest.mark.journey


@pytest.fixture
def staff(tab: Page, live_server, site_of_live_server) -> Staff:
    staff = Staff(tab, live_server.url)
    staff.sign_in(UserFactory(username="mo", password=PASSWORD, groups=["Moderators"]))
    return staff


def ask_to_unpublish(staff: Staff, post: PostPage) -> None:
    staff.tab.goto(f"{staff.site}/admin/pages/{post.pk}/unpublish/")


def replace_by(staff: Staff, title: str) -> None:
    staff.tab.get_by_role("button", name="Choose a page").click()
    dialog = staff.tab.locator(".modal.in, .modal-dialog").last
    dialog.get_by_placeholder("Search").fill(title)
    dialog.get_by_role("link", name=title).click()
    dialog.wait_for(state="hidden")


def refused(address: str) -> dict:
    """Read as a partner’s program does what is there no more."""
    with pytest.raises(urllib.error.HTTPError) as gone:
        urllib.request.urlopen(address)  # noqa: S310 - our own test server
    assert gone.value.code == 410
    return json.load(gone.value)


def test_staff_say_why_and_visitor_and_partner_read_it(tab, staff, chromium):
    old, _ = PostPageFactory(title="Prices of 2024"), PostPageFactory(title="Prices of today")
    item = ContentItem.objects.get(title="Prices of 2024")

    ask_to_unpublish(staff, old)
    tab.get_by_label("Why is it withdrawn?").fill("The prices are <i>old</i>.")
    replace_by(staff, "Prices of today")
    assert accessibility_problems(tab) == []
    tab.get_by_role("button", name="Yes, unpublish it").click()
    tab.locator(".messages").get_by_text("unpublished").first.wait_for()

    context = chromium.new_context(viewport={"width": 320, "height": 640})
    visitor = context.new_page()
    assert visitor.goto(old.full_url).status == 410
    assert visitor.title().startswith("This page has been withdrawn")
    expect(visitor.get_by_text("The prices are <i>old</i>.")).to_be_visible()
    assert accessibility_problems(visitor) == []
    assert visitor.evaluate("document.documentElement.scrollWidth") <= 320
    visitor.get_by_role("link", name="Prices of today").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Prices of today")
    assert context.cookies() == []
    context.close()

    told = refused(f"{staff.site}/api/v1/posts/{item.pk}/")
    assert told["reason"] == "The prices are <i>old</i>."
    assert told["replaced_by"]["title"] == "Prices of today"

    tab.goto(f"{staff.site}/admin/reports/withdrawn/")
    tab.get_by_role("link", name="Prices of 2024", exact=True).click()
    tab.get_by_label("Why is it withdrawn?").fill("The prices rose.")
    tab.get_by_role("button", name="Save").click()
    tab.locator(".messages").get_by_text("is saved").wait_for()
    assert refused(f"{staff.site}/api/v1/posts/{item.pk}/")["reason"] == "The prices rose."


def test_wrong_words_are_refused_and_nothing_that_was_typed_is_lost(tab, staff):
    old, draft = PostPageFactory(title="Prices of 2024"), PostPageFactory(title="Prices of May")
    draft.unpublish()
    reason = "The prices are old. " * 15

    ask_to_unpublish(staff, old)
    tab.get_by_label("Why is it withdrawn?").fill(reason)
    replace_by(staff, "Prices of May")
    tab.get_by_role("button", name="Yes, unpublish it").click()

    expect(tab.get_by_text("Shorten this to 280 characters.")).to_be_visible()
    expect(tab.get_by_text("Visitors cannot see this page.")).to_be_visible()
    expect(tab.get_by_label("Why is it withdrawn?")).to_have_value(reason)
    expect(tab.get_by_text("Prices of May")).to_be_visible()
    assert accessibility_problems(tab) == []
    assert PostPage.objects.get(pk=old.pk).live


def test_a_topic_is_deleted_with_the_keyboard_alone(tab, staff, blog_index):
    old, _ = TopicFactory(name="Allotments", slug="allotments"), TopicFactory(name="Growing food")

    tab.goto(f"{staff.site}/admin/snippets/vocabulary/topic/delete/{old.pk}/")
    assert accessibility_problems(tab) == []
    write(tab, tab.locator("[name=reason]"), "We grow more than that.")
    press(tab, tab.get_by_role("button", name="Choose topic"))
    press(tab, tab.get_by_role("link", name="Growing food"))
    tab.locator(".modal").wait_for(state="detached")
    press(tab, tab.get_by_role("button", name="Yes, delete it"))
    tab.locator(".messages").get_by_text("deleted").wait_for()

    assert tab.goto(f"{staff.site}/blog/topics/allotments/").status == 410
    expect(tab.get_by_text("We grow more than that.")).to_be_visible()
    tab.get_by_role("link", name="Growing food").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Growing food")


def test_what_staff_are_asked_is_legible_in_the_dark_too(tab, staff):
    post = PostPageFactory(title="Prices of 2024")
    item = ContentItem.objects.get(title="Prices of 2024")
    tab.emulate_media(color_scheme="dark")

    tab.goto(f"{staff.site}/admin/pages/{post.pk}/delete/")
    assert accessibility_problems(tab) == []
    tab.get_by_role("button", name="Yes, delete it").click()
    tab.locator(".messages").get_by_text("deleted").wait_for()
    tab.goto(f"{staff.site}/admin/reports/withdrawn/{item.pk}/")
    assert accessibility_problems(tab) == []
