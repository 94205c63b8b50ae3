"""Where a sign-up may come from."""

import pytest
from bs4 import BeautifulSoup

from offers.models import SignUp
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory
from tests.offers.sending import send_right

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://testserver"},
        {"Origin": "https://TESTSERVER"},
        {"Referer": "http://testserver/offers/"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    ],
)
def test_a_form_sent_from_here_is_taken(headers):
    assert send_right(SignUpFormPageFactory(), headers=headers).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "something new"},
        {"Origin": "https://evil.example"},
        {"Origin": "https://testserver.evil.example"},
        {"Origin": "http://testserver@evil.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver:8000"},
        {"Origin": "http://[broken"},
        {"Origin": "https://evil.example", "Referer": "http://testserver/"},
        {"Referer": "https://evil.example/http://testserver/"},
        {"Referer": "testserver"},
    ],
)
def test_a_form_sent_from_elsewhere_is_refused(headers):
    assert send_right(SignUpFormPageFactory(), headers=headers).status_code == 403
    assert not SignUp.objects.exists()


def test_who_is_refused_finds_what_was_typed_and_can_send_it_again():
    form_page = SignUpFormPageFactory()
    offer = OfferPageFactory(sign_up_form=form_page)
    response = send_right(form_page, offer, headers={"Origin": "https://evil.example"})
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.title.get_text().startswith("Error: ")
    assert soup.h1.get_text() == offer.title
    assert "send them again" in soup.find(attrs={"role": "alert"}).get_text()
    assert soup.find("input", {"name": f"f{form_page.pk}-your_name"})["value"] == "Ines Okafor"
    assert response["Cache-Control"] == "private, no-store"
