"""The page that says thank you."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from offers.models import SignUp, SignUpFormPage
from tests.factories.offers import SignUpFormPageFactory
from tests.offers.sending import send_right

pytestmark = pytest.mark.django_db


def test_neither_address_nor_head_says_anything_of_the_person(form_page):
    address = send_right(form_page)["Location"]
    soup = BeautifulSoup(Client().get(address).content, "html.parser")
    for text in [address, str(soup.head), soup.main.get_text()]:
        assert "ines" not in text.lower()
        assert "okafor" not in text.lower()
    assert soup.find("meta", {"name": "robots"})["content"] == "noindex"
    assert soup.find("link", rel="canonical") is None


@pytest.mark.parametrize("what", ["delete", "unpublish"])
def test_a_bookmark_stays_good_when_the_form_goes(form_page, what):
    address = send_right(form_page)["Location"]
    getattr(SignUpFormPage.objects.get(pk=form_page.pk), what)()
    response = Client().get(address)
    assert response.status_code == 200
    assert SignUp.objects.get().reference in response.content.decode()


def test_what_is_taken_for_spam_gets_the_same_page(form_page):
    pages = []
    for extra in [{}, {form_page.form().trap: "buy now"}]:
        response = Client().get(send_right(form_page, extra=extra)["Location"])
        kept = SignUp.objects.get()
        pages.append(response.content.decode().replace(kept.reference, "…"))
        kept.delete()
    assert pages[0].split("<time")[0] == pages[1].split("<time")[0]


@pytest.mark.parametrize("what", ["never given", "of another form", "erased"])
def test_a_reference_that_leads_nowhere_tells_nothing(form_page, what):
    address = send_right(form_page)["Location"]
    if what == "never given":
        address = address.replace(SignUp.objects.get().reference, "AAAA-AAAA")
    if what == "of another form":
        address = address.replace(str(form_page.key), str(SignUpFormPageFactory().key))
    if what == "erased":
        SignUp.objects.all().delete()
    response = Client().get(address)
    assert response.status_code == 404
    assert b"There is no sign-up at this address" in response.content
    assert form_page.title not in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
