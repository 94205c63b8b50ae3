"""Nobody agrees to words that they have not been shown."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from offers.form.promise import PURPOSE
from offers.form.stamp import STAMP, _Stamps, is_fresh, stamp
from offers.models import SignUp, SignUpFormPage
from tests.factories.offers import OfferPageFactory
from tests.offers.sending import FROM_HERE, address

pytestmark = pytest.mark.django_db

FORM_PAGE = {"consent": "You may call me.", "retention_days": 60}

CHANGED = "The wording about your answers has changed"


def filled_in(html: bytes, form_page: SignUpFormPage) -> dict[str, str]:
    """Give what a browser would send of a page: answers, ticks and what travels along."""
    soup = BeautifulSoup(html, "html.parser")
    fields = soup.find("form", action=address(form_page)).find_all("input")
    return {
        field["name"]: field.get("value", "on" if field["type"] == "checkbox" else "")
        for field in fields
        if field["type"] != "checkbox" or field.has_attr("checked")
    }


def opened(form_page: SignUpFormPage, host) -> dict[str, str]:
    start = f"f{form_page.pk}-"
    return filled_in(Client().get(host.url).content, form_page) | {
        f"{start}your_name": "Ines Okafor",
        f"{start}e_mail_address": "ines@example.org",
        f"{start}consent-given": "on",
    }


def post(form_page: SignUpFormPage, sent: dict[str, str]):
    return Client().post(address(form_page), sent, headers=FROM_HERE)


@pytest.mark.parametrize(
    "change",
    [
        {"consent": "You may call me and sell my number."},
        {"purpose": "We sell what you tell us."},
        {"retention_days": 600},
    ],
)
def test_other_words_than_were_shown_are_shown_before_anything_is_kept(form_page, change):
    offer = OfferPageFactory(sign_up_form=form_page)
    sent = opened(form_page, offer)
    SignUpFormPage.objects.filter(pk=form_page.pk).update(**change)
    response = post(form_page, sent)
    assert response.status_code == 422
    assert CHANGED in response.content.decode()
    assert not SignUp.objects.exists()
    shown = filled_in(response.content, form_page)
    tick = f"f{form_page.pk}-consent-given"
    assert tick not in shown
    assert shown[f"f{form_page.pk}-your_name"] == "Ines Okafor"
    assert post(form_page, shown).status_code == 422
    assert post(form_page, shown | {tick: "on"}).status_code == 303
    version = SignUp.objects.get().version
    assert {name: getattr(version, name) for name in change} == change


@pytest.mark.parametrize(
    "change",
    [{"purpose": PURPOSE}, {"title": "Another title"}, {"button_label": "Go"}, {"intro": "<p>!"}],
)
def test_what_is_not_about_the_answers_may_change(form_page, change):
    sent = opened(form_page, form_page)
    SignUpFormPage.objects.filter(pk=form_page.pk).update(**change)
    assert post(form_page, sent).status_code == 303


def test_a_stamp_that_says_nothing_of_the_words_counts_as_one_of_now(form_page):
    sent = opened(form_page, form_page)
    sent[f"f{form_page.pk}-{STAMP}"] = _Stamps(60).sign(form_page.key.hex)
    assert post(form_page, sent).status_code == 303
    assert SignUp.objects.get().state == "new"


def test_who_sends_again_is_not_taken_for_too_quick(form_page):
    name = f"f{form_page.pk}-{STAMP}"
    sent = opened(form_page, form_page)
    form_page.retention_days = 30
    sent[name] = stamp(form_page, 3600)
    shown = filled_in(post(form_page, sent).content, form_page)
    assert shown[name] != sent[name]
    assert not is_fresh(shown[name], 3590)
    assert is_fresh(shown[name], 3700)
