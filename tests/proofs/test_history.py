"""Whatever staff do, in whatever order: the feed is what the pages are, and nothing leaks."""

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.factories.users import UserFactory
from tests.proofs.library import Librarians
from tests.proofs.moments import Moments
from tests.proofs.readers import Readers
from tests.proofs.signing_up import Applicants
from tests.proofs.site import make_site
from tests.proofs.tree import Gardeners


class History(Gardeners, Librarians, Applicants, Readers):
    """Everything that anybody does, and after each step everything that anybody reads."""


@pytest.mark.django_db
def test_any_history_leaves_true_items_exact_copies_and_no_secret_told(
    monkeypatch: pytest.MonkeyPatch, length: settings, versions_are_remembered: None
) -> None:
    moments = Moments(monkeypatch)
    make_site()
    UserFactory(is_staff=True, is_superuser=True)

    run_state_machine_as_test(lambda: History(moments), settings=length)
