"""Sending a sign-up form, and what is kept of it."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from cms.publication.models import Clock
from offers.models import SignUp, SignUpFormPage
from tests.factories.blog import PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.offers import OfferPageFactory, SignUpFieldFactory, SignUpFormPageFactory
from tests.offers.sending import FROM_HERE, address, fields, send, send_right

pytestmark = pytest.mark.django_db


@pytest.fixture
def form_page() -> SignUpFormPage:
    return SignUpFormPageFactory(title="Reflect | Recharge", consent="We keep this for a year.")


@pytest.fixture
def plain_form() -> SignUpFormPage:
    return SignUpFormPageFactory()


def everything() -> list:
    choices = {"choices": "North\nSouth\nEast"}
    kinds = ["singleline", "multiline", "email", "number", "url", "checkbox", "checkboxes",
             "dropdown", "multiselect", "radio", "date", "datetime", "hidden"]  # fmt: skip
    return [SignUpFieldFactory.build(label=f"The {kind}", field_type=kind, **choices)
            for kind in kinds]  # fmt: skip


EVERYTHING = {
    "the_singleline": "Ines “Inés” Okafor 🎉",
    "the_multiline": "One\r\nTwo",
    "the_email": "ines@example.org",
    "the_number": "1,200.50",
    "the_url": "example.org/group",
    "the_checkbox": "on",
    "the_checkboxes": ["South", "East"],
    "the_dropdown": "North",
    "the_multiselect": ["North"],
    "the_radio": "East",
    "the_date": "27 March 2027",
    "the_datetime": "27/3/2027 2:30pm",
    "the_hidden": "autumn",
}


def test_all_thirteen_types_are_sent_and_stored():
    form_page = SignUpFormPageFactory(fields=everything())
    assert send(form_page, **EVERYTHING).status_code == 303
    assert SignUp.objects.get().answers == {
        **EVERYTHING,
        "the_multiline": "One\nTwo",
        "the_number": "1200.50",
        "the_url": "https://example.org/group",
        "the_checkbox": True,
        "the_date": "2027-03-27",
        "the_datetime": "2027-03-27T14:30",
    }


def test_all_thirteen_types_keep_what_was_typed():
    form_page = SignUpFormPageFactory(fields=everything())
    response = send(form_page, **{**EVERYTHING, "the_email": "no address"})
    soup = BeautifulSoup(response.content, "html.parser")
    form = soup.find("form", method="post")
    sent = {}
    for control in form(["input", "textarea", "option"]):
        name = control.get("name") or control.parent.get("name")
        ticked = control.has_attr("checked") or control.has_attr("selected")
        if control.name == "option" or control.get("type") in {"checkbox", "radio"}:
            if ticked:
                sent.setdefault(name, []).append(control.get("value", "on"))
        elif control.name == "textarea":
            sent[name] = [control.get_text().lstrip("\n")]
        else:
            sent[name] = [control.get("value", "")]
    expected = {**EVERYTHING, "the_email": "no address", "the_multiline": "One\nTwo"}
    for name, value in expected.items():
        assert sent[f"f{form_page.pk}-{name}"] == (value if isinstance(value, list) else [value])


def test_a_valid_form_leads_to_a_page_with_its_reference(plain_form):
    response = send_right(plain_form)
    kept = SignUp.objects.get()
    assert response.status_code == 303
    assert response["Location"] == f"{address(plain_form)}thank-you/{kept.reference}/"
    for _ in range(2):  # safe to load again
        page = Client().get(response["Location"])
        assert page.status_code == 200
        assert kept.reference in page.content.decode()
        assert "We write to you within a week." in page.content.decode()
    assert SignUp.objects.count() == 1


def test_nothing_sets_a_cookie(plain_form):
    responses = [
        Client().get(plain_form.url),
        send(plain_form),
        done := send_right(plain_form),
        Client().get(done["Location"]),
        send_right(plain_form, headers={}),
    ]
    assert [response.status_code for response in responses] == [200, 422, 303, 200, 403]
    for response in responses:
        assert not response.cookies
        assert "cookie" not in response.get("Vary", "").lower()


def test_what_is_for_one_person_stays_out_of_caches_and_search_engines(plain_form):
    done = send_right(plain_form)
    for response in [send(plain_form), Client().get(done["Location"])]:
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex"
    assert done["Cache-Control"] == "private, no-store"


def test_an_unknown_reference_is_not_found(plain_form):
    other = SignUpFormPageFactory()
    done = send_right(plain_form)
    reference = done["Location"].split("/")[-2]
    assert Client().get(f"{address(plain_form)}thank-you/AAAA-AAAA/").status_code == 404
    assert Client().get(f"{address(plain_form)}thank-you/%00/").status_code == 404
    assert Client().get(f"{address(other)}thank-you/{reference}/").status_code == 404


def test_the_thank_you_address_survives_the_unpublishing_of_the_form(plain_form):
    done = send_right(plain_form)
    plain_form.unpublish()
    assert Client().get(done["Location"]).status_code == 200


def test_questions_are_kept_as_they_were_asked(form_page):
    send_right(form_page, extra={f"f{form_page.pk}-consent-given": "on"})
    question = form_page.fields.first()
    question.label = "What shall we call you?"
    form_page.consent = "Something else."
    form_page.fields = [question]
    form_page.save_revision().publish()
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


def test_without_consent_nothing_is_kept(form_page):
    response = send_right(form_page)
    assert response.status_code == 422
    assert "Tick the box to say that you agree" in response.content.decode()
    assert not SignUp.objects.exists()


def test_the_same_answers_twice_are_one_sign_up(plain_form):
    addresses = {send_right(plain_form)["Location"] for _ in range(2)}
    assert len(addresses) == 1
    assert SignUp.objects.count() == 1


def test_an_answer_to_a_question_that_was_taken_out_meanwhile_is_kept(plain_form):
    asked = SignUpFieldFactory.build(label="Which evening?", required=False, sort_order=9)
    days = SignUpFieldFactory.build(
        label="Days", field_type="checkboxes", choices="Mon\nTue", required=False, sort_order=10
    )
    plain_form.fields.add(asked, days)
    plain_form.save_revision().publish()
    plain_form.fields.remove(asked, days)
    plain_form.save_revision().publish()
    sent = {"which_evening": "The first\nor the last", "days": ["Mon", "Tue"], "never_asked": "x"}
    assert send_right(plain_form, **sent).status_code == 303
    assert SignUp.objects.get().answered()[2:] == [
        ("Which evening?", "The first\nor the last"),
        ("Days", "Mon, Tue"),
    ]
    send_right(plain_form, your_name="Somebody later")
    assert len(SignUp.objects.get(name="Somebody later").questions) == 2


def test_a_question_added_between_two_clicks_makes_no_second_sign_up(plain_form):
    first = send_right(plain_form)["Location"]
    plain_form.fields.add(SignUpFieldFactory.build(label="More", required=False, sort_order=9))
    plain_form.save_revision().publish()
    assert send_right(plain_form)["Location"] == first
    assert SignUp.objects.count() == 1


def test_the_same_answers_later_are_another_sign_up(plain_form):
    send_right(plain_form)
    SignUp.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    send_right(plain_form)
    assert SignUp.objects.count() == 2


def test_other_answers_and_other_forms_are_other_sign_ups(plain_form):
    send_right(plain_form)
    send_right(plain_form, your_name="Ada")
    send_right(SignUpFormPageFactory())
    assert SignUp.objects.count() == 3


def test_two_people_who_tick_the_same_box_are_two_sign_ups():
    area = SignUpFieldFactory.build(label="Area", field_type="radio", choices="North, South")
    form_page = SignUpFormPageFactory(fields=[area])
    for _ in range(2):
        assert send(form_page, area="North").status_code == 303
    assert SignUp.objects.count() == 2


def test_a_filled_trap_marks_a_sign_up_and_tells_the_sender_nothing(plain_form):
    response = send_right(plain_form, extra={plain_form.form().trap: "buy now"})
    kept = SignUp.objects.get()
    assert response.status_code == 303
    assert kept.state == SignUp.State.SPAM
    assert [str(one) for one in kept.suspicions.all()] == [
        "The field that people do not see was filled in."
    ]
    thanks, other = Client().get(response["Location"]), send_right(plain_form)
    assert b"spam" not in thanks.content.lower()
    assert other["Location"] != response["Location"]
    assert not SignUp.objects.get(state="new").suspicions.exists()


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


def test_errors_come_back_in_the_offer_of_the_form(plain_form):
    offer = OfferPageFactory(sign_up_form=plain_form)
    response = send(plain_form, offer)
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
def test_a_page_that_does_not_show_the_form_is_not_used(plain_form, what):
    host = StandardPageFactory(
        title="Somewhere else",
        body=[] if what == "no form" else [("sign_up_form", {"title": "", "form": plain_form})],
        live=what != "draft",
    )
    if what == "private":
        host.view_restrictions.create(restriction_type="login")
    if what == "expired":
        type(host).objects.filter(pk=host.pk).update(expire_at=timezone.now())
    number = {"nonsense": "x' OR 1=1", "huge": "9" * 300}.get(what, host.pk)
    response = send(plain_form, number)
    assert response.status_code == 422
    assert "Somewhere else</h1>" not in response.content.decode()
    assert f"<h1>{plain_form.title}</h1>" in response.content.decode()
    send_right(plain_form, number)
    assert SignUp.objects.get().host_title == plain_form.title


def test_a_form_that_the_public_may_not_see_is_not_found(plain_form):
    draft = SignUpFormPageFactory(live=False)
    plain_form.view_restrictions.create(restriction_type="login")
    for hidden in [draft, plain_form]:
        assert send_right(hidden).status_code == 404
        assert Client().get(address(hidden)).status_code == 404
    assert Client().get("/sign-up/00000000-0000-4000-8000-000000000000/").status_code == 404
    assert not SignUp.objects.exists()


def test_the_address_of_a_form_leads_to_its_page(plain_form):
    response = Client().get(address(plain_form))
    assert response.status_code == 302
    assert response["Location"].endswith(plain_form.url)
    assert Client().put(address(plain_form)).status_code == 405


def test_an_offer_with_places_has_one_less(plain_form, django_capture_on_commit_callbacks):
    offer = OfferPageFactory(sign_up_form=plain_form, places=1)
    before = Clock.objects.get().number
    with django_capture_on_commit_callbacks(execute=True):
        send_right(plain_form, offer)
    assert offer.status.value == "full"
    assert Clock.objects.get().number > before


def test_a_sign_up_is_kept_with_what_it_changes_or_not_at_all(plain_form, monkeypatch):
    OfferPageFactory(sign_up_form=plain_form, places=1)

    def cut_off(*args, **kwargs):
        raise ConnectionAbortedError

    monkeypatch.setattr("offers.sign_ups.receiving.changed", cut_off)
    with pytest.raises(ConnectionAbortedError):
        send_right(plain_form)

    assert not SignUp.objects.exists()


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


@pytest.mark.parametrize("places", [None, 50])
@pytest.mark.parametrize("shown_by", ["offer", "form", "post"])
def test_a_sign_up_costs_few_queries(
    plain_form, settings, django_assert_max_num_queries, places, shown_by
):
    settings.SIGN_UPS_UNSUSPECTED = 5
    offer = OfferPageFactory(sign_up_form=plain_form, places=places)
    body = [("sign_up_form", {"title": "", "form": plain_form})]
    host = {"offer": offer, "form": plain_form}.get(shown_by) or PostPageFactory(body=body)
    send_right(plain_form, host, your_name="First")
    with django_assert_max_num_queries(12):
        assert send_right(plain_form, host).status_code == 303


def test_deleting_the_form_and_the_host_keeps_the_sign_ups(plain_form, admin_client):
    host = StandardPageFactory(body=[("sign_up_form", {"title": "", "form": plain_form})])
    send_right(plain_form, host)
    admin_client.post(f"/admin/pages/{host.pk}/delete/")
    assert admin_client.post(f"/admin/pages/{plain_form.pk}/delete/").status_code == 302
    kept = SignUp.objects.get()
    assert (kept.form_id, kept.host_id) == (None, None)
    assert (kept.form_title, kept.host_title) == (plain_form.title, host.title)
    assert kept.answered()[0] == ("Your name", "Ines Okafor")


def test_deleting_a_page_above_keeps_the_sign_ups(plain_form):
    offer = OfferPageFactory()
    below = SignUpFormPageFactory(parent=offer)
    send_right(below)
    type(offer).objects.get(pk=offer.pk).delete()
    assert SignUp.objects.get().form_id is None


def test_a_copy_has_a_key_of_its_own_and_can_be_published(plain_form):
    copy = plain_form.copy(update_attrs={"slug": "copy", "title": "Copy"})
    copy.get_latest_revision().publish()
    assert SignUpFormPage.objects.get(pk=copy.pk).key != plain_form.key


def test_an_alias_has_a_key_of_its_own_and_keeps_it(plain_form):
    alias = plain_form.create_alias(update_slug="alias")
    assert alias.key != plain_form.key
    plain_form.title = "New title"
    plain_form.save_revision().publish()
    updated = SignUpFormPage.objects.get(pk=alias.pk)
    assert (updated.title, updated.key) == ("New title", alias.key)
    assert send_right(updated).status_code == 404


def test_an_answer_need_not_be_sent_as_multipart(plain_form):
    data = fields(plain_form, your_name="Ines", e_mail_address="ines@example.org")
    body = "&".join(f"{name}={value}" for name, value in data.items())
    content_type = "application/x-www-form-urlencoded"
    response = Client().post(address(plain_form), body, content_type, headers=FROM_HERE)
    assert response.status_code == 303  # and all other tests send multipart
