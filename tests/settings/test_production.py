"""Production starts only with what it needs, and says what is missing."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ENVIRONMENT = {
    "SECRET_KEY": "k" * 25 + "0123456789-abcdefghijklmnopqrstuvwxyz",
    "PUBLIC_BASE_URL": "https://commonplace.example.org",
    "DATABASE_URL": "postgres://commonplace:secret@localhost:5432/commonplace",
    "DEFAULT_FROM_EMAIL": "commonplace@example.org",
    "EMAIL_URL": "smtp+tls://user:secret@mail.example.org:587",
}


def production(code, **changes):
    """Run some Python under the production settings; None takes a name away."""
    environment = {**ENVIRONMENT, **changes}
    given = {name: value for name, value in environment.items() if value is not None}
    return subprocess.run(  # noqa: S603 - our own Python, our own words
        [sys.executable, "-c", f"from django.conf import settings; {code}"],
        cwd=settings.BASE_DIR,
        env={
            **given,
            "DJANGO_SETTINGS_MODULE": "cms.settings.production",
            "PATH": os.environ["PATH"],
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def setting(name, **changes):
    """Give a production setting as it prints."""
    run = production(f"print(repr(settings.{name}))", **changes)
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


@pytest.mark.parametrize("name", ENVIRONMENT)
@pytest.mark.parametrize("value", [None, ""])
def test_production_does_not_start_without(name, value):
    run = production("settings.SECRET_KEY", **{name: value})
    assert run.returncode != 0
    assert name in run.stderr.splitlines()[-1]


def test_production_answers_only_to_its_own_host_unless_told_of_more():
    assert setting("ALLOWED_HOSTS") == "['commonplace.example.org']"
    assert setting("ALLOWED_HOSTS", ALLOWED_HOSTS="a.example,b.example") == (
        "['a.example', 'b.example']"
    )


def test_production_takes_an_empty_value_for_one_left_out():
    assert setting("ALLOWED_HOSTS", ALLOWED_HOSTS="") == setting("ALLOWED_HOSTS")
    assert setting("TASKS", TASKS_BACKEND="") == setting("TASKS")
    assert setting("LOGGING", LOG_LEVEL="") == setting("LOGGING")


@pytest.mark.parametrize("address", ["commonplace.example.org", "/", "ftp://example.org"])
def test_production_refuses_a_public_address_that_is_not_whole(address):
    run = production("settings.DEBUG", PUBLIC_BASE_URL=address)
    assert "PUBLIC_BASE_URL" in run.stderr.splitlines()[-1]


def test_production_refuses_a_database_that_the_product_is_not_tested_on():
    url = "mysql://commonplace@localhost/commonplace"
    run = production("settings.DEBUG", DATABASE_URL=url)
    assert "DATABASE_URL" in run.stderr.splitlines()[-1]


def test_production_on_sqlite_takes_the_write_lock_when_a_transaction_begins():
    options = setting("DATABASES['default']['OPTIONS']", DATABASE_URL="sqlite:////tmp/db.sqlite3")
    assert "'transaction_mode': 'IMMEDIATE'" in options


def test_work_after_a_publish_goes_to_a_worker_unless_told_otherwise():
    backend = "django_tasks.backends.immediate.ImmediateBackend"
    assert "DatabaseBackend" in setting("TASKS")
    assert backend in setting("TASKS", TASKS_BACKEND=backend)


def test_uploads_go_to_the_bucket_that_is_named():
    assert "FileSystemStorage" in setting("STORAGES['default']")
    assert "'bucket_name': 'uploads'" in setting("STORAGES['default']", S3_BUCKET="uploads")


def test_what_people_send_in_goes_where_no_upload_of_staff_goes():
    assert "'location': '/srv/private'" in setting(
        "STORAGES['private']", PRIVATE_ROOT="/srv/private"
    )
    bucket = setting("STORAGES['private']", S3_BUCKET="uploads", S3_PRIVATE_BUCKET="sent-in")
    assert "'bucket_name': 'sent-in'" in bucket
    assert "querystring_auth" not in bucket


def test_the_example_environment_names_what_production_reads():
    source = Path(settings.BASE_DIR, "cms/settings/production.py").read_text()
    example = Path(settings.BASE_DIR, ".env.example").read_text()
    read = set(re.findall(r'env(?:\.\w+)?\(\s*"(\w+)"', source))
    named = set(re.findall(r"^(\w+)=", example, re.MULTILINE))
    assert read == named


def test_the_other_settings_read_nothing_from_outside():
    for name in ("base", "development", "test"):
        source = Path(settings.BASE_DIR, f"cms/settings/{name}.py").read_text()
        assert not re.search(r"environ|getenv", source)


def test_the_feed_counts_by_the_address_that_the_proxy_tells():
    assert "'NUM_PROXIES': 1" in setting("REST_FRAMEWORK")
    assert setting("FEED_REQUESTS_PER_MINUTE", FEED_REQUESTS_PER_MINUTE="") == "1200"
    assert setting("FEED_REQUESTS_PER_MINUTE", FEED_REQUESTS_PER_MINUTE="0") == "0"
    assert setting("SIGN_UPS_PER_MINUTE", SIGN_UPS_PER_MINUTE="") == "30"
    assert setting("SEARCHES_PER_MINUTE", SEARCHES_PER_MINUTE="") == "60"
    assert setting("SIGN_UPS_PER_MINUTE", SIGN_UPS_PER_MINUTE="0") == "0"
    shared = setting("CACHES", REDIS_URL="redis://localhost:6379/0")
    assert "/limits'" in shared


@pytest.mark.parametrize("url", [ENVIRONMENT["DATABASE_URL"], "sqlite:////tmp/db.sqlite3"])
def test_production_keeps_connections_to_any_database_open(url):
    assert setting("DATABASES['default']['CONN_MAX_AGE']", DATABASE_URL=url) == "60"
    assert setting("DATABASES['default']['CONN_HEALTH_CHECKS']", DATABASE_URL=url) == "True"
