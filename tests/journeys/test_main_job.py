"""The main job, end to end: staff write, visitors read and sign up, partners copy."""

import json
import urllib.error
import urllib.request

import pytest

from blog.models import AuthorIndexPage, BlogIndexPage, PostPage
from offers.models import SignUp
from tests.factories.media import ImageFactory
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory
from tests.factories.users import UserFactory
from tests.factories.vocabulary import TopicFactory
from tests.journeys.staff import PASSWORD, Staff

pytestmark = pytest.mark.journey


def partner(address: str) -> dict:
    """Read an address as a partner's program does."""
    with urllib.request.urlopen(address) as response:  # noqa: S310 - our own test server
        return json.load(response)


def test_staff_publish_a_post_a_visitor_signs_up_and_a_partner_copies_it(
    live_server, chromium, tab, tab_without_scripts, site_of_live_server
):
    site = live_server.url
    user = UserFactory(username="sefton", is_superuser=True, password=PASSWORD)
    TopicFactory(name="Organising")
    ImageFactory(title="A garden", description="Beans on canes beside a path")
    form = SignUpFormPageFactory(title="Pause | Plan form")
    OfferPageFactory(title="Pause | Plan", sign_up_form=form)

    staff = Staff(tab, site)
    staff.sign_in(user)

    staff.start("blog/authorpage", AuthorIndexPage.objects.get().pk)
    staff.write("Name", "Amara Newcomer")
    staff.write("Role", "Allotment keeper")
    staff.publish()

    staff.start("blog/postpage", BlogIndexPage.objects.get().pk)
    staff.write("Title", "What the beans taught us")
    staff.write("Standfirst", "Amara Newcomer on a year of meetings in a shed.")
    staff.choose("Choose topic", "Organising")
    tab.get_by_role("button", name="Add Contributor").click()
    staff.choose("Choose a page (Author)", "Amara Newcomer")
    staff.add_block("Quote")
    staff.write("Words", "Nobody asked us before.")
    staff.add_block("Picture")
    staff.choose("Choose an image", "A garden")
    staff.write("Alternative text", "Beans on canes")
    staff.add_block("Sign-up form")
    staff.choose("Choose a page (Sign-up form)", "Pause | Plan form")
    staff.publish()

    visitor = tab_without_scripts
    visitor.goto(f"{site}/blog/")
    visitor.get_by_role("link", name="What the beans taught us").first.click()
    assert visitor.get_by_role("heading", level=1).inner_text() == "What the beans taught us"
    assert visitor.get_by_text("Nobody asked us before.").is_visible()
    assert visitor.get_by_alt_text("Beans on canes").is_visible()
    assert visitor.get_by_text("Allotment keeper").first.is_visible()
    visitor.get_by_label("Your name").fill("Vera Visitor")
    visitor.get_by_label("E-mail address").fill("vera@example.org")
    visitor.get_by_role("button", name="Send").click()
    visitor.wait_for_url("**/thank-you/**")
    sign_up = SignUp.objects.get()
    assert visitor.get_by_text(sign_up.reference).first.is_visible()
    assert sign_up.host_title == "What the beans taught us"
    assert visitor.context.cookies() == []

    [found] = partner(f"{site}/api/v1/posts/?topic=organising")["results"]
    item = partner(found["self"])
    assert item["contributions"][0]["author"]["name"] == "Amara Newcomer"
    assert item["offers"][0]["title"] == "Pause | Plan"
    for words in ("Nobody asked us before.", "Pause | Plan form"):
        assert words in item["body"]["html"]
        assert words in item["body"]["text"]
        assert words in json.dumps(item["body"]["blocks"], ensure_ascii=False)
    assert "<form" not in item["body"]["html"]

    post = PostPage.objects.get(title="What the beans taught us")
    tab.goto(f"{site}/admin/pages/{post.pk}/unpublish/")
    tab.get_by_role("button", name="Yes, unpublish").click()
    tab.locator(".messages").get_by_text("unpublished").first.wait_for()

    assert partner(f"{site}/api/v1/posts/?topic=organising")["results"] == []
    with pytest.raises(urllib.error.HTTPError) as gone:
        partner(found["self"])
    assert gone.value.code == 410
    assert json.load(gone.value)["title"] == "This was public and is withdrawn"
    another = chromium.new_context()  # who has read it may do so from their own cache for a minute
    assert another.new_page().goto(post.full_url).status == 410
    another.close()
