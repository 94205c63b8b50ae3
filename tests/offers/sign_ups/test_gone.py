"""Forms that are taken off the site while somebody fills them in."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from offers.models import SignUp, SignUpFormPage
from tests.factories.offers import OfferPageFactory
from tests.offers.sending import FROM_HERE, address, fields, send, send_right

pytestmark = pytest.mark.django_db

NOBODY = "/sign-up/00000000-0000-4000-8000-000000000000/"


def unpublish(form_page: SignUpFormPage) -> None:
    form_page.unpublish()


def expire(form_page: SignUpFormPage) -> None:
    past = timezone.now() - timedelta(seconds=1)
    SignUpFormPage.objects.filter(pk=form_page.pk).update(expire_at=past)


@pytest.mark.parametrize("take_off", [unpublish, expire])
def test_who_had_the_form_open_may_still_send_it(form_page, take_off):
    take_off(form_page)
    response = send_right(form_page)
    assert response.status_code == 303
    assert SignUp.objects.get().timing == "withdrawn"
    thanks = Client().get(response["Location"])
    assert thanks.status_code == 200
    assert b"after the form had been taken off our site" in thanks.content
    assert Client().get(address(form_page)).status_code == 404


def test_it_is_kept_with_the_page_that_showed_the_form(form_page):
    offer = OfferPageFactory(sign_up_form=form_page)
    form_page.unpublish()
    send_right(form_page, offer)
    assert SignUp.objects.get().host_title == offer.title


def test_what_would_have_to_be_corrected_is_given_back_to_be_copied(form_page):
    form_page.unpublish()
    response = send(form_page, your_name="Ines <b>Okafor</b>", e_mail_address="")
    text = response.content.decode()
    assert response.status_code == 410
    assert "<dt>Your name</dt>" in text
    assert "Ines &lt;b&gt;Okafor&lt;/b&gt;" in text
    assert response["Cache-Control"] == "private, no-store"
    assert not SignUp.objects.exists()


def hide(form_page: SignUpFormPage) -> None:
    form_page.view_restrictions.create(restriction_type="login")


def never_show(form_page: SignUpFormPage) -> None:
    past = {"live": False, "first_published_at": None}
    SignUpFormPage.objects.filter(pk=form_page.pk).update(**past)


def delete(form_page: SignUpFormPage) -> None:
    SignUpFormPage.objects.get(pk=form_page.pk).delete()


@pytest.mark.parametrize("how", [hide, never_show, delete])
def test_where_nothing_may_be_kept_what_was_typed_is_given_back(form_page, how, offer_index):
    how(form_page)
    response = send_right(form_page, your_name="Ines & Co", extra={"f1-sent-from": "77777"})
    text = response.content.decode()
    assert response.status_code == 404
    assert "Ines &amp; Co" in text
    assert "ines@example.org" in text
    assert "77777" not in text
    assert f'href="{offer_index.url}"' in text
    assert form_page.title not in text
    assert not response.cookies
    assert not SignUp.objects.exists()


def test_an_address_that_nobody_gave_gives_back_what_was_typed():
    response = Client().post(NOBODY, {"f1-your_name": "Ines"}, headers=FROM_HERE)
    assert response.status_code == 404
    assert b"<dd>Ines</dd>" in response.content
    assert Client().get(NOBODY).status_code == 404


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "cross-site"}])
def test_another_site_cannot_have_us_print_what_it_likes(form_page, headers):
    form_page.unpublish()
    for path in [NOBODY, address(form_page)]:
        sent = fields(form_page, your_name="Call this number")
        response = Client().post(path, sent, headers=headers)
        assert response.status_code in {403, 404}
        assert b"Call this number" not in response.content


def test_what_cannot_be_read_says_so_for_a_form_that_is_gone_too():
    response = Client().post(NOBODY, "{}", "application/json", headers=FROM_HERE)
    assert response.status_code == 415
    assert b"Your answers did not arrive" in response.content
