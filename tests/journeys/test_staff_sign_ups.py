"""A member of staff answers what came in over the weekend, without a mouse."""

import re

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Browser, Page, expect

from offers.models import Access, SignUp
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory
from tests.factories.users import UserFactory
from tests.journeys.conftest import accessibility_problems
from tests.journeys.keyboard import press, reach, write
from tests.journeys.staff import PASSWORD, Staff
from tests.offers.sending import send_right

pytestmark = pytest.mark.journey


@pytest.fixture
def kettle(transactional_db):
    form = SignUpFormPageFactory(title="Sign up for Kettle Club")
    OfferPageFactory(title="Kettle Club", sign_up_form=form)
    send_right(form, your_name="Ines Okafor")
    send_right(form, your_name="Farid Haddad")
    send_right(SignUpFormPageFactory(title="Another form"), your_name="Joyce Ward")
    return form


@pytest.fixture
def hanna(transactional_db):
    return UserFactory(
        first_name="Hanna", last_name="Dill", password=PASSWORD, groups=["Sign-up handlers"]
    )


def test_staff_find_share_out_finish_and_take_away_sign_ups_by_keyboard(
    tab: Page, live_server, kettle, hanna
):
    tab.goto(f"{live_server.url}/admin/")
    write(tab, tab.get_by_label("Username"), hanna.username)
    write(tab, tab.get_by_label("Password"), PASSWORD)
    tab.keyboard.press("Enter")

    press(tab, tab.get_by_role("button", name="Sign-ups (3)"))
    press(tab, tab.get_by_role("link", name="New (3)"))
    rows = tab.locator("#listing-results tbody tr")
    expect(rows).to_have_count(3)
    press(tab, tab.get_by_role("button", name="Show filters"))
    press(tab, tab.get_by_role("button", name="Form"))
    press(tab, tab.get_by_label("Sign up for Kettle Club"), key="Space")
    expect(rows).to_have_count(2)
    tab.keyboard.press("Escape")
    assert accessibility_problems(tab) == []

    for name in ("Farid Haddad", "Ines Okafor"):
        press(tab, rows.filter(has_text=name).get_by_role("checkbox"), key="Space")
    press(
        tab, tab.get_by_role("link", name="Change the owner of the chosen sign-ups"), backwards=True
    )
    write(tab, tab.get_by_label("Owner"), "Hanna")
    assert accessibility_problems(tab) == []
    press(tab, tab.get_by_role("button", name="Change owner"))
    expect(tab.locator(".messages")).to_contain_text("2 sign-ups changed.")

    press(tab, tab.get_by_role("link", name="Farid Haddad"))
    reach(tab, tab.get_by_role("link", name="Reply by mail"))
    assert accessibility_problems(tab) == []
    write(tab, tab.get_by_label("State"), "Done")
    write(tab, tab.get_by_label("Note", exact=True), "Rang. Comes on Saturday.")
    press(tab, tab.get_by_role("button", name="Save and next"))
    expect(tab).to_have_title(re.compile("Ines Okafor"))
    farid = SignUp.objects.get(name="Farid Haddad")
    assert (farid.state, farid.owner) == (SignUp.State.DONE, hanna)
    assert farid.events.filter(kind="note").count() == 1

    press(tab, tab.get_by_role("link", name="Back to the list"))
    press(tab, tab.get_by_role("button", name="Actions"))
    reach(tab, tab.get_by_role("link", name="Download CSV"))
    with tab.expect_download() as file:
        tab.keyboard.press("Enter")
    assert re.fullmatch(r"sign-up-for-kettle-club-sign-ups\.csv", file.value.suggested_filename)
    assert Access.objects.get(kind="export").count == 1  # the one that is new still


def test_axe_finds_nothing_wrong_on_any_screen_of_sign_ups(
    chromium: Browser, live_server, kettle, hanna
):
    send_right(kettle, your_name="Cheap Watches", extra={kettle.form().trap: "https://x.example/"})
    offer, spam = kettle.offers.get(), SignUp.objects.get(state=SignUp.State.SPAM)
    screens = {
        "list": "sign-ups/?q=ines@example.org",
        "suspected spam": f"sign-ups/{spam.pk}/",
        "quarantine": "sign-ups/quarantine/",
        "mails": "sign-ups/mails/",
        "by offer": "sign-ups/by-offer/",
        "one offer": f"sign-ups/by-offer/{offer.pk}/",
        "erase": f"sign-ups/erase/?id={spam.pk}",
        "erase several": f"bulk/offers/signup/erase/?id={spam.pk}",
        "to be erased": "sign-ups/to-be-erased/",
        "who looked": "sign-ups/accesses/",
        "person": "sign-ups/person/?address=ines@example.org",
        "unpublish": f"pages/{offer.pk}/unpublish/",
        "delete": f"pages/{kettle.pk}/delete/",
        "rights": f"groups/edit/{Group.objects.get(name='Sign-up handlers').pk}/",
    }
    context = chromium.new_context(color_scheme="dark")
    tab = context.new_page()
    Staff(tab, live_server.url).sign_in(UserFactory(is_superuser=True, password=PASSWORD))
    problems = {}
    for name, address in screens.items():
        answer = tab.goto(f"{live_server.url}/admin/{address}")
        assert answer.ok, name
        if found := accessibility_problems(tab):
            problems[name] = found
    context.close()
    assert problems == {}
