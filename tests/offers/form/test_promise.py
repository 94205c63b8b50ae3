"""What a form promises before the button, and what is kept of the promise."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from offers.form.promise import PURPOSE, kept_for
from offers.models import SignUp
from tests.factories.offers import SignUpFormPageFactory
from tests.offers.sending import send_right


@pytest.mark.parametrize(
    ("days", "words"),
    [(365, "12 months"), (730, "2 years"), (270, "270 days"), (1, "1 day"), (366, "366 days")],
)
def test_how_long_answers_are_kept_is_said_in_words(days, words):
    assert kept_for(days) == words


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["", "Only the cook reads this."])
def test_before_the_button_stands_what_is_done_with_the_answers(words):
    form_page = SignUpFormPageFactory(purpose=words, retention_days=270)
    soup = BeautifulSoup(Client().get(form_page.url).content, "html.parser")
    said = soup.find("button", type="submit").find_previous(class_="form-privacy")
    assert said.find_parent("form")["action"] == f"/sign-up/{form_page.key}/"
    assert (words or PURPOSE) in said.get_text()
    assert "We keep your answers for 270 days, then we erase them." in said.get_text()


@pytest.mark.django_db
def test_what_was_promised_is_kept_as_it_was_said():
    form_page = SignUpFormPageFactory(purpose="", retention_days=270)
    send_right(form_page)
    form_page.purpose, form_page.retention_days = "Something else.", 90
    form_page.save_revision().publish()
    kept = SignUp.objects.get()
    assert (kept.version.purpose, kept.version.retention_days) == (PURPOSE, 270)


@pytest.mark.django_db
def test_staff_and_the_person_read_the_same_time_as_the_form_promised(admin_client):
    form_page = SignUpFormPageFactory(retention_days=365)
    send_right(form_page)
    sign_up = SignUp.objects.get()
    told = admin_client.get(f"/admin/sign-ups/{sign_up.pk}/").content.decode()
    assert "promised to keep answers for 12 months, until" in told
    form = {"address": "ines@example.org", "chosen": sign_up.pk, "export": "1"}
    handed_out = admin_client.post("/admin/sign-ups/person/", form)
    with ZipFile(BytesIO(handed_out.getvalue())) as bundle:
        assert "Kept for 12 months." in bundle.read("person.html").decode()
