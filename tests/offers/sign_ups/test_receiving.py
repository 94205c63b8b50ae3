"""Sending a sign-up form, and what is kept of it."""

import pytest
from django.test import Client

from offers.models import Mail, SignUp, SignUpFormPage
from tests.factories.blog import PostPageFactory
from tests.factories.offers import OfferPageFactory, SignUpFieldFactory, SignUpFormPageFactory
from tests.offers.sending import FROM_HERE, address, fields, send, send_right

pytestmark = pytest.mark.django_db


@pytest.fixture
def consenting() -> SignUpFormPage:
    return SignUpFormPageFactory(title="Reflect | Recharge", consent="We keep this for a year.")


def test_a_valid_form_leads_to_a_page_with_its_reference(form_page):
    response = send_right(form_page)
    kept = SignUp.objects.get()
    assert response.status_code == 303
    assert response["Location"] == f"{address(form_page)}thank-you/{kept.reference}/"
    for _ in range(2):  # safe to load again
        page = Client().get(response["Location"])
        assert page.status_code == 200
        assert kept.reference in page.content.decode()
        assert "We write to you within a week." in page.content.decode()
    assert SignUp.objects.count() == 1


def test_nothing_sets_a_cookie(form_page):
    responses = [
        Client().get(form_page.url),
        send(form_page),
        done := send_right(form_page),
        Client().get(done["Location"]),
        send_right(form_page, headers={}),
    ]
    assert [response.status_code for response in responses] == [200, 422, 303, 200, 403]
    for response in responses:
        assert not response.cookies
        assert "cookie" not in response.get("Vary", "").lower()


def test_what_is_for_one_person_stays_out_of_caches_and_search_engines(form_page):
    done = send_right(form_page)
    for response in [send(form_page), Client().get(done["Location"])]:
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex"
    assert done["Cache-Control"] == "private, no-store"


def test_questions_are_kept_as_they_were_asked(consenting):
    send_right(consenting, extra={f"f{consenting.pk}-consent-given": "on"})
    question = consenting.fields.first()
    question.label = "What shall we call you?"
    consenting.consent = "Something else."
    consenting.fields = [question]
    consenting.save_revision().publish()
    kept = SignUp.objects.get()
    assert kept.answered() == [
        ("Your name", "Ines Okafor"),
        ("E-mail address", "ines@example.org"),
    ]
    assert kept.consent == "We keep this for a year."
    assert kept.questions[0] == {
        "name": "your_name",
        "label": "Your name",
        "type": "singleline",
        "required": True,
        "help": "",
        "choices": [],
    }
    assert kept.form_title == "Reflect | Recharge"


def test_without_consent_nothing_is_kept(consenting):
    response = send_right(consenting)
    assert response.status_code == 422
    assert "Tick the box to say that you agree" in response.content.decode()
    assert not SignUp.objects.exists()


def test_an_answer_to_a_question_that_was_taken_out_meanwhile_is_kept(form_page):
    asked = SignUpFieldFactory.build(label="Which evening?", required=False, sort_order=9)
    days = SignUpFieldFactory.build(
        label="Days", field_type="checkboxes", choices="Mon\nTue", required=False, sort_order=10
    )
    form_page.fields.add(asked, days)
    form_page.save_revision().publish()
    form_page.fields.remove(asked, days)
    form_page.save_revision().publish()
    sent = {"which_evening": "The first\nor the last", "days": ["Mon", "Tue"], "never_asked": "x"}
    assert send_right(form_page, **sent).status_code == 303
    assert SignUp.objects.get().answered()[2:] == [
        ("Which evening?", "The first\nor the last"),
        ("Days", "Mon, Tue"),
    ]
    send_right(form_page, your_name="Somebody later")
    assert len(SignUp.objects.get(name="Somebody later").questions) == 2


def test_a_filled_trap_marks_a_sign_up_and_tells_the_sender_nothing(form_page):
    response = send_right(form_page, extra={form_page.form().trap: "buy now"})
    kept = SignUp.objects.get()
    assert response.status_code == 303
    assert kept.state == SignUp.State.SPAM
    assert [str(one) for one in kept.suspicions.all()] == [
        "The field that people do not see was filled in."
    ]
    thanks, other = Client().get(response["Location"]), send_right(form_page)
    assert b"spam" not in thanks.content.lower()
    assert other["Location"] != response["Location"]
    assert not SignUp.objects.get(state="new").suspicions.exists()


def test_a_form_that_the_public_may_not_see_is_not_found(form_page):
    draft = SignUpFormPageFactory(live=False)
    form_page.view_restrictions.create(restriction_type="login")
    for hidden in [draft, form_page]:
        assert send_right(hidden).status_code == 404
        assert Client().get(address(hidden)).status_code == 404
    assert Client().get("/sign-up/00000000-0000-4000-8000-000000000000/").status_code == 404
    assert not SignUp.objects.exists()


def test_the_address_of_a_form_leads_to_its_page(form_page):
    response = Client().get(address(form_page))
    assert response.status_code == 302
    assert response["Location"].endswith(form_page.url)
    assert Client().put(address(form_page)).status_code == 405


def test_a_sign_up_is_kept_with_what_it_changes_or_not_at_all(form_page, monkeypatch):
    OfferPageFactory(sign_up_form=form_page, places=1)

    def cut_off(*args, **kwargs):
        raise ConnectionAbortedError

    monkeypatch.setattr("offers.sign_ups.receiving.changed", cut_off)
    with pytest.raises(ConnectionAbortedError):
        send_right(form_page)

    assert not SignUp.objects.exists()
    assert not Mail.objects.exists()


@pytest.mark.parametrize("places", [None, 50])
@pytest.mark.parametrize("shown_by", ["offer", "form", "post"])
def test_a_sign_up_costs_few_queries(
    form_page, settings, django_assert_max_num_queries, places, shown_by
):
    settings.SIGN_UPS_UNSUSPECTED = 5
    offer = OfferPageFactory(sign_up_form=form_page, places=places)
    body = [("sign_up_form", {"title": "", "form": form_page})]
    host = {"offer": offer, "form": form_page}.get(shown_by) or PostPageFactory(body=body)
    send_right(form_page, host, your_name="First")
    with django_assert_max_num_queries(12):
        assert send_right(form_page, host).status_code == 303


def test_an_answer_need_not_be_sent_as_multipart(form_page):
    data = fields(form_page, your_name="Ines", e_mail_address="ines@example.org")
    body = "&".join(f"{name}={value}" for name, value in data.items())
    content_type = "application/x-www-form-urlencoded"
    response = Client().post(address(form_page), body, content_type, headers=FROM_HERE)
    assert response.status_code == 303  # and all other tests send multipart
