"""Reading sign-ups in the admin."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission

from offers.form.promise import PURPOSE
from offers.models import SignUp
from tests.factories.offers import SignUpFieldFactory, SignUpFormPageFactory
from tests.offers.sending import send, send_right

pytestmark = pytest.mark.django_db

FORM_PAGE = {"title": "Reflect | Recharge"}

LIST = "/admin/sign-ups/"


def text_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_tells_of_each_sign_up(reader_client, form_page):
    send_right(form_page)
    kept = SignUp.objects.get()
    text = text_of(reader_client.get(LIST))
    for expected in [kept.reference, form_page.title, "New", f"{LIST}{kept.pk}/"]:
        assert expected in text
    assert "Sign-ups" in text_of(reader_client.get("/admin/"))


def test_the_page_of_a_sign_up_begins_a_reply_with_title_and_reference(reader_client, form_page):
    send_right(form_page, e_mail_address="o'brien+a&b@example.org")
    kept = SignUp.objects.get()
    page = BeautifulSoup(text_of(reader_client.get(f"{LIST}{kept.pk}/")), "html.parser")
    reply, again = page("a", href=lambda target: target and target.startswith("mailto:"))
    assert reply.get_text(strip=True) == "Reply by mail"
    assert again.get_text() == "o'brien+a&b@example.org"
    assert again["href"] == reply["href"]
    target = urlsplit(reply["href"])
    assert unquote(target.path) == "o'brien+a&b@example.org"
    assert parse_qs(target.query) == {"subject": [f"Reflect | Recharge ({kept.reference})"]}


def test_nobody_is_led_to_reply_to_suspected_spam(reader_client, form_page):
    send_right(form_page, extra={form_page.form().trap: "x"})
    page = text_of(reader_client.get(f"{LIST}{SignUp.objects.get().pk}/"))
    assert "Reply by mail" not in page
    assert "Will be erased" not in page  # which is sooner than was promised


def test_the_page_of_a_sign_up_keeps_the_lines_of_an_answer(reader_client):
    asked = SignUpFieldFactory.build(label="Hopes", field_type="multiline")
    send(SignUpFormPageFactory(fields=[asked]), hopes="A plan\n<b>and</b> a kettle")
    kept = SignUp.objects.get()
    page = text_of(reader_client.get(f"{LIST}{kept.pk}/"))
    assert "A plan<br>&lt;b&gt;and&lt;/b&gt; a kettle" in page


def test_the_page_of_a_sign_up_tells_everything(reader_client):
    form_page = SignUpFormPageFactory(
        consent="We keep this for a year.",
        fields=[
            SignUpFieldFactory.build(label="Start", field_type="date"),
            SignUpFieldFactory.build(label="Areas", field_type="checkboxes", choices="N,S"),
            SignUpFieldFactory.build(label="Car", field_type="checkbox", required=False),
            SignUpFieldFactory.build(label="More <b>", required=False),
        ],
    )
    form = form_page.form()
    extra = {form.trap: "x", form.add_prefix("consent-given"): "on"}
    send(form_page, start="27 3 2027", areas=["N", "S"], extra=extra)
    kept = SignUp.objects.get()
    soup = BeautifulSoup(text_of(reader_client.get(f"{LIST}{kept.pk}/")), "html.parser")
    terms = [term.get_text(strip=True) for term in soup("dt")]
    values = [value.get_text(strip=True) for value in soup("dd")]
    told = dict(zip(terms, values, strict=True))
    assert told.pop("Received")
    for told_besides in [kept.reference, "Suspected spam", "people do not see was filled in."]:
        assert told_besides in soup.main.get_text()
    assert told == {
        "Form": form_page.title,
        "Sent from": form_page.title,
        "Start": "27 March 2027",
        "Areas": "N, S",
        "Car": "No",
        "More <b>": "–",
        "Purpose": PURPOSE,
        "Agreed to": "We keep this for a year.",
    }


def test_nothing_can_be_changed_there(admin_client, form_page):
    send_right(form_page)
    kept = SignUp.objects.get()
    for view in ["new/", f"edit/{kept.pk}/", f"delete/{kept.pk}/", f"history/{kept.pk}/"]:
        assert admin_client.get(LIST + view).status_code == 404
        assert admin_client.post(LIST + view).status_code == 404
    text_of(admin_client.get(f"{LIST}{kept.pk}/"))


@pytest.mark.parametrize("who", ["editor_client", "client"])
def test_nobody_else_sees_anything(request, form_page, who):
    client = request.getfixturevalue(who)
    send_right(form_page)
    kept = SignUp.objects.get()
    for path in [LIST, f"{LIST}results/", f"{LIST}{kept.pk}/", f"{LIST}?export=csv"]:
        response = client.get(path)
        assert response.status_code == 302
        assert "sign-ups" not in response["Location"].split("?")[0]
    if who != "client":
        assert "sign-ups" not in client.get("/admin/").content.decode()


def test_wagtails_own_answer_screens_know_nothing_of_sign_ups(admin_client, form_page):
    send_right(form_page)
    text = text_of(admin_client.get("/admin/forms/"))
    assert form_page.title not in text
    assert "Forms</a>" not in text_of(admin_client.get("/admin/"))


def test_no_permission_for_all_sign_ups_is_offered_to_groups(admin_client):
    assert not Permission.objects.filter(content_type__model="signup").exists()


def test_the_group_of_sign_up_readers_reads_them_all(reader_client, form_page):
    send_right(form_page)
    kept = SignUp.objects.get()
    assert kept.reference in text_of(reader_client.get(LIST))
    assert "Ines Okafor" in text_of(reader_client.get(f"{LIST}{kept.pk}/"))


def test_publishing_pages_is_no_reason_to_read_sign_ups(moderator_client, form_page):
    send_right(form_page)
    kept = SignUp.objects.get()
    assert "Sign-ups" not in text_of(moderator_client.get("/admin/"))
    for address in (LIST, f"{LIST}{kept.pk}/", f"{LIST}?export=csv"):
        assert moderator_client.get(address).status_code == 302
