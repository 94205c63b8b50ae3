"""Which offer a sign-up is for: never one that the public has not seen."""

import pytest

from offers.models import SignUp, SignUpFormPage
from tests.factories.offers import OfferPageFactory
from tests.offers.sending import send_right

pytestmark = pytest.mark.django_db


def draft(form_page: SignUpFormPage, **kwargs):
    return OfferPageFactory(
        sign_up_form=form_page, live=False, first_published_at=None, title="Secret", **kwargs
    )


def offer_of_the_next(form_page: SignUpFormPage):
    send_right(form_page)
    kept = SignUp.objects.get()
    assert kept.offer_title == (kept.offer.title if kept.offer else "")
    return kept.offer


def test_a_draft_takes_no_sign_ups_from_the_only_public_offer(form_page):
    offer = OfferPageFactory(sign_up_form=form_page)
    draft(form_page)
    assert offer_of_the_next(form_page) == offer


def test_a_draft_that_alone_uses_a_form_gets_none_of_its_sign_ups(form_page):
    draft(form_page)
    assert offer_of_the_next(form_page) is None


def test_the_only_offer_keeps_them_when_it_has_been_taken_off_with_its_form(form_page):
    offer = OfferPageFactory(sign_up_form=form_page)
    draft(form_page)
    offer.unpublish()
    form_page.unpublish()
    assert offer_of_the_next(form_page) == offer


def test_the_places_of_a_draft_are_not_counted(form_page, monkeypatch):
    draft(form_page, places=1)
    told = []
    monkeypatch.setattr("offers.sign_ups.receiving.changed", told.append)
    send_right(form_page)
    assert told == []
