"""Addresses of forms that are spelled or asked in another way: each gets an answer of ours."""

import pytest
from django.test import Client

from offers.models import SignUp
from tests.offers.sending import FROM_HERE, address, fields

pytestmark = pytest.mark.django_db

RIGHT = {"your_name": "Ines", "e_mail_address": "ines@example.org"}


@pytest.fixture
def strict() -> Client:
    """Look for forged requests, as a server does."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("spelled", [str, str.upper, lambda path: path.rstrip("/")])
def test_a_form_is_taken_however_its_address_is_spelled(form_page, strict, spelled):
    at = f"/sign-up/{spelled(f'{form_page.key}/')}"
    response = strict.post(at, fields(form_page, **RIGHT), headers=FROM_HERE)
    assert response.status_code == 303
    assert strict.get(response["Location"]).status_code == 200


def test_a_reference_is_known_in_small_letters_too(form_page, strict):
    response = strict.post(address(form_page), fields(form_page, **RIGHT), headers=FROM_HERE)
    typed = response["Location"].lower().rstrip("/")
    assert SignUp.objects.get().reference in strict.get(typed).content.decode()


@pytest.mark.parametrize(
    "rest", ["", "x/", "%00/", "1/thank-you/", "{key}/more/", "{key}//", "{key}x/"]
)
def test_what_is_sent_to_no_form_is_given_back(form_page, strict, rest):
    path = f"/sign-up/{rest.format(key=form_page.key)}"
    response = strict.post(path, {"f1-your_name": "Ines"}, headers=FROM_HERE)
    assert response.status_code == 404
    assert "We could not take your answers" in response.content.decode()
    assert "Ines" in response.content.decode()
    assert "Ines" not in strict.post(path, {"f1-your_name": "Ines"}).content.decode()
    assert strict.post(path, "x", "text/plain").status_code == 415
    assert strict.get(path).status_code == 404


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize("rest", ["", "thank-you/ABCD-EFGH/"])
def test_other_ways_to_ask_are_refused_in_words(form_page, strict, method, rest):
    response = getattr(strict, method)(address(form_page) + rest)
    assert response.status_code == 405
    assert response["Allow"] == ("GET, HEAD" if rest else "GET, HEAD, POST")
    assert "Your answers did not arrive" in response.content.decode()


def test_looking_at_the_address_of_a_form_leads_to_its_page(form_page, strict):
    for response in (strict.get(address(form_page)), strict.head(address(form_page))):
        assert (response.status_code, response["Location"]) == (302, form_page.get_url())


def test_what_is_sent_to_a_page_or_to_the_thanks_is_refused_in_words(form_page, strict):
    for method in (strict.post, strict.put):
        response = method(form_page.url, headers=FROM_HERE)
        assert response.status_code == 403
        assert "We could not tell that what you sent came from a page of ours" in (
            response.content.decode()
        )
    thanks = strict.post(address(form_page) + "thank-you/ABCD-EFGH/")
    assert thanks.status_code == 405
    assert "No answers are taken at this address" in thanks.content.decode()


def test_a_host_that_is_not_ours_gets_a_page_of_ours(strict):
    response = strict.get("/", headers={"Host": "elsewhere.test"})
    assert response.status_code == 400
    assert "We could not read this request" in response.content.decode()
    assert "Something went wrong on our side" not in response.content.decode()
