"""A member of staff answers what came in over the weekend."""

import re

import pytest
from playwright.sync_api import Page, expect

from offers.models import Access, SignUp
from tests.factories.offers import SignUpFormPageFactory
from tests.factories.users import UserFactory
from tests.journeys.staff import PASSWORD, Staff
from tests.offers.sending import send_right

pytestmark = pytest.mark.journey


def test_staff_find_take_note_finish_and_take_away_a_sign_up(
    tab: Page, live_server, transactional_db
):
    kettle = SignUpFormPageFactory(title="Sign up for Kettle Club")
    send_right(kettle, your_name="Ines Okafor")
    send_right(kettle, your_name="Farid Haddad")
    send_right(SignUpFormPageFactory(title="Another form"), your_name="Joyce Ward")
    hanna = UserFactory(
        first_name="Hanna", last_name="Dill", password=PASSWORD, groups=["Sign-up handlers"]
    )
    staff = Staff(tab, live_server.url)
    staff.sign_in(hanna)

    tab.get_by_role("button", name="Sign-ups (3)").click()
    tab.get_by_role("link", name="New (3)").click()
    tab.get_by_role("button", name="Show filters").click()
    tab.get_by_role("button", name="Form").click()
    tab.get_by_label("Sign up for Kettle Club").check()
    expect(tab.locator("#listing-results tbody tr")).to_have_count(2)

    tab.get_by_role("link", name="Farid Haddad").click()
    expect(tab.get_by_role("link", name="Next")).to_be_visible()
    tab.get_by_role("button", name="Take it").press("Enter")
    expect(tab.get_by_text("In your hands")).to_be_visible()
    tab.get_by_label("State").select_option("Done")
    tab.get_by_label("Note", exact=True).fill("Rang. Comes on Saturday.")
    tab.get_by_role("button", name="Save and next").press("Enter")
    expect(tab).to_have_title(re.compile("Ines Okafor"))
    farid = SignUp.objects.get(name="Farid Haddad")
    assert (farid.state, farid.owner) == (SignUp.State.DONE, hanna)
    assert farid.events.filter(kind="note").count() == 1

    tab.goto(f"{live_server.url}/admin/sign-ups/?form={kettle.pk}")
    tab.get_by_role("button", name="Actions").click()
    with tab.expect_download() as file:
        tab.get_by_role("link", name="Download CSV").click()
    assert re.fullmatch(r"sign-up-for-kettle-club-sign-ups\.csv", file.value.suggested_filename)
    assert Access.objects.get(kind="export").count == 2
