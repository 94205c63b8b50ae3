"""Pages at which sign-ups have come in go and move only with a warning, and nothing is lost."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from wagtail.models import Page

from cms.users.models import User
from offers.models import GroupSignUpPermission, OfferPage, SignUp, SignUpFormPage
from tests.conftest import signed_in
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory
from tests.factories.users import UserFactory
from tests.offers.sending import send_right

pytestmark = pytest.mark.django_db

PAGES = "/admin/pages"
BULK = "/admin/bulk/wagtailcore/page"


@pytest.fixture
def offer():
    """Give an offer with a form below it, which two people have filled in."""
    form_page = SignUpFormPageFactory(parent=OfferPageFactory(title="Pause | Plan"))
    offer = OfferPage.objects.get()
    offer.sign_up_form = form_page
    offer.save_revision().publish()
    for name in ("Ada", "Bo"):
        send_right(form_page, host=offer, your_name=name)
    SignUp.objects.filter(name="Bo").update(state="done")
    offer.sign_up_form = None  # else the offer would keep the form from being deleted
    offer.save_revision().publish()
    return offer


@pytest.fixture
def form_page(offer):
    return SignUpFormPage.objects.get()


def screens(page, elsewhere) -> list[str]:
    return [
        f"{PAGES}/{page.pk}/unpublish/",
        f"{PAGES}/{page.pk}/delete/",
        f"{PAGES}/{page.pk}/move/",
        f"{PAGES}/{page.pk}/move/{elsewhere.pk}/confirm/",
        f"{BULK}/unpublish/?id={page.pk}",
        f"{BULK}/delete/?id={page.pk}",
        f"{BULK}/move/?id={page.pk}",
    ]


def said(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    blocks = page.find_all(class_="help-warning")
    return " ".join(block.get_text(" ", strip=True) for block in blocks)


def test_whoever_may_read_them_learns_how_many_have_come_in(
    admin_client, offer, form_page, offer_index
):
    for page in (offer, form_page):
        for path in screens(page, offer_index):
            told = said(admin_client, path)
            assert "2 sign-ups have come in here, 1 of them new. They stay in Sign-ups" in told, (
                path
            )


def test_an_editor_learns_that_there_are_some_and_nothing_else(
    moderator_client, form_page, offer_index
):
    for path in screens(form_page, offer_index):
        told = said(moderator_client, path)
        assert "Sign-ups have come in here. They stay" in told, path
        assert "2" not in told


def test_a_page_at_which_nothing_came_in_goes_without_a_word(admin_client, offer_index):
    for path in screens(SignUpFormPageFactory(), offer_index):
        assert said(admin_client, path) == ""


def test_a_form_that_an_offer_keeps_from_being_deleted_is_warned_of_all_the_same(
    admin_client, offer, form_page
):
    offer.sign_up_form = form_page
    offer.save_revision().publish()
    for path in (f"{PAGES}/{form_page.pk}/delete/", f"{BULK}/delete/?id={form_page.pk}"):
        text = admin_client.get(path).content.decode()
        assert "prevent it from being deleted" in text
        assert "Yes, delete" not in text
        assert "2 sign-ups have come in here, 1 of them new." in said(admin_client, path)


def test_nothing_is_lost_when_offer_and_form_are_deleted(admin_client, reader_client, offer):
    one = SignUp.objects.get(name="Ada")
    answer = admin_client.post(f"{PAGES}/{offer.pk}/delete/", {"reason": "", "replacement": ""})
    assert answer.status_code == 302
    one.refresh_from_db()
    assert (one.form, one.offer, one.offer_title) == (None, None, "Pause | Plan")
    assert one.answered()[0] == ("Your name", "Ada")
    assert one.reference in reader_client.get("/admin/sign-ups/").content.decode()
    assert "Ada" in reader_client.get(f"/admin/sign-ups/{one.pk}/").content.decode()


def test_a_deleted_form_leaves_its_sign_ups_to_those_who_may_read_its_offer(offer, form_page):
    allowed, of_the_form = reader_of(offer), reader_of(form_page)
    form_page.delete()
    assert SignUp.objects.allowed(allowed, "view").count() == 2
    assert SignUp.objects.allowed(of_the_form, "view").count() == 0


def reader_of(page) -> User:
    """Give somebody who publishes pages, and may read the sign-ups at one."""
    group = Group.objects.create(name=f"Readers of {page.pk}")
    GroupSignUpPermission.objects.create(group=group, page=page, permission="view")
    return UserFactory(groups=["Moderators", group.name])


def test_nobody_moves_a_form_to_where_they_could_read_its_sign_ups(offer, form_page, offer_index):
    mine = OfferPageFactory()
    client = signed_in(reader_of(mine))
    one = f"{PAGES}/{form_page.pk}/move/{mine.pk}/confirm/"
    many = f"{BULK}/move/?id={form_page.pk}"
    for path, data in ((one, {}), (many, {"chooser": mine.pk})):
        text = client.post(path, data, follow=True).content.decode()
        assert "there you could do more with its sign-ups" in text
        form_page.refresh_from_db()
        assert form_page.get_parent().pk == offer.pk
    elsewhere = f"{PAGES}/{form_page.pk}/move/{offer_index.pk}/confirm/"
    client.post(elsewhere)
    form_page.refresh_from_db()
    assert form_page.get_parent().pk == offer_index.pk


def test_nobody_moves_a_form_to_where_they_could_erase_its_sign_ups(offer, form_page):
    mine = OfferPageFactory()
    reader = reader_of(Page.objects.get(depth=1))
    GroupSignUpPermission.objects.create(
        group=reader.groups.get(name__startswith="Readers"), page=mine, permission="delete"
    )
    signed_in(reader).post(f"{PAGES}/{form_page.pk}/move/{mine.pk}/confirm/")
    form_page.refresh_from_db()
    assert form_page.get_parent().pk == offer.pk


def test_an_administrator_moves_it_wherever_it_belongs(admin_client, form_page):
    mine = OfferPageFactory()
    admin_client.post(f"{PAGES}/{form_page.pk}/move/{mine.pk}/confirm/")
    form_page.refresh_from_db()
    assert form_page.get_parent().pk == mine.pk


def test_whoever_deletes_a_form_is_told_which_groups_lose_their_rights_with_it(
    admin_client, form_page
):
    send_right(form_page)
    path, words = f"{PAGES}/{form_page.pk}/delete/", "have their rights here, and lose them"
    assert words not in admin_client.get(path).content.decode()
    group = Group.objects.create(name="Readers of this form")
    GroupSignUpPermission.objects.create(group=group, page=form_page, permission="view")
    assert f"{words}: “Readers of this form”." in admin_client.get(path).content.decode()
