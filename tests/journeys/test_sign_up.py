"""A visitor signs up, without JavaScript and without cookies."""

import re

import pytest
from django.core.files.storage import FileSystemStorage
from playwright.sync_api import Page, expect

from offers.models import SignUp, SignUpFile
from tests.factories.blog import PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.offers import OfferPageFactory, SignUpFieldFactory, SignUpFormPageFactory
from tests.journeys.conftest import accessibility_problems
from tests.journeys.keyboard import press, reach, write
from tests.offers.sent_files import PDF

pytestmark = pytest.mark.journey


@pytest.fixture
def form_page(transactional_db):
    asked = [
        SignUpFieldFactory.build(label="Your name"),
        SignUpFieldFactory.build(label="E-mail address", field_type="email"),
        SignUpFieldFactory.build(label="Phone number", required=False),
        SignUpFieldFactory.build(
            label="Which dates suit you?", field_type="checkboxes", choices="12 May\n19 May"
        ),
        SignUpFieldFactory.build(label="Area", field_type="radio", choices="North\nSouth"),
        SignUpFieldFactory.build(label="How did you hear", field_type="dropdown", choices="A, B"),
        SignUpFieldFactory.build(
            label="When could you start?", field_type="date", help_text="A rough idea is enough."
        ),
        SignUpFieldFactory.build(label="Anything else", field_type="multiline", required=False),
        SignUpFieldFactory.build(label="Campaign", field_type="hidden", default_value="autumn"),
    ]
    return SignUpFormPageFactory(
        title="Sign up for Kettle Club",
        fields=asked,
        intro="<p>It takes two minutes.</p>",
        consent="We keep your answers for a year, and show them to nobody else.",
        privacy_page=StandardPageFactory(title="Privacy"),
        button_label="Sign up",
    )


@pytest.fixture(params=["offer", "post", "form page"])
def host(request, form_page):
    if request.param == "offer":
        return OfferPageFactory(title="Kettle Club", sign_up_form=form_page)
    if request.param == "post":
        body = [("sign_up_form", {"title": "Join us", "form": form_page})]
        return PostPageFactory(title="Put the kettle on", body=body)
    return form_page


def test_a_visitor_without_scripts_or_mouse_corrects_a_form_and_signs_up_on_a_narrow_phone(
    tab_without_scripts: Page, live_server, form_page, host
):
    tab = tab_without_scripts
    tab.set_viewport_size({"width": 320, "height": 568})
    tab.goto(live_server.url + host.url)
    form = tab.get_by_role("form", name="Sign up for Kettle Club")
    write(tab, form.get_by_label("Your name"), "Ines Okafor")
    press(tab, form.get_by_label("19 May"), key="Space")
    write(tab, form.get_by_label("When could you start?"), "next week")
    press(tab, form.get_by_role("button", name="Sign up"))

    expect(tab).to_have_title(re.compile(f"^Error: {host.title}"))
    expect(tab.get_by_role("heading", level=1)).to_have_text(host.title)
    summary = tab.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    expect(summary.get_by_role("link")).to_have_text(
        [
            "Enter your e-mail address",
            "Select one of the options for “Area”",
            "Select one of the options for “How did you hear”",
            "Your answer to “When could you start?” must be a real date, such as 27 3 2027",
            "Tick the box to say that you agree",
        ]
    )
    expect(form.get_by_label("Your name")).to_have_value("Ines Okafor")
    expect(form.get_by_label("19 May")).to_be_checked()
    expect(form.get_by_label("12 May")).not_to_be_checked()
    expect(form.get_by_label("When could you start?")).to_have_value("next week")
    assert not SignUp.objects.exists()

    press(tab, summary.get_by_role("link", name="Enter your e-mail address"))
    expect(form.get_by_label("E-mail address")).to_be_focused()
    tab.keyboard.type("ines@example.org")
    press(tab, summary.get_by_role("link", name="“Area”"), backwards=True)
    expect(form.get_by_label("North")).to_be_focused()
    tab.keyboard.press("Space")
    write(tab, form.get_by_label("How did you hear"), "B")
    reach(tab, form.get_by_label("When could you start?"))
    tab.keyboard.press("Control+A")
    tab.keyboard.type("3rd of May 2027")
    press(tab, form.get_by_label("We keep your answers"), key="Space")
    tab.keyboard.press("Enter")

    expect(tab).to_have_title(re.compile("^Thank you"))
    kept = SignUp.objects.get()
    expect(tab.get_by_role("main")).to_contain_text(kept.reference)
    expect(tab.get_by_role("main")).to_contain_text("We write to you within a week.")
    assert "ines" not in tab.url.lower()
    assert kept.host_title == host.title
    assert kept.answers == {
        "your_name": "Ines Okafor",
        "e_mail_address": "ines@example.org",
        "phone_number": "",
        "which_dates_suit_you": ["19 May"],
        "area": "North",
        "how_did_you_hear": "B",
        "when_could_you_start": "2027-05-03",
        "anything_else": "",
        "campaign": "autumn",
    }

    address = tab.url
    tab.reload()
    assert tab.url == address
    expect(tab.get_by_role("main")).to_contain_text(kept.reference)
    assert SignUp.objects.count() == 1
    assert tab.context.cookies() == []


