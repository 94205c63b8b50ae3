"""What staff do with one sign-up, on its page."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

from cms.publication.models import Clock
from offers.models import Access, SignUp, SignUpFormPage
from tests.conftest import signed_in
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory
from tests.factories.users import UserFactory
from tests.offers.sending import send_right
from tests.offers.staff_of import staff_of

pytestmark = pytest.mark.django_db

FORM_PAGE = {"title": "Reflect | Recharge"}

LIST = "/admin/sign-ups/"


@pytest.fixture
def sign_up(form_page: SignUpFormPage) -> SignUp:
    return kept(form_page)


def kept(form_page: SignUpFormPage, **answers: str) -> SignUp:
    send_right(form_page, **answers)
    return SignUp.objects.latest("pk")


def page_of(client: Client, sign_up: SignUp, query: str = "") -> BeautifulSoup:
    response = client.get(f"{LIST}{sign_up.pk}/{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").find("main")


def shown(client: Client, sign_up: SignUp) -> dict[str, str]:
    """Give what a browser would send of the page as it stands."""
    form = page_of(client, sign_up).find("form", class_="sign-up__form")
    sent = {field["name"]: field.get("value", "") for field in form("input")}
    sent.update({field["name"]: field.get_text().lstrip("\n") for field in form("textarea")})
    for field in form("select"):
        sent[field["name"]] = field.find("option", selected=True)["value"]
    return sent


def save(client: Client, sign_up: SignUp, sent: dict[str, str], **changes: Any) -> HttpResponse:
    return client.post(f"{LIST}{sign_up.pk}/", {**sent, **changes})


def lines(sign_up: SignUp) -> list[tuple[str, str, str]]:
    return [(line.kind, line.text, line.by_name) for line in sign_up.events.all()]


def test_taking_a_new_sign_up_puts_it_in_progress_with_whoever_took_it(handler_client, sign_up):
    response = save(handler_client, sign_up, shown(handler_client, sign_up), take="1")
    assert response.status_code == 302
    sign_up.refresh_from_db()
    assert (sign_up.state, sign_up.owner.username) == ("in_progress", "handler")
    assert lines(sign_up) == [
        ("state", "New → In progress", "Hanna Dill"),
        ("owner", "Owner: Hanna Dill", "Hanna Dill"),
    ]
    page = page_of(handler_client, sign_up)
    assert "Owner: you" in page.get_text()
    assert page.find("button", attrs={"name": "take"}) is None


def test_state_owner_and_note_are_saved_together_and_told_in_the_history(handler_client, sign_up):
    other = UserFactory(first_name="Olu", last_name="Bell", groups=["Sign-up handlers"])
    sent = shown(handler_client, sign_up)
    save(handler_client, sign_up, sent, state="done", owner=other.pk, note="Rang.\n<b>Twice</b>.")
    assert lines(sign_up) == [
        ("state", "New → Done", "Hanna Dill"),
        ("owner", "Owner: Olu Bell", "Hanna Dill"),
        ("note", "Rang.\n<b>Twice</b>.", "Hanna Dill"),
    ]
    told = str(page_of(handler_client, sign_up).find(id="history-section"))
    assert "Rang.<br/>&lt;b&gt;Twice&lt;/b&gt;." in told
    assert Access.objects.filter(kind="change", reference=sign_up.reference).count() == 1


def test_what_a_colleague_did_meanwhile_is_not_overwritten_in_silence(handler_client, sign_up):
    before = shown(handler_client, sign_up)
    save(handler_client, sign_up, before, state="declined")
    colleague = signed_in(UserFactory(groups=["Sign-up handlers"]))
    response = save(colleague, sign_up, before, state="done", note="Answered by mail.")
    assert response.status_code == 409
    page = BeautifulSoup(response.content, "html.parser")
    assert "Somebody else changed this sign-up" in page.get_text()
    assert page.find("textarea").get_text(strip=True) == "Answered by mail."
    assert page.find("option", selected=True)["value"] == "declined"
    sign_up.refresh_from_db()
    assert sign_up.state == "declined"
    assert not sign_up.events.filter(kind="note").exists()


def test_what_was_left_alone_does_not_undo_what_a_colleague_did(handler_client, sign_up):
    before = shown(handler_client, sign_up)
    save(handler_client, sign_up, before, state="done")
    save(handler_client, sign_up, before, note="A note on an older page.")
    sign_up.refresh_from_db()
    assert sign_up.state == "done"
    assert sign_up.events.filter(kind="note").count() == 1


def test_a_double_click_adds_a_note_once(handler_client, sign_up):
    before = shown(handler_client, sign_up)
    for _ in range(2):
        assert save(handler_client, sign_up, before, state="done", note="x").status_code == 302
    assert [kind for kind, *_ in lines(sign_up)] == ["state", "note"]


def test_whoever_may_only_read_changes_nothing(reader_client, handler_client, sign_up):
    sent = shown(handler_client, sign_up)
    assert page_of(reader_client, sign_up).find("form", class_="sign-up__form") is None
    save(reader_client, sign_up, sent, state="done", note="No.")
    sign_up.refresh_from_db()
    assert sign_up.state == "new"
    assert lines(sign_up) == []


def test_what_is_held_back_as_spam_cannot_be_moved_past_its_release(handler_client, form_page):
    send_right(form_page, extra={form_page.form().trap: "x"})
    held = SignUp.objects.get()
    response = save(handler_client, held, shown(handler_client, held), state="done")
    assert response.status_code == 422
    held.refresh_from_db()
    assert held.state == "spam"


def test_declining_gives_a_place_back_for_all_to_see(handler_client, form_page):
    OfferPageFactory(sign_up_form=form_page, places=1)
    sign_up = kept(form_page)
    sent = shown(handler_client, sign_up)
    for state, tells in [("in_progress", False), ("declined", True), ("done", True)]:
        before = Clock.objects.get().number
        save(handler_client, sign_up, {**sent, "seen_state": sign_up.state}, state=state)
        sign_up.refresh_from_db()
        assert sign_up.state == state
        assert (Clock.objects.get().number > before) is tells


def test_only_those_who_may_handle_sign_ups_can_be_given_one(handler_client, sign_up):
    outsider = UserFactory(groups=["Sign-up readers"])
    response = save(handler_client, sign_up, shown(handler_client, sign_up), owner=outsider.pk)
    assert response.status_code == 422


def test_neighbours_are_those_of_the_list_as_it_was_narrowed(handler_client, form_page):
    first, other, last = (
        kept(page, your_name=name)
        for page, name in [(form_page, "A"), (SignUpFormPageFactory(), "B"), (form_page, "C")]
    )

    def ways(sign_up: SignUp, query: str) -> list[str]:
        return [a["href"] for a in page_of(handler_client, sign_up, query)("a", rel=True)]

    assert ways(other, "") == [f"{LIST}{last.pk}/", f"{LIST}{first.pk}/"]
    query = f"?form={form_page.pk}"
    assert ways(last, query) == [f"{LIST}{first.pk}/{query}"]
    assert ways(first, query) == [f"{LIST}{last.pk}/{query}"]
    assert ways(last, "?ordering=created_at") == [f"{LIST}{other.pk}/?ordering=created_at"]


def test_save_and_next_goes_on_to_the_next_of_the_list(handler_client, form_page):
    older, newer = (kept(form_page, your_name=name) for name in "AB")
    sent = shown(handler_client, newer)
    address = f"{LIST}{newer.pk}/?state=new"
    response = handler_client.post(address, {**sent, "state": "done", "go-on": "1"})
    assert response["Location"] == f"{LIST}{older.pk}/?state=new"


def test_sign_ups_from_the_same_address_are_shown_as_far_as_the_reader_may_see_them(form_page):
    other = SignUpFormPageFactory()
    mine, theirs = kept(form_page), kept(other)
    again = kept(form_page, your_name="I. Okafor", e_mail_address="INES@example.org")
    page = page_of(signed_in(staff_of(form_page, "view")), mine)
    assert again.reference in page.get_text()
    assert theirs.reference not in page.get_text()


def test_whoever_reads_some_forms_does_not_find_the_sign_ups_of_others(form_page):
    theirs = kept(SignUpFormPageFactory())
    response = signed_in(staff_of(form_page, "view")).get(f"{LIST}{theirs.pk}/")
    assert response.status_code == 404


def test_reading_a_sign_up_is_written_down(reader_client, sign_up):
    page_of(reader_client, sign_up)
    assert Access.objects.filter(kind="read", reference=sign_up.reference).count() == 1


def test_a_long_history_costs_no_more_queries(
    handler_client, form_page, django_assert_max_num_queries
):
    for number in range(6):
        sign_up = kept(form_page, your_name=f"Ines {number}")
    for number in range(10):
        save(handler_client, sign_up, shown(handler_client, sign_up), note=f"Note {number}")
    with django_assert_max_num_queries(40):
        page_of(handler_client, sign_up)


def test_the_menu_counts_what_is_new_for_those_who_may_read_it(
    reader_client, editor_client, form_page
):
    for name in "AB":
        kept(form_page, your_name=name)
    kept(SignUpFormPageFactory())
    SignUp.objects.filter(name="A").update(state="done")
    assert "Sign-ups (2)" in reader_client.get("/admin/").content.decode()
    partly = signed_in(staff_of(form_page, "view")).get("/admin/").content.decode()
    assert "Sign-ups (1)" in partly
    assert "Sign-ups" not in editor_client.get("/admin/").content.decode()
