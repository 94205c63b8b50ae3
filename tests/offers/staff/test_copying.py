"""What a copy of a form or an offer brings: questions, and nobody's answers or rights."""

import pytest
from django.contrib.auth.models import Group

from offers.models import (
    GroupSignUpPermission,
    OfferPage,
    SignUp,
    SignUpFormPage,
    SignUpPermission,
)
from tests.conftest import signed_in
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory
from tests.factories.users import UserFactory
from tests.offers.sending import send_right

pytestmark = pytest.mark.django_db

REFUSED = "With this form you could read sign-ups that you may not read now."


def editor(*pages):
    """Give somebody who publishes offers and reads the sign-ups of some pages."""
    group = Group.objects.create(name="Readers of some")
    for page in pages:
        GroupSignUpPermission.objects.create(group=group, page=page, permission="view")
    return UserFactory(groups=["Moderators", group.name])


def copied(user, page, to, **more: str) -> bool:
    """Copy a page; say whether that was done."""
    before = type(page).objects.count()
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": to.pk, **more}
    signed_in(user).post(f"/admin/pages/{page.pk}/copy/", data, follow=True)
    return type(page).objects.count() > before


def readable(user) -> int:
    user.__dict__.pop("_sign_up_scopes", None)
    return SignUp.objects.allowed(user, SignUpPermission.READ).count()


def test_a_copy_of_a_form_asks_the_same_and_has_no_sign_ups_and_no_readers():
    offer = OfferPageFactory()
    form_page = SignUpFormPageFactory(parent=offer)
    send_right(form_page)
    reader = editor(form_page)
    assert readable(reader) == 1
    assert copied(reader, form_page, offer, publish_copies="on")
    copy = SignUpFormPage.objects.exclude(pk=form_page.pk).get()
    asked = [[field.label for field in page.fields.all()] for page in (form_page, copy)]
    assert asked[0] == asked[1]
    assert copy.key != form_page.key
    assert not copy.sign_ups.exists()
    assert not copy.versions.exists()
    assert not copy.offers.exists()
    send_right(copy, your_name="Ada")
    assert readable(reader) == 1


@pytest.mark.parametrize("more", [{}, {"alias": "on"}, {"copy_subpages": "on"}])
def test_nobody_copies_an_offer_to_where_they_could_read_the_sign_ups_of_its_form(
    more, home_page, offer_index
):
    form_page = SignUpFormPageFactory()
    offer = OfferPageFactory(sign_up_form=form_page)
    for page in (form_page, offer):  # where only those can see them who read the whole site
        page.move(home_page, pos="last-child")
    offer, form_page = OfferPage.objects.get(), SignUpFormPage.objects.get()
    send_right(form_page, offer)
    reader = editor(offer_index)
    response = signed_in(reader).post(
        f"/admin/pages/{offer.pk}/copy/",
        {"new_title": "Copy", "new_slug": "copy", "new_parent_page": offer_index.pk, **more},
    )
    assert REFUSED in response.content.decode()
    assert OfferPage.objects.count() == 1
    assert readable(reader) == 0


def test_a_copy_of_an_offer_gives_its_readers_no_sign_ups_of_before(offer_index):
    offer = OfferPageFactory(sign_up_form=SignUpFormPageFactory())
    send_right(offer.sign_up_form, offer)
    outsider = editor()
    assert copied(outsider, offer, offer_index, publish_copies="on")
    copy = OfferPage.objects.exclude(pk=offer.pk).get()
    assert copy.sign_up_form == offer.sign_up_form
    assert not copy.sign_ups.exists()
    assert readable(outsider) == 0
