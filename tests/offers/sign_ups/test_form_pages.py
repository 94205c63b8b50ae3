"""Sign-ups outlive their form; copies and aliases of a form are forms of their own."""

import pytest

from offers.models import SignUp, SignUpFormPage
from tests.factories.home import StandardPageFactory
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory
from tests.offers.sending import send_right

pytestmark = pytest.mark.django_db


@pytest.fixture
def plain_form() -> SignUpFormPage:
    return SignUpFormPageFactory()


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
