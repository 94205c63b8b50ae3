"""Sign-up forms in the pages that show them."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home.models import StandardPage
from tests.factories.home import StandardPageFactory
from tests.factories.offers import OfferPageFactory, SignUpFieldFactory, SignUpFormPageFactory
from tests.offers.sending import address, send, send_right

pytestmark = pytest.mark.django_db


def soup_of(page) -> BeautifulSoup:
    response = Client().get(page.url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def with_forms(*form_pages, **fields) -> StandardPage:
    blocks = [("sign_up_form", {"title": "", "form": form_page}) for form_page in form_pages]
    return StandardPageFactory(body=blocks, **fields)


def ids(soup: BeautifulSoup) -> list[str]:
    return [tag["id"] for tag in soup.find_all(id=True)]


def test_several_forms_on_one_page_do_not_clash():
    first, second = SignUpFormPageFactory.create_batch(2)
    page = with_forms(first, second)
    soup = soup_of(page)
    forms = soup("form", method="post")
    assert [form["action"] for form in forms] == [address(first), address(second)]
    assert len(ids(soup)) == len(set(ids(soup)))
    response = send(second, page, your_name="Ines")
    soup = BeautifulSoup(response.content, "html.parser")
    summary = soup.find(attrs={"role": "alert"})
    assert len(soup.find_all(attrs={"role": "alert"})) == 1
    assert summary.find_next("form")["action"] == address(second)
    assert soup.find("input", {"name": f"f{first.pk}-your_name"}).get("value") is None


def test_the_same_form_twice_on_one_page_has_no_id_twice():
    form_page = SignUpFormPageFactory()
    soup = soup_of(with_forms(form_page, form_page))
    assert len(soup("form", method="post")) == 2
    assert len(ids(soup)) == len(set(ids(soup)))


def test_an_offer_that_shows_its_form_in_its_body_too_has_no_id_twice():
    form_page = SignUpFormPageFactory()
    block = ("sign_up_form", {"title": "", "form": form_page})
    offer = OfferPageFactory(sign_up_form=form_page, body=[block])
    soup = soup_of(offer)
    assert len(soup("form", method="post")) == 2
    assert len(ids(soup)) == len(set(ids(soup)))
    soup = BeautifulSoup(send(form_page, offer, your_name="Ines").content, "html.parser")
    assert len(ids(soup)) == len(set(ids(soup)))
    targets = [link["href"][1:] for link in soup.select("[role=alert] a")]
    pointed_at = [soup.find(id=target).find_parent("form") for target in targets]
    assert pointed_at == soup("form", method="post")


def test_a_form_shown_twice_says_in_both_places_why_it_was_not_taken():
    form_page = SignUpFormPageFactory()
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    response = send_right(form_page, with_forms(form_page, form_page), headers=elsewhere)
    soup = BeautifulSoup(response.content, "html.parser")
    notices = [summary.get_text() for summary in soup.select("[role=alert]")]
    assert ["could not tell" in notice for notice in notices] == [True, True]
    typed = soup.find_all("input", {"name": f"f{form_page.pk}-your_name"})
    assert [control["value"] for control in typed] == ["Ines Okafor", "Ines Okafor"]


def test_every_field_has_a_label_and_help_that_belong_to_it():
    kinds = ["singleline", "multiline", "date", "dropdown", "checkbox", "radio", "checkboxes"]
    asked = [
        SignUpFieldFactory.build(
            label=f"The {kind}", field_type=kind, choices="a\nb", help_text=f"Help {kind}"
        )
        for kind in kinds
    ]
    soup = soup_of(SignUpFormPageFactory(fields=asked))
    form = soup.find("form", method="post")
    for control in form(["input", "textarea", "select"]):
        if control.get("type") == "hidden":
            continue
        assert form.find("label", {"for": control["id"]}), control
    groups = [group.legend.get_text() for group in form("fieldset")]
    assert groups == ["The radio", "The checkboxes"]
    described = [tag["aria-describedby"] for tag in form.select("[aria-describedby]")]
    helped = [form.find(id=pk).get_text() for ids in described for pk in ids.split()]
    assert [text.split(" For")[0] for text in helped] == [f"Help {kind}" for kind in kinds]


def test_optional_questions_say_so():
    asked = SignUpFieldFactory.build(label="Phone", required=False)
    soup = soup_of(SignUpFormPageFactory(fields=[asked]))
    assert soup.find("label", {"for": True}).get_text() == "Phone (optional)"


def test_the_trap_is_out_of_sight_and_out_of_reach():
    form_page = SignUpFormPageFactory()
    trap = soup_of(form_page).find("input", {"name": form_page.form().trap})
    assert (trap["tabindex"], trap["autocomplete"]) == ("-1", "off")
    assert trap.find_parent(class_="honeypot")["aria-hidden"] == "true"


def test_the_privacy_page_is_linked_only_if_it_is_public():
    privacy = StandardPageFactory(title="Your data and us")
    form_page = SignUpFormPageFactory(privacy_page=privacy)
    assert soup_of(form_page).select_one(".form-privacy a")["href"] == privacy.url
    privacy.unpublish()
    assert soup_of(form_page).select_one(".form-privacy a") is None


def test_stored_markup_in_intro_and_thanks_is_cleaned():
    hostile = "<p>Hello<script>alert(1)</script><img src=x onerror=alert(2)></p>"
    form_page = SignUpFormPageFactory(intro=hostile, thank_you=hostile)
    thanks = Client().get(send_right(form_page)["Location"]).content
    for content in [Client().get(form_page.url).content, thanks]:
        assert b"Hello" in content
        assert b"alert(" not in content


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ({"opens_at": timedelta(days=1)}, "opens on"),
        ({"closes_at": -timedelta(days=1)}, "closed on"),
        ({"places": 0}, "are taken"),
    ],
)
def test_where_the_offer_is_not_open_the_form_says_so(dates, words, offer_index):
    moments = {
        name: timezone.now() + value if isinstance(value, timedelta) else value
        for name, value in dates.items()
    }
    form_page = SignUpFormPageFactory()
    offer = OfferPageFactory(title="Kettle", sign_up_form=form_page, **moments)
    for page in [offer, form_page, with_forms(form_page)]:
        soup = soup_of(page)
        assert soup.find("form", method="post") is None
        assert words in soup.select_one(".form-closed").get_text()
        links = [link["href"] for link in soup.select(".form-closed a")]
        assert links == ([offer.url] if page is not offer else []) + [offer_index.url]
    assert send_right(form_page, offer).status_code == 303


def test_a_form_is_open_as_long_as_one_of_its_offers_is():
    form_page = SignUpFormPageFactory()
    closed = OfferPageFactory(sign_up_form=form_page, closes_at=timezone.now() - timedelta(days=1))
    OfferPageFactory(sign_up_form=form_page)
    assert soup_of(form_page).find("form", method="post")
    assert soup_of(closed).find("form", method="post") is None


def test_an_offer_nobody_may_see_tells_nothing_of_its_dates():
    form_page = SignUpFormPageFactory()
    OfferPageFactory(
        sign_up_form=form_page, opens_at=timezone.now() + timedelta(days=1), live=False
    )
    assert soup_of(form_page).find("form", method="post")


def test_the_form_adds_the_same_number_of_queries_whatever_it_asks():
    counts = []
    for number in (1, 12):
        asked = [SignUpFieldFactory.build(label=f"Q{n}") for n in range(number)]
        page = with_forms(SignUpFormPageFactory(fields=asked))
        Client().get(page.url)
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as caught:
            Client().get(page.url)
        counts.append(len(caught))
    assert counts[0] == counts[1]
