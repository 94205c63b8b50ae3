"""Sign-ups outlive their form; copies and aliases of a form are forms of their own."""

import pytest

from offers.models import SignUp, SignUpFormPage
from tests.factories.home import StandardPageFactory
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory
from tests.offers.sending import send_right

pytestmark = pytest.mark.django_db


def test_deleting_the_form_and_the_host_keeps_the_sign_ups(form_page, admin_client):
    host = StandardPageFactory(body=[("sign_up_form", {"title": "", "form": form_page})])
    send_right(form_page, host)
    admin_client.post(f"/admin/pages/{host.pk}/delete/")
    assert admin_client.post(f"/admin/pages/{form_page.pk}/delete/").status_code == 302
    kept = SignUp.objects.get()
    assert (kept.form_id, kept.host_id) == (None, None)
    assert (kept.form_title, kept.host_title) == (form_page.title, host.title)
    assert kept.answered()[0] == ("Your name", "Ines Okafor")


def test_deleting_a_page_above_keeps_the_sign_ups(form_page):
    offer = OfferPageFactory()
    below = SignUpFormPageFactory(parent=offer)
    send_right(below)
    type(offer).objects.get(pk=offer.pk).delete()
    assert SignUp.objects.get().form_id is None


def test_a_copy_has_a_key_of_its_own_and_can_be_published(form_page):
    copy = form_page.copy(update_attrs={"slug": "copy", "title": "Copy"})
    copy.get_latest_revision().publish()
    assert SignUpFormPage.objects.get(pk=copy.pk).key != form_page.key


def test_an_alias_has_a_key_of_its_own_and_keeps_it(form_page):
    alias = form_page.create_alias(update_slug="alias")
    assert alias.key != form_page.key
    form_page.title = "New title"
    form_page.save_revision().publish()
    updated = SignUpFormPage.objects.get(pk=alias.pk)
    assert (updated.title, updated.key) == ("New title", alias.key)
    assert send_right(updated).status_code == 404