def test_a_file_is_chosen_once_though_something_else_was_wrong(
    tab_without_scripts: Page, live_server, transactional_db, tmp_path, monkeypatch
):
    monkeypatch.setattr(SignUpFile._meta.get_field("file"), "storage", FileSystemStorage(tmp_path))
    asked = [
        SignUpFieldFactory.build(label="Your name"),
        SignUpFieldFactory.build(label="Report", field_type="file"),
    ]
    tab = tab_without_scripts
    tab.goto(live_server.url + SignUpFormPageFactory(fields=asked).url)
    sent = {"name": "report.pdf", "mimeType": "application/pdf", "buffer": PDF}
    tab.get_by_label("Report").set_input_files(sent)
    tab.get_by_role("button", name="Send").press("Enter")

    expect(tab.get_by_role("alert")).to_be_focused()
    expect(tab.get_by_role("alert").get_by_role("link")).to_have_text(["Enter your name"])
    expect(tab.get_by_role("main")).to_contain_text("report.pdf is here already.")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    expect(tab.get_by_label("Your name")).to_be_focused()
    tab.keyboard.type("Ines Okafor")
    tab.keyboard.press("Enter")

    expect(tab).to_have_title(re.compile("^Thank you"))
    assert SignUpFile.objects.get().sign_up == SignUp.objects.get()


#: Waits until two frames were painted; says where the summary is, and what the window shows.
SEEN = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
  const {top, bottom} = document.activeElement.getBoundingClientRect();
  done([document.activeElement.role, top, bottom, innerHeight, scrollY]);
})))"""


def test_what_is_wrong_is_in_view_at_once_however_far_down_the_page(
    tab: Page, live_server, form_page
):
    long = [("paragraph", "<p>Bring a friend, or two.</p>" * 200)]
    offer = OfferPageFactory(title="Kettle Club", sign_up_form=form_page, body=long)
    tab.goto(live_server.url + offer.url)
    with tab.expect_event("load"):
        tab.get_by_role("button", name="Sign up").click()
    role, top, bottom, height, scrolled = tab.evaluate(SEEN)
    assert role == "alert"
    assert scrolled > 5000
    assert 0 <= top < bottom <= height


def test_a_double_click_is_one_sign_up(tab_without_scripts: Page, live_server, transactional_db):
    tab = tab_without_scripts
    form_page = SignUpFormPageFactory()
    tab.goto(live_server.url + form_page.url)
    tab.get_by_label("Your name").fill("Ines Okafor")
    tab.get_by_label("E-mail address").fill("ines@example.org")
    tab.get_by_role("button", name="Send").dblclick()
    expect(tab).to_have_title(re.compile("^Thank you"))
    assert SignUp.objects.count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_form_errors_and_thanks_are_accessible(tab: Page, live_server, form_page, scheme):
    offer = OfferPageFactory(title="Kettle Club", sign_up_form=form_page)
    tab.emulate_media(color_scheme=scheme)
    tab.goto(live_server.url + offer.url)
    assert accessibility_problems(tab) == []
    tab.get_by_role("button", name="Sign up").click()
    expect(tab.get_by_role("alert")).to_be_focused()
    assert accessibility_problems(tab) == []

    simple = SignUpFormPageFactory()
    tab.goto(live_server.url + simple.url)
    tab.get_by_label("Your name").fill("Ines Okafor")
    tab.get_by_label("E-mail address").fill("ines@example.org")
    tab.get_by_role("button", name="Send").click()
    expect(tab).to_have_title(re.compile("^Thank you"))
    assert accessibility_problems(tab) == []


def test_screen_readers_and_keyboards_never_meet_the_trap(tab: Page, live_server, form_page):
    tab.goto(live_server.url + form_page.url)
    assert "Leave this empty" not in tab.get_by_role("main").aria_snapshot()
    trap = tab.locator(".honeypot input")
    expect(trap).not_to_be_in_viewport()
    tab.get_by_label("Anything else").focus()
    tab.keyboard.press("Tab")
    expect(tab.get_by_label("We keep your answers")).to_be_focused()
