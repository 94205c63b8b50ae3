"""Choosing a sign-up form for an offer gives nobody sign-ups to read."""

import pytest
from django.contrib.auth.models import Group
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from offers.models import GroupSignUpPermission, OfferIndexPage, OfferPage, SignUpFormPage
from tests.conftest import signed_in
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

REFUSED = "With this form you could read sign-ups that you may not read now."


@pytest.fixture
def offer() -> OfferPage:
    return OfferPageFactory(title="Pause")


@pytest.fixture
def form_page() -> SignUpFormPage:
    return SignUpFormPageFactory()


def editor(*pages):
    """Sign somebody in who publishes offers and reads the sign-ups of some pages."""
    group = Group.objects.create(name="Readers of some")
    for page in pages:
        GroupSignUpPermission.objects.create(group=group, page=page, permission="view")
    return signed_in(UserFactory(groups=["Moderators", group.name]))


def chosen(client, offer: OfferPage, form_page: SignUpFormPage, **more: str) -> bool:
    """Choose a form for an offer; say whether that was taken."""
    index = OfferIndexPage.objects.get()
    empty = dict.fromkeys(["short_name", "opens_at", "closes_at", "places", "picture"], "")
    data = nested_form_data(
        {
            **empty,
            "title": "Pause",
            "slug": "pause-and-plan",
            "summary": "Time to think.",
            "who_for": rich_text("<p>All</p>"),
            "what_you_get": rich_text("<p>Time</p>"),
            "body": streamfield([]),
            "sign_up_form": str(form_page.pk),
            **{
                name: inline_formset([]) for name in ("partners", "sessions", "toolkit", "comments")
            },
            **more,
        }
    )
    where = f"{offer.pk}/edit" if offer.pk else f"add/offers/offerpage/{index.pk}"
    response = client.post(f"/admin/pages/{where}/", data, follow=True)
    refused = REFUSED in response.content.decode()
    if not refused:
        saved = OfferPage.objects.get(pk=offer.pk)
        assert saved.get_latest_revision_as_object().sign_up_form == form_page
    return not refused


@pytest.mark.parametrize("more", [{}, {"action-publish": "1"}])
def test_nobody_gets_at_the_sign_ups_of_a_form_by_choosing_it(offer, form_page, more):
    assert not chosen(editor(offer), offer, form_page, **more)


def test_whoever_may_read_the_sign_ups_of_the_form_chooses_it(offer, form_page):
    assert chosen(editor(offer, form_page), offer, form_page)


def test_whoever_reads_them_by_another_offer_chooses_it(offer, form_page):
    other = OfferPageFactory(sign_up_form=form_page)
    assert chosen(editor(offer, other), offer, form_page)


def test_a_form_that_is_chosen_already_stays(offer, form_page):
    offer.sign_up_form = form_page
    offer.save_revision()
    assert chosen(editor(offer), offer, form_page)


def test_whoever_would_not_read_them_either_chooses_any_form(offer, form_page):
    assert chosen(editor(), offer, form_page)
    assert chosen(signed_in(UserFactory(is_superuser=True)), offer, form_page)


def test_a_new_offer_is_no_way_round(form_page, offer_index):
    client = editor(offer_index)
    form_page.move(offer_index.get_parent(), pos="last-child")
    assert not chosen(client, OfferPage(), form_page)
