"""An index leads to what each filter of the list leaves, however many sign-ups there are."""

import pytest
from django.db import connection
from django.test import RequestFactory

from offers.models import SignUp
from offers.staff.filters import SignUpFilterSet, narrowed_by
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory
from tests.factories.users import UserFactory
from tests.offers.sending import send_right

pytestmark = pytest.mark.django_db

#: By filter: what is asked for, and the column by which it is found.
ASKED = {
    "state": ("state=new", "state=?"),
    "owner": ("owner=nobody", "owner_id=?"),
    "form": ("form={form}", "form_id=?"),
    "offer": ("offer={offer}", "offer_id=?"),
    "created_at": ("created_at_from=2026-01-01", "created_at>?"),
    "timing": ("timing=late", "timing=?"),
    "erased_within": ("erased_within=7", "erase_on<?"),
}


@pytest.fixture
def numbers() -> dict[str, int]:
    """Give a form and an offer that have a sign-up, which makes them filters."""
    form_page = SignUpFormPageFactory()
    offer = OfferPageFactory(sign_up_form=form_page)
    send_right(form_page, offer)
    return {"form": form_page.pk, "offer": offer.pk}


def test_an_index_leads_to_what_each_filter_leaves(numbers):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL looks through a small table from end to end.")
    user = UserFactory(is_superuser=True)
    for name in SignUpFilterSet.base_filters:
        query, column = ASKED[name]
        request = RequestFactory().get(f"/?{query.format(**numbers)}")
        request.user = user
        plan = narrowed_by(request).order_by().explain()
        assert f"({column}" in plan, name
        assert f"SCAN {SignUp._meta.db_table}" not in plan, name
