"""The same answers sent again are the same sign-up, for a while."""

from datetime import timedelta

import pytest
from django.utils import timezone

from offers.models import SignUp
from tests.factories.offers import SignUpFieldFactory, SignUpFormPageFactory
from tests.offers.sending import send, send_right

pytestmark = pytest.mark.django_db


def test_the_same_answers_twice_are_one_sign_up(form_page):
    addresses = {send_right(form_page)["Location"] for _ in range(2)}
    assert len(addresses) == 1
    assert SignUp.objects.count() == 1


def test_a_question_added_between_two_clicks_makes_no_second_sign_up(form_page):
    first = send_right(form_page)["Location"]
    form_page.fields.add(SignUpFieldFactory.build(label="More", required=False, sort_order=9))
    form_page.save_revision().publish()
    assert send_right(form_page)["Location"] == first
    assert SignUp.objects.count() == 1


def test_the_same_answers_later_are_another_sign_up(form_page):
    send_right(form_page)
    SignUp.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    send_right(form_page)
    assert SignUp.objects.count() == 2


def test_other_answers_and_other_forms_are_other_sign_ups(form_page):
    send_right(form_page)
    send_right(form_page, your_name="Ada")
    send_right(SignUpFormPageFactory())
    assert SignUp.objects.count() == 3


def test_two_people_who_tick_the_same_box_are_two_sign_ups():
    area = SignUpFieldFactory.build(label="Area", field_type="radio", choices="North, South")
    form_page = SignUpFormPageFactory(fields=[area])
    for _ in range(2):
        assert send(form_page, area="North").status_code == 303
    assert SignUp.objects.count() == 2


def test_whoever_goes_back_to_their_errors_and_sends_all_again_has_one_sign_up():
    form_page = SignUpFormPageFactory()
    wrong = {"your_name": "Ines Okafor", "e_mail_address": "none"}
    assert send(form_page, **wrong).status_code == 422
    first = send_right(form_page)
    again = send(form_page, **wrong)  # as the browser does when that is confirmed
    assert (again.status_code, again["Cache-Control"]) == (422, "private, no-store")
    assert 'value="none"' in again.content.decode()
    assert send_right(form_page)["Location"] == first["Location"]
    assert SignUp.objects.count() == 1
