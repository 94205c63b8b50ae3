"""The panel of other sign-ups from the same address."""

import pytest
from bs4 import BeautifulSoup

from offers.models import SignUp
from tests.factories.offers import SignUpFormPageFactory
from tests.offers.sending import send_right

pytestmark = pytest.mark.django_db


def test_suspected_spam_stands_apart_from_what_is_none(admin_client):
    form_page = SignUpFormPageFactory()
    for name in ["Ada", "Bea", "Cyn"]:
        send_right(form_page, your_name=name)
    SignUp.objects.filter(name="Cyn").update(state="spam")
    ada, bea, cyn = SignUp.objects.order_by("pk")
    shown = admin_client.get(f"/admin/sign-ups/{ada.pk}/").content
    panel = BeautifulSoup(shown, "html.parser").find(id="others-section")
    real, spam = panel("ul")
    assert bea.reference in real.get_text()
    assert cyn.reference not in real.get_text()
    assert cyn.reference in spam.get_text()
    assert spam.find_previous("p").get_text() == "Suspected spam"
