"""The product starts with what is locked for it: on the machine of a test there is more."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.settings.test_production import ENVIRONMENT

#: What only production imports: the drivers of PostgreSQL and of Redis belong to it.
OF_PRODUCTION = ["cms.settings.production", "cms.postgresql.base", "cms.caching.backends"]


@pytest.mark.parametrize(
    ("what", "left_out"), [("base", OF_PRODUCTION), ("production", [])], ids=["demo", "production"]
)
def test_it_starts_and_passes_its_checks_with_what_is_locked_and_nothing_else(what, left_out):
    command = ["-m", "tests.settings.start_with_only", f"requirements/{what}.txt", *left_out]
    kind = "development" if what == "base" else what
    run = subprocess.run(  # noqa: S603 - our own Python, our own words
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env={
            **(ENVIRONMENT if what == "production" else {}),
            "DJANGO_SETTINGS_MODULE": f"cms.settings.{kind}",
            "PATH": os.environ["PATH"],
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
