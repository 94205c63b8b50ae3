"""Sign-ups take the places of an offer."""

import pytest

from cms.publication.models import Clock
from offers.models import SignUp, SignUpFormPage
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory
from tests.offers.sending import send, send_right

pytestmark = pytest.mark.django_db


@pytest.fixture
def plain_form() -> SignUpFormPage:
    return SignUpFormPageFactory()


def test_an_offer_with_places_has_one_less(plain_form, django_capture_on_commit_callbacks):
    offer = OfferPageFactory(sign_up_form=plain_form, places=1)
    before = Clock.objects.get().number
    with django_capture_on_commit_callbacks(execute=True):
        send_right(plain_form, offer)
    assert offer.status.value == "full"
    assert Clock.objects.get().number > before


def test_spam_takes_no_place(plain_form):
    offer = OfferPageFactory(sign_up_form=plain_form, places=1)
    send_right(plain_form, offer, extra={plain_form.form().trap: "x"})
    assert offer.status.value == "open"


def test_what_arrives_just_after_the_last_place_is_kept(plain_form):
    offer = OfferPageFactory(sign_up_form=plain_form, places=1)
    send_right(plain_form, offer)
    assert send_right(plain_form, offer, your_name="Ada").status_code == 303
    wrong = send(plain_form, offer, your_name="Late")
    assert 'value="Late"' in wrong.content.decode()
    assert SignUp.objects.count() == 2
