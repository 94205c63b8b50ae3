"""Reading sign-ups in the admin."""

import csv
from io import BytesIO, StringIO
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from openpyxl import load_workbook

from offers.models import SignUp, SignUpFormPage
from tests.factories.offers import SignUpFieldFactory, SignUpFormPageFactory
from tests.offers.sending import send, send_right

pytestmark = pytest.mark.django_db

LIST = "/admin/sign-ups/"


@pytest.fixture
def form_page() -> SignUpFormPage:
    return SignUpFormPageFactory(title="Reflect | Recharge")


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


def test_the_list_is_narrowed_by_form_state_date_and_reference(reader_client, form_page):
    send_right(form_page)
    send_right(other := SignUpFormPageFactory(), extra={other.form().trap: "x"})
    real, spam = SignUp.objects.get(state="new"), SignUp.objects.get(state="spam")
    for query in [f"form={form_page.pk}", "state=new", f"q={real.reference}"]:
        text = text_of(reader_client.get(f"{LIST}results/?{query}"))
        assert real.reference in text
        assert spam.reference not in text
    text = text_of(reader_client.get(f"{LIST}results/?created_at_from=2999-01-01"))
    assert real.reference not in text


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
    assert told.pop("Will be erased")
    for told_besides in [kept.reference, "Suspected spam", "people do not see was filled in."]:
        assert told_besides in soup.main.get_text()
    assert told == {
        "Form": form_page.title,
        "Sent from": form_page.title,
        "Start": "27 March 2027",
        "Areas": "N, S",
        "Car": "No",
        "More <b>": "–",
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


def test_a_spreadsheet_has_a_column_for_each_question_and_no_formula(admin_client):
    asked = [SignUpFieldFactory.build(label="=Your name"), SignUpFieldFactory.build(label="Town")]
    form_page = SignUpFormPageFactory(title="Reflect | Recharge", fields=asked)
    send(form_page, your_name='=HYPERLINK("x")', town="-1+2")
    send(form_page, your_name="Ada", town="@Leeds")
    response = admin_client.get(f"{LIST}?export=csv&form={form_page.pk}")
    assert response["Content-Disposition"] == 'attachment; filename="reflect-recharge-sign-ups.csv"'
    rows = list(csv.DictReader(StringIO(response.getvalue().decode())))
    assert {row["'=Your name"] for row in rows} == {'\'=HYPERLINK("x")', "Ada"}
    assert {row["Town"] for row in rows} == {"'-1+2", "'@Leeds"}
    assert {row["State"] for row in rows} == {"New"}

    response = admin_client.get(f"{LIST}?export=xlsx")
    sheet = load_workbook(BytesIO(response.getvalue())).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert sheet.max_row == 3


def test_a_spreadsheet_of_many_forms_keeps_their_questions_apart(admin_client, form_page):
    send_right(form_page)
    other = SignUpFormPageFactory(fields=[SignUpFieldFactory.build(label="Town")])
    send(other, town="Leeds")
    response = admin_client.get(f"{LIST}?export=csv")
    assert response["Content-Disposition"] == 'attachment; filename="sign-ups.csv"'
    rows = list(csv.DictReader(StringIO(response.getvalue().decode())))
    assert {(row["Your name"], row["Town"]) for row in rows} == {
        ("Ines Okafor", ""),
        ("", "Leeds"),
    }


def test_no_permission_for_all_sign_ups_is_offered_to_groups(admin_client):
    assert not Permission.objects.filter(content_type__model="signup").exists()


def test_the_group_of_sign_up_readers_reads_them_all(reader_client, form_page):
    send_right(form_page)
    kept = SignUp.objects.get()
    assert kept.reference in text_of(reader_client.get(LIST))
    assert "Ines Okafor" in text_of(reader_client.get(f"{LIST}{kept.pk}/"))
    assert b"Ines Okafor" in reader_client.get(f"{LIST}?export=csv").getvalue()


def test_publishing_pages_is_no_reason_to_read_sign_ups(moderator_client, form_page):
    send_right(form_page)
    kept = SignUp.objects.get()
    assert "Sign-ups" not in text_of(moderator_client.get("/admin/"))
    for address in (LIST, f"{LIST}{kept.pk}/", f"{LIST}?export=csv"):
        assert moderator_client.get(address).status_code == 302
