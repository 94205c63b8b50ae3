"""The list of sign-ups: what it shows, how it is narrowed, and what is done with several."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from offers.models import Access, SignUp, SignUpFormPage
from offers.models.sign_ups import new_reference
from tests.conftest import signed_in
from tests.factories.offers import OfferPageFactory, SignUpFieldFactory, SignUpFormPageFactory
from tests.factories.users import UserFactory
from tests.offers.sending import send, send_right
from tests.offers.staff_of import staff_of

pytestmark = pytest.mark.django_db

FORM_PAGE = {"title": "Reflect | Recharge"}

LIST = "/admin/sign-ups/"


def kept(form_page: SignUpFormPage, name: str, **changes: object) -> SignUp:
    send_right(form_page, your_name=name)
    SignUp.objects.filter(name=name).update(**changes)
    return SignUp.objects.get(name=name)


def table(client: Client, **query: object) -> list[dict[str, str]]:
    response = client.get(f"{LIST}results/?{urlencode(query, doseq=True)}")
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    headings = [cell.get_text(" ", strip=True) for cell in soup("th")]
    rows = [[cell.get_text(" ", strip=True) for cell in row("td")] for row in soup("tr")]
    return [dict(zip(headings, row, strict=True)) for row in rows if row]


def names(client: Client, **query: object) -> list[str]:
    return [row["Name"] for row in table(client, **query)]


def test_a_row_tells_who_for_what_how_far_and_whether_it_was_late(handler_client, form_page):
    owner = UserFactory(first_name="Olu", last_name="Bell")
    one = kept(form_page, "Ada", owner=owner, state="in_progress", timing="late", offer_title="Day")
    (row,) = table(handler_client)
    assert row.pop("Received") == f"{timezone.localtime(one.created_at):%-d %b %Y, %H:%M}"
    assert row.pop("") == ""
    assert row == {
        "Name": "Ada",
        "Reference": one.reference,
        "State": "In progress After it closed",
        "Owner": "Olu Bell",
        "Form": "Reflect | Recharge",
        "Offer": "Day",
    }


def test_who_it_is_may_be_somebody_else_than_who_writes(reader_client):
    asked = [SignUpFieldFactory.build(label="Name of the person who will come")]
    send(SignUpFormPageFactory(fields=asked), name_of_the_person_who_will_come="Ada")
    assert names(reader_client) == ["Ada"]


def test_suspected_spam_is_shown_when_it_is_asked_for(reader_client, form_page):
    kept(form_page, "Ada")
    kept(form_page, "Bot", state="spam")
    assert names(reader_client) == ["Ada"]
    assert names(reader_client, state="spam") == ["Bot"]
    assert names(reader_client, q="bot") == ["Bot"]


def test_the_newest_stand_first_unless_the_oldest_are_asked_for(reader_client, form_page):
    for name in "ABC":
        kept(form_page, name)
    assert names(reader_client) == ["C", "B", "A"]
    assert names(reader_client, ordering="created_at") == ["A", "B", "C"]


def test_every_filter_narrows_the_list(form_page):
    me = UserFactory(groups=["Sign-up readers"])
    other = UserFactory(groups=["Sign-up handlers"])
    offer = OfferPageFactory()
    long_ago = timezone.now() - timedelta(days=300)
    soon = timezone.localdate() + timedelta(days=3)
    kept(form_page, "Plain")
    kept(SignUpFormPageFactory(), "Elsewhere", offer=offer)
    kept(form_page, "Done", state="done", owner=other)
    kept(form_page, "Mine", state="in_progress", owner=me)
    kept(form_page, "Old", created_at=long_ago, erase_on=soon)
    kept(form_page, "Late", timing="late")
    everyone = {"Plain", "Elsewhere", "Done", "Mine", "Old", "Late"}
    client = signed_in(me)
    for query, expected in [
        ({"form": form_page.pk}, everyone - {"Elsewhere"}),
        ({"offer": offer.pk}, {"Elsewhere"}),
        ({"state": ["done", "in_progress"]}, {"Done", "Mine"}),
        ({"owner": "me"}, {"Mine"}),
        ({"owner": "nobody"}, everyone - {"Done", "Mine"}),
        ({"owner": other.pk}, {"Done"}),
        ({"created_at_from": timezone.localdate()}, everyone - {"Old"}),
        ({"created_at_to": long_ago.date()}, {"Old"}),
        ({"timing": "late"}, {"Late"}),
        ({"erased_within": 7}, {"Old"}),
        ({"state": "done", "owner": "me"}, set()),
        ({"state": "no such state"}, set()),
    ]:
        assert set(names(client, **query)) == expected, query


@pytest.mark.parametrize(
    "words",
    ["INES@example.org", "ines@ex", "okafor", "Okafor INES", "{0}", "{1}", " {1} "],
)
def test_a_sign_up_is_found_by_reference_address_and_words(reader_client, form_page, words):
    send_right(form_page)
    one = SignUp.objects.get()
    send_right(form_page, your_name="Ada", e_mail_address="ada@example.org")
    short = one.reference.replace("-", "").lower()
    assert names(reader_client, q=words.format(one.reference, short)) == ["Ines Okafor"]


@pytest.mark.parametrize("words", ["okafor ada", "%", "_", "'", "nes@example.org"])
def test_what_nobody_wrote_finds_nothing(reader_client, form_page, words):
    send_right(form_page)
    send_right(form_page, your_name="Ada", e_mail_address="ada@example.org")
    assert names(reader_client, q=words) == []


def test_the_list_of_one_form_has_columns_for_its_first_questions(reader_client):
    asked = [
        SignUpFieldFactory.build(label=label, field_type=kind, choices="N\nS")
        for label, kind in [
            ("Your name", "singleline"), ("Hopes", "multiline"), ("Area", "dropdown"),
            ("Group", "number"), ("Start", "date"), ("Car", "checkbox"), ("Town", "singleline"),
            ("More", "singleline"),
        ]
    ]  # fmt: skip
    form_page = SignUpFormPageFactory(fields=asked)
    answers = {"hopes": "A plan", "area": "N", "group": "7", "start": "27 3 2027", "town": "Leeds"}
    send(form_page, your_name="Ada", car="on", more="x", **answers)
    send_right(SignUpFormPageFactory())
    (row,) = table(reader_client, form=form_page.pk)
    shown = {heading: row[heading] for heading in ["Area", "Group", "Start", "Car", "Town"]}
    assert shown == {
        "Area": "N", "Group": "7", "Start": "27 March 2027", "Car": "Yes", "Town": "Leeds",
    }  # fmt: skip
    assert not {"Hopes", "More", "Form"} & set(row)
    assert "Area" not in table(reader_client)[0]


def test_only_what_the_reader_may_read_is_listed_and_offered_as_a_filter(form_page):
    kept(form_page, "Ada")
    kept(SignUpFormPageFactory(title="A form of others"), "Bea")
    client = signed_in(staff_of(form_page, "view"))
    assert names(client) == ["Ada"]
    assert names(client, q="bea") == []
    assert "A form of others" not in client.get(LIST).content.decode()


def test_looking_at_the_list_is_written_down_without_what_was_searched(reader_client, form_page):
    kept(form_page, "Ada")
    names(reader_client, q="ada", form=form_page.pk)
    access = Access.objects.get(kind="list")
    assert (access.count, access.form_id) == (1, form_page.pk)
    assert access.detail == "narrowed by words, form"


def test_a_longer_list_costs_no_more_queries(handler_client, form_page):
    def cost() -> int:
        Access.objects.all().delete()
        with CaptureQueriesContext(connection) as queries:
            names(handler_client, form=form_page.pk)
        return len(queries)

    owner = UserFactory()
    kept(form_page, "Ada", owner=owner)
    cost()
    few = cost()
    for number in range(20):
        kept(form_page, f"Ada {number}", owner=UserFactory())
    assert cost() == few


def several(client: Client, action: str, query: str, **wanted: object) -> str:
    """Do something with several, as a browser does; give what was told before it was done."""
    address = f"/admin/bulk/offers/signup/{action}/?{query}&next={LIST}"
    asked = client.get(address)
    assert asked.status_code == 200
    soup = BeautifulSoup(asked.content, "html.parser")
    field = soup.find("input", attrs={"name": "up_to"})
    if field:
        assert client.post(address, {"up_to": field["value"], **wanted})["Location"] == LIST
    return soup.find("main").get_text(" ", strip=True)


def test_several_are_put_into_a_state_with_a_line_in_the_history_of_each(handler_client, form_page):
    first, second, third = (kept(form_page, name) for name in "ABC")
    told = several(handler_client, "state", f"id={first.pk}&id={second.pk}", state="done")
    assert "This concerns 2 sign-ups" in told
    assert [one.events.count() for one in (first, second, third)] == [1, 1, 0]
    assert set(SignUp.objects.values_list("name", "state")) == {
        ("A", "done"), ("B", "done"), ("C", "new"),
    }  # fmt: skip


@pytest.mark.parametrize("action", ["state", "owner", "release", "spam", "erase"])
def test_the_names_shown_before_it_is_done_are_written_down(admin_client, form_page, action):
    state = "spam" if action == "release" else "new"
    chosen = "&".join(f"id={kept(form_page, name, state=state).pk}" for name in "AB")
    admin_client.get(f"/admin/bulk/offers/signup/{action}/?{chosen}")
    access = Access.objects.get()
    assert (access.kind, access.count) == ("list", 2)
    assert access.detail.startswith("shown before: ")


def test_all_of_the_narrowed_list_are_given_to_somebody(handler_client, form_page):
    owner = UserFactory(groups=["Sign-up handlers"])
    one = kept(form_page, "A")
    for _ in range(59):  # more than a page of the list holds
        one.pk, one.reference = None, new_reference()
        one.save()
    kept(SignUpFormPageFactory(), "Elsewhere")
    several(handler_client, "owner", f"id=all&form={form_page.pk}", owner=owner.pk)
    assert SignUp.objects.filter(owner=owner).count() == 60
    assert SignUp.objects.get(owner=None).name == "Elsewhere"


def test_what_arrives_while_somebody_thinks_is_left_alone(handler_client, form_page):
    kept(form_page, "Ada")
    address = f"/admin/bulk/offers/signup/state/?id=all&next={LIST}"
    soup = BeautifulSoup(handler_client.get(address).content, "html.parser")
    kept(form_page, "Bea")
    up_to = soup.find("input", attrs={"name": "up_to"})["value"]
    handler_client.post(address, {"up_to": up_to, "state": "done"})
    assert SignUp.objects.get(state="done").name == "Ada"


def test_several_are_changed_only_where_it_is_allowed(form_page):
    theirs = kept(SignUpFormPageFactory(), "Theirs")
    mine, held = kept(form_page, "Mine"), kept(form_page, "Held", state="spam")
    client = signed_in(staff_of(form_page, "view", "change"))
    query = f"id={theirs.pk}&id={mine.pk}&id={held.pk}"
    told = several(client, "state", query, state="done")
    assert "This concerns 1 sign-up:" in told
    assert "Theirs" not in told
    assert SignUp.objects.get(state="done") == mine


def test_whoever_may_only_read_has_nothing_to_choose_rows_for(reader_client, form_page):
    one = kept(form_page, "Ada")
    assert "data-bulk-action" not in reader_client.get(LIST).content.decode()
    address = f"/admin/bulk/offers/signup/state/?id={one.pk}"
    assert reader_client.post(address, {"up_to": one.pk, "state": "done"}).status_code == 302
    one.refresh_from_db()
    assert one.state == "new"


def test_erasing_is_offered_last(handler_client, form_page):
    send_right(form_page)
    soup = BeautifulSoup(handler_client.get(LIST).content, "html.parser")
    offered = [each.get_text() for each in soup.select("[data-bulk-action-button]")]
    assert offered == ["Change state", "Change owner", "Release", "Confirm as spam", "Erase"]
