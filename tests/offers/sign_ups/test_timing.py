"""Forms whose offer opens, closes or fills up while somebody fills them in."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from cms.publication.models import Clock
from offers.models import SignUp
from tests.factories.offers import OfferPageFactory
from tests.offers.sending import send, send_right

pytestmark = pytest.mark.django_db

NOON = datetime(2031, 5, 6, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def at(monkeypatch):
    def set_clock(moment: datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return set_clock


def thanks_for(response) -> str:
    assert response.status_code == 303
    return Client().get(response["Location"]).content.decode()


@pytest.mark.parametrize(
    ("dates", "moment", "timing", "words"),
    [
        ({"opens_at": NOON}, NOON - SECOND, "early", "before sign-up had opened"),
        ({"opens_at": NOON}, NOON, "in_time", ""),
        ({"closes_at": NOON}, NOON - SECOND, "in_time", ""),
        ({"closes_at": NOON}, NOON, "late", "after sign-up had closed"),
        ({"places": 0}, NOON, "full", "all places were taken"),
    ],
)
def test_what_arrives_when_the_offer_is_not_open_is_kept_and_marked(
    form_page, at, dates, moment, timing, words
):
    offer = OfferPageFactory(sign_up_form=form_page, **dates)
    at(moment)
    thanks = thanks_for(send_right(form_page, offer))
    assert SignUp.objects.get().timing == timing
    assert words in thanks
    assert ("cannot promise you a place" in thanks) is (timing != "in_time")


@pytest.mark.parametrize(
    ("moment", "is_open"), [(NOON - SECOND, True), (NOON, False), (NOON + SECOND, False)]
)
def test_page_feed_and_what_is_kept_agree_to_the_second(form_page, at, moment, is_open):
    offer = OfferPageFactory(title="Kettle", slug="kettle", sign_up_form=form_page, closes_at=NOON)
    at(moment)
    soup = BeautifulSoup(Client().get(offer.url).content, "html.parser")
    assert bool(soup.find("form", method="post")) is is_open
    [told] = Client().get("/api/v1/offers/?slug=kettle").json()["results"]
    assert told["status"] == ("closing_soon" if is_open else "closed")
    assert Client().get(told["self"]).json()["sign_up"]["open"] is is_open
    send_right(form_page, offer)
    assert SignUp.objects.get().timing == ("in_time" if is_open else "late")


def test_the_last_place_is_in_time_and_the_next_is_not(form_page):
    offer = OfferPageFactory(sign_up_form=form_page, places=1)
    send_right(form_page, offer)
    send_right(form_page, offer, your_name="Ada")
    timings = SignUp.objects.order_by("pk").values_list("timing", flat=True)
    assert list(timings) == ["in_time", "full"]


def test_a_form_of_two_offers_is_in_time_as_long_as_one_is_open(form_page):
    closed = OfferPageFactory(sign_up_form=form_page, closes_at=NOON - timedelta(days=9999))
    OfferPageFactory(sign_up_form=form_page)
    send_right(form_page)
    send_right(form_page, closed, your_name="Ada")
    timings = SignUp.objects.order_by("pk").values_list("timing", flat=True)
    assert list(timings) == ["in_time", "late"]


def test_a_draft_offer_makes_nobody_late(form_page):
    OfferPageFactory(sign_up_form=form_page, closes_at=NOON - timedelta(days=9999), live=False)
    send_right(form_page)
    assert SignUp.objects.get().timing == "in_time"


def test_who_comes_too_late_and_has_to_correct_something_keeps_what_they_typed(form_page, at):
    offer = OfferPageFactory(sign_up_form=form_page, closes_at=NOON)
    at(NOON + SECOND)
    response = send(form_page, offer, your_name="Ines")
    assert response.status_code == 422
    assert 'value="Ines"' in response.content.decode()


def test_the_feed_is_told_only_when_what_it_says_of_places_changes(
    form_page, django_capture_on_commit_callbacks
):
    OfferPageFactory(sign_up_form=form_page, places=10)
    numbers = []
    for name in "ABCDEFGHIJ":
        with django_capture_on_commit_callbacks(execute=True):
            send_right(form_page, your_name=name)
        numbers.append(Clock.objects.get().number)
    changes = [later > sooner for sooner, later in pairwise(numbers)]
    assert changes == [False] * 6 + [True, False, True]  # many until 8 are taken, few, then none
