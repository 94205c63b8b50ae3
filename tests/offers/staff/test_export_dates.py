"""Dates and headings of the files: such as spreadsheet programs sort by, reckon with and keep."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from offers.models import SignUp
from offers.staff.spreadsheets import as_csv, as_xlsx
from tests.factories.offers import SignUpFieldFactory, SignUpFormPageFactory
from tests.offers.sending import send

TABLE = [["Name", "Day", "Why you come"], ["Ada", date(2027, 3, 27), "x" * 200]]


def sheet_of(table):
    return load_workbook(BytesIO(b"".join(as_xlsx(table)))).active


@pytest.mark.django_db
def test_when_it_came_and_answers_that_are_dates_are_dates_by_the_clock_of_the_site(admin_client):
    asked = [
        SignUpFieldFactory.build(label="Day", field_type="date"),
        SignUpFieldFactory.build(label="Moment", field_type="datetime"),
        SignUpFieldFactory.build(label="None", field_type="date", required=False),
    ]
    form_page = SignUpFormPageFactory(fields=asked)
    send(form_page, day="27 March 2027", moment="27/3/2027 14:30", none="")
    SignUp.objects.update(
        created_at=datetime(2027, 7, 1, 23, 5, 40, tzinfo=UTC), erase_on=date(2028, 7, 1)
    )
    written = admin_client.get("/admin/sign-ups/?export=xlsx").getvalue()
    headings, row = load_workbook(BytesIO(written)).active.iter_rows()
    cells = {heading.value: cell for heading, cell in zip(headings, row, strict=True)}
    received = cells["Received"]
    assert (received.value, received.number_format) == (
        datetime(2027, 7, 2, 0, 5),  # noqa: DTZ001 - a cell has no time zone
        r"yyyy\-mm\-dd\ hh:mm",
    )
    assert cells["Moment"].value.isoformat() == "2027-03-27T14:30:00"
    for heading, day in [("Day", date(2027, 3, 27)), ("Will be erased", date(2028, 7, 1))]:
        assert cells[heading].is_date
        assert (cells[heading].value.date(), cells[heading].number_format) == (day, r"yyyy\-mm\-dd")
    assert cells["None"].value is None
    plain = admin_client.get("/admin/sign-ups/?export=csv").getvalue().decode()
    for told in ['"2027-07-02 00:05"', '"2027-03-27"', '"2027-03-27 14:30"', '"2028-07-01"']:
        assert told in plain


def test_headings_stay_in_sight_and_columns_are_as_wide_as_what_they_hold():
    sheet = sheet_of(TABLE)
    assert sheet.freeze_panes == "A2"
    assert [cell.font.b for cell in sheet[1]] == [True, True, True]
    assert not sheet["A2"].font.b
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [12, 12, 40]


def test_a_day_for_which_spreadsheets_have_no_number_stays_text():
    assert sheet_of([["Day"], [date(1899, 5, 1)]])["A2"].value == "1899-05-01"
    assert b'"1899-05-01"' in b"".join(as_csv([["Day"], [date(1899, 5, 1)]]))


def test_a_workbook_asks_for_one_row_ahead_and_holds_no_more():
    asked = 0

    def rows():
        nonlocal asked
        yield ["Name"]
        for asked in range(1, 50_001):
            yield [f"{asked * 7919 % 1_000_003}"]

    written = as_xlsx(rows())
    next(written)
    assert asked < 20_000
    assert max(map(len, written)) < 500_000
