"""Sign-ups as a spreadsheet."""

import csv
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from offers.models import Access, SignUp, SignUpFormPage
from offers.staff.export import rows
from offers.staff.spreadsheets import as_csv, as_xlsx
from tests.conftest import signed_in
from tests.factories.offers import SignUpFieldFactory, SignUpFormPageFactory
from tests.offers.sending import send, send_right
from tests.offers.staff_of import staff_of

pytestmark = pytest.mark.django_db

FORM_PAGE = {"title": "Reflect | Recharge"}

LIST = "/admin/sign-ups/"
FORMULAS = [
    '=HYPERLINK("x")', "-1+2", "@SUM(A1)", "+44 20", "\t=1", "\r=1", "\n=1", " =1", "\u200b=1",
    "\uff1d1+1", "\uff20x", "\uff0b1", "\uff0d1", "'=1",
]  # fmt: skip


def csv_of(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"{LIST}?export=csv&{query}")
    assert response.status_code == 200
    return list(csv.DictReader(StringIO(response.getvalue().decode("utf-8-sig"))))


def xlsx_of(client: Client, query: str = "") -> list[dict[str, object]]:
    response = client.get(f"{LIST}?export=xlsx&{query}")
    assert response.status_code == 200
    headings, *rows = load_workbook(BytesIO(response.getvalue())).active.iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def test_a_spreadsheet_tells_everything_and_has_a_column_for_each_question(admin_client):
    asked = [
        SignUpFieldFactory.build(label="Name"),
        SignUpFieldFactory.build(label="Group", field_type="number"),
        SignUpFieldFactory.build(label="Days", field_type="checkboxes", choices="Mon,Tue"),
    ]
    form_page = SignUpFormPageFactory(title="Reflect | Recharge", fields=asked)
    send(form_page, name="Zoë ☕", group="-7.50", days=["Mon", "Tue"])
    received = timezone.datetime(2027, 7, 1, 11, 5, tzinfo=timezone.get_fixed_timezone(0))
    SignUp.objects.update(created_at=received, timing="late")
    one = SignUp.objects.get()
    (row,) = csv_of(admin_client)
    assert row == {
        "Reference": one.reference,
        "Received": "2027-07-01 12:05",
        "State": "New",
        "Owner": "",
        "Form": "Reflect | Recharge",
        "Offer": "",
        "Sent from": "Reflect | Recharge",
        "Timing": "After it closed",
        "Agreed to": "",
        "Why suspected": "",
        "Will be erased": f"{one.erase_on:%Y-%m-%d}",
        "Name": "Zoë ☕",
        "Group": "-7.50",
        "Days": "Mon, Tue",
    }
    (row,) = xlsx_of(admin_client)
    assert (row["Name"], row["Group"]) == ("Zoë ☕", -7.5)


def test_a_file_is_named_after_its_form_and_begins_with_the_mark_of_utf_8(admin_client, form_page):
    send_right(form_page)
    response = admin_client.get(f"{LIST}?export=csv")
    assert response["Content-Disposition"] == 'attachment; filename="reflect-recharge-sign-ups.csv"'
    assert response.getvalue().startswith(b"\xef\xbb\xbf")
    send_right(SignUpFormPageFactory())
    response = admin_client.get(f"{LIST}?export=xlsx")
    assert response["Content-Disposition"] == 'attachment; filename="sign-ups.xlsx"'


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_and_no_heading_is_a_formula(text):
    expected = text if text.startswith("'") else f"'{text}"
    written = b"".join(as_csv([[text], [text]])).decode("utf-8-sig")
    assert list(csv.reader(StringIO(written, newline=""))) == [[expected], [expected]]
    sheet = load_workbook(BytesIO(b"".join(as_xlsx([[text], [text]])))).active
    for (cell,) in sheet.iter_rows():
        assert cell.data_type in {"s", "inlineStr"}
        assert cell.value.split() == text.split()
        assert cell.quotePrefix or text.startswith("'")


def test_what_xml_cannot_hold_does_not_break_the_file():
    table = [["a\x00b\x0b<&>]]>\ud800", "x" * 40_000, ""]]
    sheet = load_workbook(BytesIO(b"".join(as_xlsx(table)))).active
    assert [cell.value for cell in sheet[1]] == ["ab<&>]]>", "x" * 32_767, None]


def test_exactly_what_is_narrowed_is_in_the_file_in_its_order(admin_client, form_page):
    for name in ["Ada", "Bea", "Cy"]:
        send_right(form_page, your_name=name)
    SignUp.objects.filter(name="Bea").update(state="spam")
    send_right(SignUpFormPageFactory(), your_name="Dee")
    query = f"form={form_page.pk}"
    assert [row["Your name"] for row in csv_of(admin_client, query)] == ["Cy", "Ada"]
    assert [row["Your name"] for row in csv_of(admin_client, "q=bea")] == ["Bea"]
    assert [row["Your name"] for row in xlsx_of(admin_client, "ordering=created_at")] == [
        "Ada", "Cy", "Dee",
    ]  # fmt: skip


def test_the_questions_of_every_form_and_wording_have_their_columns(admin_client, form_page):
    send_right(form_page)
    question = form_page.fields.all()[0]
    question.label = "Full name"
    question.save()
    send_right(SignUpFormPage.objects.get(), your_name="Bea")
    send(SignUpFormPageFactory(fields=[SignUpFieldFactory.build(label="Town")]), town="Leeds")
    assert [(row["Your name"], row["Full name"], row["Town"]) for row in csv_of(admin_client)] == [
        ("", "", "Leeds"), ("", "Bea", ""), ("Ines Okafor", "", ""),
    ]  # fmt: skip


def test_taking_sign_ups_away_takes_a_permission_of_its_own(reader_client, form_page):
    send_right(form_page)
    send_right(other := SignUpFormPageFactory())
    assert reader_client.get(f"{LIST}?export=csv").status_code == 302
    assert "Download" not in reader_client.get(LIST).content.decode()
    one_form = staff_of(form_page, "view", "export")
    assert [row["Form"] for row in csv_of(signed_in(one_form))] == [form_page.title]
    assert csv_of(signed_in(one_form), f"form={other.pk}") == []
    only_export = signed_in(staff_of(other, "export"))
    assert only_export.get(f"{LIST}?export=csv").status_code == 302


def test_what_is_taken_away_is_written_down(admin_client, form_page):
    for name in "AB":
        send_right(form_page, your_name=name)
    csv_of(admin_client, "state=new")
    access = Access.objects.get(kind="export")
    assert (access.count, access.detail) == (2, "narrowed by state")


def test_a_longer_file_costs_no_more_queries_for_the_same_batch(admin_client, form_page):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            csv_of(admin_client)
        return len(queries)

    send_right(form_page)
    cost()
    few = cost()
    for number in range(20):
        send_right(form_page, your_name=f"Ada {number}")
    assert cost() == few


def test_what_comes_in_other_words_while_a_file_is_written_does_not_break_it(form_page):
    send_right(form_page)
    table = rows(SignUp.objects.all())
    next(table)
    send_right(SignUpFormPageFactory(), your_name="Bea")
    assert [row[0] for row in table] == [SignUp.objects.exclude(name="Bea").get().reference]
