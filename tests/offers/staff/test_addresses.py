"""Every address in the admin that tells of sign-ups, for those who may see none of it."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.publication.models import ContentItem
from offers.models import OfferPage, SignUp
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory
from tests.offers.sending import send_right

pytestmark = pytest.mark.django_db

#: By the name of the view: what it is asked with. `{pk}` is the sign-up, `{offer}` the offer.
ADDRESSES = {
    "sign_ups:index": ["", "?export=csv", "?export=xlsx", "?q=okafor", "?state=new"],
    "sign_ups:index_results": ["", "?q=ines@example.org"],
    "sign_ups:inspect": ["{pk}"],
    "sign_ups_by_offer": [""],
    "sign_ups_by_offer_one": ["{offer}"],
}
BULK = "/admin/bulk/offers/signup/{action}/?id={pk}"
TOLD = ["Ines Okafor", "ines@example.org"]


@pytest.fixture
def sign_up() -> SignUp:
    form_page = SignUpFormPageFactory(title="Sign up for the day")
    send_right(form_page, OfferPageFactory(title="The day", sign_up_form=form_page))
    return SignUp.objects.get()


def addresses(sign_up: SignUp) -> list[str]:
    """Give all of them, with the number of a sign-up or an offer where one belongs."""
    found = []
    for name, asked in ADDRESSES.items():
        for part in asked:
            if part.startswith("{"):
                number = sign_up.pk if part == "{pk}" else OfferPage.objects.get().pk
                found.append(reverse(name, args=[number]))
            else:
                found.append(reverse(name) + part)
    return found + [BULK.format(action=action, pk=sign_up.pk) for action in ("state", "owner")]


@pytest.mark.parametrize("who", ["editor_client", "moderator_client", "client"])
def test_whoever_may_not_read_sign_ups_gets_none_of_them_at_any_address(request, who, sign_up):
    client: Client = request.getfixturevalue(who)
    for address in addresses(sign_up):
        for response in (client.get(address), client.post(address)):
            assert response.status_code in {302, 403, 404, 405}, address
            assert not response.get("Location", "").startswith("/admin/sign-ups/"), address


def test_everybody_who_may_read_them_gets_somewhere(handler_client, sign_up):
    for address in addresses(sign_up):
        assert handler_client.get(address).status_code == 200, address


@pytest.mark.parametrize("who", ["editor_client", "moderator_client"])
def test_the_rest_of_the_admin_says_nothing_of_who_signed_up(request, who, sign_up):
    client: Client = request.getfixturevalue(who)
    offer = OfferPage.objects.get()
    for address in [
        "/admin/",
        f"/admin/pages/{offer.get_parent().pk}/",
        f"/admin/pages/{offer.pk}/history/",
        f"/admin/pages/{sign_up.form_id}/edit/",
        f"/admin/pages/{sign_up.form_id}/usage/",
        "/admin/pages/search/?q=okafor",
        "/admin/reports/site-history/",
        "/admin/reports/aging-pages/",
        "/admin/forms/",
    ]:
        response = client.get(address)
        shown = response.content.decode()
        assert not [words for words in [*TOLD, sign_up.reference] if words in shown], address
        assert "/admin/sign-ups/" not in shown, address


def test_the_feed_and_the_search_say_nothing_of_who_signed_up(client, sign_up):
    for item in ContentItem.objects.all():
        assert not [words for words in TOLD if words in str(item.__dict__)]
    for address in ["/api/v1/offers/", "/api/v1/changes/", "/api/v1/offers/?search=okafor"]:
        assert not [words for words in TOLD if words in client.get(address).content.decode()]
