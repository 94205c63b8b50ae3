"""Sign-ups take the places of an offer."""

import pytest

from cms.publication.models import Clock
from offers.models import SignUp
from tests.factories.offers import OfferPageFactory
from tests.offers.sending import send, send_right

pytestmark = pytest.mark.django_db


def test_an_offer_with_places_has_one_less(form_page, django_capture_on_commit_callbacks):
    offer = OfferPageFactory(sign_up_form=form_page, places=1)
    before = Clock.objects.get().number
    with django_capture_on_commit_callbacks(execute=True):
        send_right(form_page, offer)
    assert offer.status.value == "full"
    assert Clock.objects.get().number > before


def test_spam_takes_no_place(form_page):
    offer = OfferPageFactory(sign_up_form=form_page, places=1)
    send_right(form_page, offer, extra={form_page.form().trap: "x"})
    assert offer.status.value == "open"


def test_what_arrives_just_after_the_last_place_is_kept(form_page):
    offer = OfferPageFactory(sign_up_form=form_page, places=1)
    send_right(form_page, offer)
    assert send_right(form_page, offer, your_name="Ada").status_code == 303
    wrong = send(form_page, offer, your_name="Late")
    assert 'value="Late"' in wrong.content.decode()
    assert SignUp.objects.count() == 2
