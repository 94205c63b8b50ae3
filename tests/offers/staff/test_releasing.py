"""What releasing suspected spam brings is said before, and asked anew if it has become more."""

import pytest
from bs4 import BeautifulSoup

from offers.models import Access, Mail, SignUp
from tests.conftest import signed_in
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory
from tests.offers.sending import send_right
from tests.offers.staff_of import staff_of

pytestmark = pytest.mark.django_db

SEVERAL = "/admin/bulk/offers/signup/release/"


@pytest.fixture
def form_page():
    return SignUpFormPageFactory(recipients="ada@hub.example")


@pytest.fixture
def offer(form_page):
    return OfferPageFactory(title="Pause | Plan", sign_up_form=form_page, places=2)


@pytest.fixture
def held(form_page, offer) -> list[SignUp]:
    """Give two that filled in the trap, beside one that took a place."""
    send_right(form_page, offer, your_name="Ada")
    for name in ["Bea", "Cyn"]:
        send_right(form_page, offer, your_name=name, extra={form_page.form().trap: "x"})
    Mail.objects.all().delete()
    return list(SignUp.objects.filter(state="spam").order_by("pk"))


@pytest.fixture
def client(form_page):
    return signed_in(staff_of(form_page, "view", "change"))


def words(response) -> str:
    page = BeautifulSoup(response.content, "html.parser").find("main")
    return " ".join(page.get_text(" ").split())


def over(response) -> str:
    return BeautifulSoup(response.content, "html.parser").find("input", {"name": "over"})["value"]


def one(sign_up: SignUp) -> str:
    return f"/admin/sign-ups/{sign_up.pk}/release/"


def several(sign_ups: list[SignUp]) -> str:
    return f"{SEVERAL}?id=" + "&id=".join(str(each.pk) for each in sign_ups)


def test_before_one_is_released_its_place_and_its_mails_are_named(held, client):
    address = one(held[0])
    assert f'href="{address}"' in client.get(f"/admin/sign-ups/{held[0].pk}/").content.decode()
    told = words(client.get(address))
    assert "takes place 2 of 2" in told
    assert "To staff: ada@hub.example To the person: ines@example.org" in told
    assert SignUp.objects.filter(state="spam").count() == 2
    assert Mail.objects.count() == 0
    client.post(address, {"over": "0"})
    assert Mail.objects.filter(sign_up=held[0]).count() == 2
    assert Access.objects.filter(kind="change", reference=held[0].reference).count() == 1


def test_before_one_is_released_into_a_full_offer_that_is_said(held, offer, client):
    SignUp.objects.filter(pk=held[1].pk).update(state="new")
    shown = client.get(one(held[0]))
    assert "Pause | Plan: all places are taken. 2 of 2 are taken now." in words(shown)
    assert "it would be 3: 1 more than there are" in words(shown)
    client.post(one(held[0]), {"over": over(shown)})
    assert SignUp.objects.get(pk=held[0].pk).state == "new"


def test_if_the_offer_fills_up_meanwhile_it_is_asked_again(held, client):
    shown = client.get(one(held[0]))
    SignUp.objects.filter(pk=held[1].pk).update(state="new")
    again = client.post(one(held[0]), {"over": over(shown)})
    assert again.status_code == 409
    assert "Nothing is released yet" in words(again)
    assert SignUp.objects.get(pk=held[0].pk).state == "spam"
    client.post(one(held[0]), {"over": over(again)})
    assert SignUp.objects.get(pk=held[0].pk).state == "new"


def test_before_several_are_released_places_and_mails_are_counted(held, client):
    shown = client.get(several(held))
    told = words(shown)
    assert "Pause | Plan: not enough places left. 1 of 2 are taken now." in told
    assert "it would be 3: 1 more than there are" in told
    assert "Mails of 2 sign-ups go out at once" in told
    last = held[-1].pk
    again = client.post(several(held), {"up_to": last})
    assert (again.status_code, over(again)) == (409, "1")
    assert SignUp.objects.filter(state="spam").count() == 2
    client.post(several(held), {"up_to": last, "over": over(shown)})
    assert SignUp.objects.filter(state="new").count() == 3


def test_what_is_no_longer_suspected_is_not_asked_about(held, client):
    SignUp.objects.update(state="done")
    response = client.get(one(held[0]), follow=True)
    assert "Nothing was changed" in response.content.decode()
    assert response.redirect_chain[-1][0] == f"/admin/sign-ups/{held[0].pk}/"
