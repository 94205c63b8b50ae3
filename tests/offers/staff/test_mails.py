"""What staff see of mails, and how they have them sent again."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from offers.models import Access, Mail, MailOutage, SignUpEvent
from tests.conftest import signed_in
from tests.factories.offers import SignUpFormPageFactory
from tests.factories.users import UserFactory
from tests.offers.sending import send_right
from tests.offers.staff_of import staff_of

pytestmark = pytest.mark.django_db

FORM_PAGE = {"title": "Pause | Plan", "recipients": "ada@hub.example"}

MAILS, AGAIN = "/admin/sign-ups/mails/", "/admin/sign-ups/mails/again/"
EVERYBODY_ELSE = ["editor_client", "moderator_client", "reader_client"]


@pytest.fixture
def failed(form_page) -> Mail:
    """Give a confirmation that failed, beside a notification that was sent."""
    send_right(form_page)
    Mail.objects.filter(kind="notification").update(state="sent", sent_at=timezone.now())
    mails = Mail.objects.filter(kind="confirmation")
    mails.update(state="failed", problem="The mail server said: 550 No such user", attempts=1)
    return mails.get()


@pytest.fixture
def handler_client(form_page):
    """Sign in as somebody who handles the sign-ups of one form."""
    return signed_in(staff_of(form_page, "view", "change"))


def rows(response) -> list[str]:
    listed = BeautifulSoup(response.content, "html.parser").select("table.listing tbody tr")
    return [row.get_text(" ", strip=True) for row in listed]


def test_mails_are_listed_with_state_and_problem(failed, handler_client):
    shown, sent = rows(response := handler_client.get(MAILS))
    for words in ["Failed", "To the person", "ines@example.org", "550 No such user", "Send again"]:
        assert words in shown
    assert failed.sign_up.reference in shown
    assert "Send again" not in sent
    assert f'/admin/sign-ups/{failed.sign_up_id}/"' in response.content.decode()
    assert rows(handler_client.get(MAILS, {"state": "failed", "kind": "confirmation"})) == [shown]
    assert rows(handler_client.get(MAILS, {"state": "queued"})) == []


def test_that_addresses_were_seen_is_written_down(failed, handler_client):
    handler_client.get(MAILS)
    assert Access.objects.filter(kind="list", count=2, detail="mails").count() == 1


@pytest.mark.parametrize("who", EVERYBODY_ELSE)
def test_nobody_else_sees_or_sends_them(failed, who, request):
    client = request.getfixturevalue(who)
    assert "ines@example.org" not in client.get(MAILS, follow=True).content.decode()
    try_at = timezone.now() + timedelta(hours=1)
    MailOutage.objects.create(problem="It is away.", try_at=try_at)
    client.post(AGAIN, {"mail": failed.pk})
    client.post(AGAIN)
    assert Mail.objects.get(pk=failed.pk).state == "failed"
    assert MailOutage.objects.get().try_at == try_at
    home = client.get("/admin/").content.decode()
    assert "550 No such user" not in home
    assert MAILS not in home


def test_mails_of_other_forms_are_out_of_reach(failed):
    client = signed_in(staff_of(SignUpFormPageFactory(), "view", "change"))
    assert rows(client.get(MAILS)) == []
    client.post(AGAIN, {"mail": failed.pk})
    client.post(AGAIN)
    assert Mail.objects.get(pk=failed.pk).state == "failed"
    assert "550 No such user" not in client.get("/admin/").content.decode()


def test_a_failed_mail_is_sent_again(failed, handler_client, mailoutbox):
    MailOutage.objects.create(problem="No.", try_at=timezone.now() + timedelta(hours=1))
    listed = f"{AGAIN}?state=failed&_w_filter_fragment=true"
    response = handler_client.post(listed, {"mail": failed.pk}, follow=True)
    assert response.redirect_chain[-1][0] == f"{MAILS}?state=failed"
    assert "1 mail is queued" in response.content.decode()
    again = Mail.objects.get(pk=failed.pk)
    assert (again.state, again.attempts, again.message_id) == ("queued", 0, failed.message_id)
    (line,) = SignUpEvent.objects.all()
    assert line.text == "The confirmation to ines@example.org is queued again."
    assert line.by is not None
    call_command("worker", once=True)
    assert [one.to for one in mailoutbox] == [["ines@example.org"]]
    handler_client.post(AGAIN, {"mail": failed.pk})
    assert Mail.objects.get(pk=failed.pk).state == "sent"


def test_all_that_failed_of_what_is_listed_are_sent_again(failed, form_page, handler_client):
    send_right(form_page, your_name="Ada")
    Mail.objects.filter(sign_up__name="Ada").update(state="failed")
    listed = handler_client.get(MAILS, {"kind": "confirmation"}).content.decode()
    assert "2 of these have failed." in listed
    handler_client.post(f"{AGAIN}?kind=confirmation")
    assert Mail.objects.filter(state="queued").count() == 2
    assert Mail.objects.get(state="failed").kind == "notification"


def test_what_failed_comes_first_and_what_is_sent_last(failed, form_page, handler_client):
    send_right(form_page, your_name="Ada")
    states = [row.split(" ")[0] for row in rows(handler_client.get(MAILS))]
    assert states == ["Failed", "Waiting", "Waiting", "Sent"]


def test_a_mail_that_is_queued_again_tells_its_old_problem_as_an_old_one(failed, handler_client):
    listed, page = MAILS, f"/admin/sign-ups/{failed.sign_up_id}/"
    before = "Queued again, not tried since. Before: The mail server said: 550 No such user"
    for address in [listed, page]:
        text = BeautifulSoup(handler_client.get(address).content, "html.parser").get_text(" ")
        assert "550 No such user" in text
        assert "Queued again" not in text
    handler_client.post(AGAIN, {"mail": failed.pk})
    for address in [listed, page]:
        text = BeautifulSoup(handler_client.get(address).content, "html.parser").get_text(" ")
        assert before in text
    Mail.objects.filter(pk=failed.pk).update(attempts=1)
    assert "Last attempt: The mail server said" in handler_client.get(listed).content.decode()


def test_mails_about_spam_are_not_sent_again(failed, handler_client):
    failed.sign_up.state = "spam"
    failed.sign_up.save()
    handler_client.post(AGAIN, {"mail": failed.pk})
    assert Mail.objects.get(pk=failed.pk).state == "failed"


def test_the_first_page_tells_what_failed_while_it_matters(failed, handler_client):
    home = handler_client.get("/admin/").content.decode()
    assert "Mails of sign-ups that did not go out" in home
    assert failed.sign_up.reference in home
    assert "550 No such user" in home
    assert "ines@example.org" not in home
    failed.sign_up.state = "done"
    failed.sign_up.save()
    assert "did not go out" not in handler_client.get("/admin/").content.decode()


def test_the_first_page_tells_that_the_mail_server_is_away(form_page, handler_client):
    outage = MailOutage.objects.create(problem="It could not be reached.")
    assert "has been away" not in handler_client.get("/admin/").content.decode()
    MailOutage.objects.update(since=outage.since - timedelta(minutes=4))
    for address in ["/admin/", MAILS]:
        told = handler_client.get(address).content.decode()
        assert "The mail server has been away since" in told
        assert "It could not be reached." in told
    assert (
        "has been away"
        not in signed_in(UserFactory(groups=["Editors"])).get("/admin/").content.decode()
    )


def test_the_page_of_a_sign_up_shows_its_mails(failed, handler_client, reader_client):
    page = f"/admin/sign-ups/{failed.sign_up_id}/"
    for client, may in [(handler_client, True), (reader_client, False)]:
        told = client.get(page).content.decode()
        assert "To the person: ines@example.org" in told
        assert "550 No such user" in told
        assert (AGAIN in told) == may


def test_the_list_costs_the_same_however_long(form_page, handler_client, django_assert_num_queries):

    send_right(form_page)
    handler_client.get(MAILS)
    with CaptureQueriesContext(connection) as one:
        handler_client.get(MAILS)
    cost = len(one)
    for name in ["Ada", "Ben", "Cyn"]:
        send_right(form_page, your_name=name)
    handler_client.get(MAILS)
    with django_assert_num_queries(cost):
        handler_client.get(MAILS)
