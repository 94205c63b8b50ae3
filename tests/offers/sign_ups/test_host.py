"""The page that shows a form: kept with the sign-up, and shown again with what is wrong."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from offers.models import SignUp
from tests.factories.blog import PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory
from tests.offers.sending import send, send_right

pytestmark = pytest.mark.django_db


def test_the_host_is_kept_and_led_back_to():
    form_page = SignUpFormPageFactory()
    offer = OfferPageFactory(title="Reflect | Recharge", sign_up_form=form_page)
    response = send_right(form_page, offer)
    kept = SignUp.objects.get()
    assert (kept.host_id, kept.host_title) == (offer.pk, "Reflect | Recharge")
    assert f'<a href="{offer.url}">' in Client().get(response["Location"]).content.decode()


@pytest.mark.parametrize("make", [PostPageFactory, OfferPageFactory, StandardPageFactory])
def test_errors_come_back_in_the_page_whose_body_shows_the_form(make):
    form_page = SignUpFormPageFactory()
    host = make(body=[("sign_up_form", {"title": "", "form": form_page})])
    response = send(form_page, host, your_name="Ines")
    text = response.content.decode()
    assert response.status_code == 422
    assert f"<h1>{host.title}</h1>" in text
    assert "<title>Error: " in text
    assert 'value="Ines"' in text
    assert f'href="#id_f{form_page.pk}-e_mail_address"' in text
    assert f'id="id_f{form_page.pk}-e_mail_address_error"' in text


def test_errors_come_back_in_the_offer_of_the_form(form_page):
    offer = OfferPageFactory(sign_up_form=form_page)
    response = send(form_page, offer)
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.h1.get_text() == offer.title
    assert soup.find(attrs={"role": "alert"}).has_attr("autofocus")
    for link in soup.select(".error-summary a"):
        target = soup.find(id=link["href"].removeprefix("#"))
        assert target["aria-invalid"] == "true"
        described = target["aria-describedby"].split()
        assert link.get_text() in soup.find(id=described[-1]).get_text()
        assert soup.find(id=described[-1]).get_text().split()[0] == "Error:"


@pytest.mark.parametrize("what", ["draft", "private", "expired", "no form", "nonsense", "huge"])
def test_a_page_that_does_not_show_the_form_is_not_used(form_page, what):
    host = StandardPageFactory(
        title="Somewhere else",
        body=[] if what == "no form" else [("sign_up_form", {"title": "", "form": form_page})],
        live=what != "draft",
    )
    if what == "private":
        host.view_restrictions.create(restriction_type="login")
    if what == "expired":
        type(host).objects.filter(pk=host.pk).update(expire_at=timezone.now())
    number = {"nonsense": "x' OR 1=1", "huge": "9" * 300}.get(what, host.pk)
    response = send(form_page, number)
    assert response.status_code == 422
    assert "Somewhere else</h1>" not in response.content.decode()
    assert f"<h1>{form_page.title}</h1>" in response.content.decode()
    send_right(form_page, number)
    assert SignUp.objects.get().host_title == form_page.title
