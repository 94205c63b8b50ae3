"""How long the histories are: `--hypothesis-profile=long` makes them long, and many."""

from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, settings

from cms.publication import versions

ALWAYS = {"deadline": None, "print_blob": True, "suppress_health_check": list(HealthCheck)}

settings.register_profile(
    "bounded", max_examples=3, stateful_step_count=20, derandomize=True, database=None, **ALWAYS
)
settings.register_profile("long", max_examples=200, stateful_step_count=50, **ALWAYS)


@pytest.fixture
def length(pytestconfig: pytest.Config) -> settings:
    """Give the settings of the histories. Other tests with random examples keep their own."""
    return settings.get_profile(pytestconfig.getoption("--hypothesis-profile") or "bounded")


@pytest.fixture
def versions_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read as a server does, which is in no transaction, although the test is in one."""
    monkeypatch.setattr(versions, "connection", SimpleNamespace(in_atomic_block=False))
