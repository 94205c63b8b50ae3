"""The form that most tests of sign-ups fill in."""

from collections.abc import Callable
from typing import Any

import pytest

from offers.models import SignUpFormPage
from tests.factories.offers import SignUpFormPageFactory


@pytest.fixture(scope="module")
def form_of_module(
    request: pytest.FixtureRequest, once: Callable[[Callable[[], Any]], Any]
) -> SignUpFormPage:
    """Make a form once for a module, whose `FORM_PAGE` says in what it is not the factory’s."""
    wanted = getattr(request.module, "FORM_PAGE", {})
    form_page: SignUpFormPage = once(lambda: SignUpFormPageFactory(**wanted))
    return form_page


@pytest.fixture
def form_page(form_of_module: SignUpFormPage, db: None) -> SignUpFormPage:
    """Give the form of the module as it is in the database."""
    return SignUpFormPage.objects.get(pk=form_of_module.pk)
