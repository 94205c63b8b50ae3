"""How many signed up for which offer."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from offers.models import ErasedSignUp, OfferPage, SignUp
from offers.staff.chart import MOST, over_time
from tests.conftest import signed_in
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory
from tests.offers.sending import send_right
from tests.offers.staff_of import staff_of

pytestmark = pytest.mark.django_db

REPORT = "/admin/sign-ups/by-offer/"
LONDON = ZoneInfo("Europe/London")


def offer(title: str, places: int | None = None) -> OfferPage:
    return OfferPageFactory(title=title, places=places, sign_up_form=SignUpFormPageFactory())


def signed_up(page: OfferPage, name: str, host: object = None, **changes: object) -> None:
    send_right(page.sign_up_form, host or page, your_name=name)
    SignUp.objects.filter(name=name).update(**changes)


def erased(page: OfferPage, day: date, state: str = "done") -> None:
    ErasedSignUp.objects.create(
        form=page.sign_up_form, form_title="Form", offer=page, offer_title=page.title,
        host_title=page.title, state=state, takes_place=False, received_on=day, why="retention",
    )  # fmt: skip


def soup_of(client: Client, address: str = REPORT) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").find("main")


def table(client: Client) -> dict[str, dict[str, str]]:
    head, *rows = soup_of(client).find("table")("tr")
    headings = [cell.get_text(strip=True) for cell in head("th")]
    cells = [[cell.get_text(strip=True) for cell in row(["th", "td"])] for row in rows]
    return {row[0]: dict(zip(headings[1:], row[1:], strict=True)) for row in cells}


def test_the_report_counts_by_offer_and_state_with_what_was_erased(reader_client):
    day, plan = offer("Day", places=3), offer("Plan")
    signed_up(day, "Ada", state="done")
    signed_up(day, "Bea", timing="late")
    signed_up(day, "Bot", state="spam")
    signed_up(day, "Late bot", state="spam", timing="late")
    signed_up(plan, "Cy")
    erased(day, date(2025, 5, 2), state="spam")
    erased(day, date(2025, 5, 1))
    assert table(reader_client) == {
        "Day": {
            "New": "1", "In progress": "0", "Done": "1", "Declined": "0", "Suspected spam": "2",
            "Erased": "1", "Sign-ups": "3", "Not in time": "1", "Places left": "1 of 3",
        },
        "Plan": {
            "New": "1", "In progress": "0", "Done": "0", "Declined": "0", "Suspected spam": "0",
            "Erased": "0", "Sign-ups": "1", "Not in time": "0", "Places left": "no limit",
        },
    }  # fmt: skip


def test_the_report_keeps_an_offer_that_is_gone_and_what_has_none(reader_client):
    day = offer("Day")
    signed_up(day, "Ada")
    send_right(SignUpFormPageFactory(), your_name="Bea")
    SignUp.objects.filter(name="Ada").update(offer=None)
    assert {title: row["Sign-ups"] for title, row in table(reader_client).items()} == {
        "Day": "1", "No offer": "1",
    }  # fmt: skip


def test_the_page_of_an_offer_tells_when_from_where_and_how_far(reader_client):
    day = offer("Day")
    at = datetime(2026, 7, 1, 0, 30, tzinfo=LONDON)  # still June in UTC
    for number, name in enumerate(["Ada", "Bea", "Cy"]):
        signed_up(day, name, created_at=at + timedelta(days=number // 2))
    signed_up(day, "Dee", host=day.sign_up_form, created_at=at, state="done")
    erased(day, date(2026, 7, 4))
    page = soup_of(reader_client, f"{REPORT}{day.pk}/")
    chart = page.find(class_="sign-ups__chart").find("svg")
    bars = [bar.get_text() for bar in chart("rect")]
    assert bars == ["1 July 2026: 3", "2 July 2026: 1", "4 July 2026: 1"]
    assert chart["role"] == "img"
    assert {chart.find("title")["id"], chart.find("desc")["id"]} == set(
        chart["aria-labelledby"].split()
    )
    told = "5 from 1 July 2026 to 4 July 2026; most, 3, on 1 July 2026."
    assert chart.find("desc").get_text() == told
    cells = [[cell.get_text() for cell in row("td")] for row in page("tr")]
    for expected in [
        ["4 July 2026", "1"], ["New", "3"], ["Done", "1"], ["Erased", "1"], ["Day", "4"],
        [day.sign_up_form.title, "1"],
    ]:  # fmt: skip
        assert expected in cells


def test_suspected_spam_is_in_no_figure_of_an_offer_but_its_own(reader_client):
    day = offer("Day")
    signed_up(day, "Bot", state="spam")
    erased(day, date(2026, 7, 4), state="spam")
    page = soup_of(reader_client, f"{REPORT}{day.pk}/")
    assert "Nothing but suspected spam has come in." in page.get_text()
    cells = [[cell.get_text() for cell in row("td")] for row in page("tr")]
    assert cells == [[], ["Suspected spam", "1"], []]
    signed_up(day, "Ada", created_at=datetime(2026, 7, 1, 9, tzinfo=LONDON))
    page = soup_of(reader_client, f"{REPORT}{day.pk}/")
    assert page.find("desc").get_text().startswith("1 from 1 July 2026 to 1 July 2026")
    assert ["Day", "1"] in [[cell.get_text() for cell in row("td")] for row in page("tr")]


def test_only_what_the_reader_may_read_is_counted():
    day, plan = offer("Day"), offer("Plan")
    for page in (day, plan):
        signed_up(page, page.title)
        erased(page, date(2025, 5, 1))
    client = signed_in(staff_of(day, "view"))
    assert {title: row["Sign-ups"] for title, row in table(client).items()} == {"Day": "2"}
    assert client.get(f"{REPORT}{day.pk}/").status_code == 200
    assert client.get(f"{REPORT}{plan.pk}/").status_code == 404


def test_more_offers_cost_no_more_queries(reader_client):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            table(reader_client)
        return len(queries)

    signed_up(offer("First", places=3), "Ada")
    cost()
    few = cost()
    for number in range(10):
        signed_up(offer(f"Offer {number}", places=3), f"Ada {number}")
    assert cost() == few


@pytest.mark.parametrize(
    ("days", "unit"), [(1, "day"), (MOST, "day"), (MOST + 1, "week"), (1000, "month")]
)
def test_a_chart_has_as_many_bars_as_can_be_seen_and_loses_nobody(days, unit):
    first = date(2024, 1, 31)
    chart = over_time({first + timedelta(days=number): 2 for number in range(days)})
    assert chart.unit == unit
    assert len(chart.bars) <= MOST
    assert sum(bar.count for bar in chart.bars) == 2 * days
    assert all(bar.x >= 0 and bar.x + bar.width <= chart.width for bar in chart.bars)


def test_a_month_is_not_skipped():
    chart = over_time({date(2024, 1, 31): 1, date(2027, 3, 1): 1})
    labels = [bar.label for bar in chart.bars]
    assert labels[:3] == ["January 2024", "February 2024", "March 2024"]
    assert len(labels) == 39


def test_no_sign_ups_are_no_chart():
    assert over_time({}) is None
