"""Erasing sign-ups in the admin, and seeing what is erased soon."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from offers.models import Access, ErasedSignUp, GroupSignUpPermission, SignUp
from tests.conftest import signed_in
from tests.factories.offers import SignUpFormPageFactory
from tests.factories.users import UserFactory
from tests.offers.sending import send_right

pytestmark = pytest.mark.django_db

ERASE = "/admin/sign-ups/erase/"
SOON = "/admin/sign-ups/to-be-erased/"


def receive(*names: str, form_page=None) -> list[SignUp]:
    form_page = form_page or SignUpFormPageFactory(title="Pause | Plan")
    for name in names:
        send_right(form_page, your_name=name)
    return [SignUp.objects.get(name=name) for name in names]


def hidden(response) -> dict[str, str]:
    page = BeautifulSoup(response.content, "html.parser")
    form = page.find("form", action=ERASE)
    return {field["name"]: field.get("value", "") for field in form("input", type="hidden")}


def test_what_would_go_is_counted_before_it_goes(admin_client):
    ada, bo = receive("Ada", "Bo")
    response = admin_client.get(f"{ERASE}?id={ada.pk}&id={bo.pk}&id=999999")
    text = BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)
    for words in ["Erase 2 sign-ups?", "Pause | Plan: 2", "new: 2", ada.reference, "1 of those"]:
        assert words in text
    assert SignUp.objects.count() == 2


def test_sign_ups_are_erased_with_a_reason_and_a_way_back(admin_client):
    ada, bo = receive("Ada", "Bo")
    asked = admin_client.get(f"{ERASE}?id={ada.pk}&next=/admin/sign-ups/?state=new")
    sent = hidden(asked)
    refused = admin_client.post(ERASE, sent)
    assert refused.status_code == 422
    assert SignUp.objects.count() == 2
    done = admin_client.post(ERASE, {**sent, "why": "request"})
    assert done["Location"] == "/admin/sign-ups/?state=new"
    assert list(SignUp.objects.all()) == [bo]
    assert ErasedSignUp.objects.get().by.username == "admin"
    assert Access.objects.get(kind="erase").reference == ada.reference


def test_nobody_erases_more_than_they_may():
    [mine], [other] = receive("Ada"), receive("Bo")
    user = UserFactory(groups=["Editors"])
    for form, permissions in ((mine.form, ("view", "delete")), (other.form, ("view", "change"))):
        for permission in permissions:
            GroupSignUpPermission.objects.create(
                group=user.groups.get(), page=form, permission=permission
            )
    client = signed_in(user)
    assert client.get(f"{ERASE}?id={other.pk}").status_code == 302
    sent = {"numbers": f"{mine.pk},{other.pk}", "why": "request"}
    assert client.post(ERASE, sent).status_code == 302
    assert list(SignUp.objects.all()) == [other]


@pytest.mark.parametrize("who", ["reader_client", "editor_client"])
def test_reading_or_editing_is_no_reason_to_erase(request, who):
    client = request.getfixturevalue(who)
    [kept] = receive("Ada")
    assert client.get(f"{ERASE}?id={kept.pk}").status_code == 302
    client.post(ERASE, {"numbers": str(kept.pk), "why": "request"})
    assert SignUp.objects.exists()


@pytest.mark.parametrize("numbers", ["", "x", "1;2", "9" * 30, "-1"])
def test_numbers_that_are_none_erase_nothing(admin_client, numbers):
    receive("Ada")
    assert admin_client.post(ERASE, {"numbers": numbers, "why": "request"}).status_code == 302
    assert SignUp.objects.exists()


def test_what_is_erased_soon_is_listed_by_form_and_leads_to_the_list(reader_client):
    [soon, later] = receive("Ada", "Bo")
    day = timezone.localdate() + timedelta(days=12)
    SignUp.objects.filter(pk=soon.pk).update(erase_on=day)
    page = BeautifulSoup(reader_client.get(SOON).content, "html.parser")
    row = page.find("td", string="Pause | Plan").parent
    link = row.find("a")
    assert (link.get_text(), row("td")[2].get_text()) == ("1", f"{day.day} {day:%B %Y}")
    listed = reader_client.get(link["href"]).content.decode()
    assert soon.reference in listed
    assert later.reference not in listed


def test_the_first_page_tells_of_a_form_whose_first_sign_ups_are_about_to_go(reader_client):
    [kept] = receive("Ada")
    heading = "Erased for the first time soon"
    assert heading not in reader_client.get("/admin/").content.decode()
    SignUp.objects.update(erase_on=timezone.localdate() + timedelta(days=6))
    text = reader_client.get("/admin/").content.decode()
    assert heading in text
    assert "Pause | Plan" in text
    ErasedSignUp.objects.create(
        form=kept.form, why="retention", takes_place=True, received_on=timezone.localdate()
    )
    assert heading not in reader_client.get("/admin/").content.decode()


def test_the_first_page_counts_what_its_link_lists(reader_client):
    soon, later, held = receive("Ada", "Bo", "Cy")
    for kept, days in [(soon, 6), (later, 12), (held, 6)]:
        day = timezone.localdate() + timedelta(days=days)
        SignUp.objects.filter(pk=kept.pk).update(erase_on=day)
    SignUp.objects.filter(pk=held.pk).update(state="spam")
    page = BeautifulSoup(reader_client.get("/admin/").content, "html.parser")
    link = page.find("a", string="Pause | Plan")
    assert ": 1 sign-up from" in " ".join(link.parent.get_text().split())
    listed = reader_client.get(link["href"]).content.decode()
    assert [kept.reference in listed for kept in (soon, later, held)] == [True, False, False]


def test_the_first_page_tells_nobody_else(editor_client):
    receive("Ada")
    SignUp.objects.update(erase_on=timezone.localdate())
    assert "for the first time" not in editor_client.get("/admin/").content.decode()
    assert editor_client.get(SOON).status_code == 302


def test_the_page_of_a_sign_up_says_when_it_is_erased_and_leads_there_who_may(
    admin_client, reader_client
):
    [kept] = receive("Ada")
    told = {}
    for client in (admin_client, reader_client):
        page = BeautifulSoup(client.get(f"/admin/sign-ups/{kept.pk}/").content, "html.parser")
        panel = page.find(id="privacy-section")
        assert f"{kept.erase_on:%B %Y}" in panel.get_text()
        told[client] = [link["href"] for link in panel("a", href=lambda to: "sign-ups" in to)]
    assert told[admin_client] == [
        f"/admin/sign-ups/accesses/?q={kept.reference}",
        f"{ERASE}?id={kept.pk}",
    ]
    assert told[reader_client] == []


BULK = "/admin/bulk/offers/signup/erase/"


def test_several_are_erased_from_the_list_and_none_that_came_meanwhile(admin_client):
    form_page = SignUpFormPageFactory()
    receive("Ada", "Bo", form_page=form_page)
    receive("Cy")
    path = f"{BULK}?id=all&form={form_page.pk}&next=/admin/sign-ups/"
    page = BeautifulSoup(admin_client.get(path).content, "html.parser")
    assert "This cannot be undone." in page.get_text()
    up_to = page.find("input", {"name": "up_to"})["value"]
    receive("Di", form_page=form_page)
    assert admin_client.post(path, {"up_to": up_to}).status_code == 200
    assert SignUp.objects.count() == 4
    assert admin_client.post(path, {"up_to": up_to, "why": "other"}).status_code == 302
    assert set(SignUp.objects.values_list("name", flat=True)) == {"Cy", "Di"}
    assert Access.objects.filter(kind="erase").exclude(reference="").count() == 2


def test_several_are_not_erased_by_those_who_may_only_read(reader_client):
    [kept] = receive("Ada")
    path = f"{BULK}?id={kept.pk}&next=/admin/sign-ups/"
    assert reader_client.get(path).status_code == 302
    reader_client.post(path, {"up_to": kept.pk, "why": "other"})
    assert SignUp.objects.exists()
