"""How staff release suspected spam or confirm that it is spam, and see which rule errs."""

import pytest
from bs4 import BeautifulSoup

from offers.models import Access, Mail, SignUp, Suspicion
from tests.conftest import signed_in
from tests.factories.offers import SignUpFormPageFactory
from tests.offers.sending import send_right
from tests.offers.staff_of import staff_of

pytestmark = pytest.mark.django_db

BULK = "/admin/bulk/offers/signup/"
QUARANTINE = "/admin/sign-ups/quarantine/"


@pytest.fixture
def held(form_page) -> list[SignUp]:
    """Give three that filled in the trap."""
    for name in ["Ada", "Ben", "Cyn"]:
        send_right(form_page, your_name=name, extra={form_page.form().trap: "x"})
    return list(SignUp.objects.order_by("pk"))


@pytest.fixture
def handler_client(form_page):
    return signed_in(staff_of(form_page, "view", "change"))


def page(sign_up) -> str:
    return f"/admin/sign-ups/{sign_up.pk}/"


def line(client, rule: str) -> list[str]:
    soup = BeautifulSoup(client.get(QUARANTINE).content, "html.parser")
    (row,) = (row for row in soup.select("table.listing tbody tr") if rule in row.get_text())
    return [cell.get_text(strip=True) for cell in row("td")]


def test_one_is_released_on_its_page(held, handler_client):
    assert "Release: it is no spam" in handler_client.get(page(held[0])).content.decode()
    response = handler_client.post(f"{page(held[0])}release/", follow=True)
    assert "is released." in response.content.decode()
    assert "Release: it is no spam" not in response.content.decode()
    assert SignUp.objects.get(pk=held[0].pk).state == "new"
    assert Mail.objects.get().sign_up == held[0]
    assert Access.objects.filter(kind="change", reference=held[0].reference).exists()


def test_one_is_confirmed_on_its_page(held, handler_client):
    handler_client.post(f"{page(held[0])}release/", {"spam": "1"})
    assert [one.outcome for one in held[0].suspicions.all()] == ["confirmed"]
    assert not Mail.objects.exists()


@pytest.mark.parametrize("who", ["editor_client", "moderator_client", "reader_client"])
def test_nobody_else_releases_anything(held, who, request):
    client = request.getfixturevalue(who)
    assert "sign_up_release" not in client.get(page(held[0])).content.decode()
    client.post(f"{page(held[0])}release/")
    client.post(f"{BULK}release/?id={held[0].pk}", {"up_to": held[0].pk})
    assert set(SignUp.objects.values_list("state", flat=True)) == {"spam"}
    assert client.get(QUARANTINE).status_code == 302


def test_other_forms_are_out_of_reach(held):
    client = signed_in(staff_of(SignUpFormPageFactory(), "view", "change"))
    assert client.post(f"{page(held[0])}release/").status_code == 404
    assert line(client, "people do not see") == ["0", "0", "0", "0", "–"]


def test_several_are_released_or_confirmed_at_once(held, handler_client):
    first, second, third = held
    chosen = f"?id={first.pk}&id={second.pk}"
    shown = handler_client.get(f"{BULK}release/{chosen}").content.decode()
    assert "This concerns 2 sign-ups" in shown
    handler_client.post(f"{BULK}release/{chosen}", {"up_to": third.pk})
    assert set(SignUp.objects.filter(state="new")) == {first, second}
    handler_client.post(f"{BULK}spam/?id={third.pk}", {"up_to": third.pk})
    assert Suspicion.objects.get(outcome="confirmed").sign_up == third


def test_it_shows_how_often_a_rule_was_wrong(held, handler_client, admin_client):
    first, second, _ = held
    assert line(handler_client, "people do not see") == ["3", "3", "0", "0", "–"]
    handler_client.post(f"{page(first)}release/")
    handler_client.post(f"{page(second)}release/", {"spam": "1"})
    assert line(handler_client, "people do not see") == ["3", "1", "1", "1", "50%"]
    assert line(handler_client, "Many links") == ["0", "0", "0", "0", "–"]
    second.delete()  # why it was suspected is counted still
    assert line(admin_client, "people do not see") == ["3", "1", "1", "1", "50%"]
