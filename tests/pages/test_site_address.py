"""One address of the site, told once."""

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from wagtail.models import Site

from cms.pages.addresses import root_url


@pytest.mark.parametrize(
    "address",
    ["https://example.org", "http://example.org", "http://127.0.0.1:8001", "https://example.org/"],
)
def test_the_site_takes_the_address_it_is_given(db, address):
    call_command("set_site_address", address)
    call_command("set_site_address", address)
    assert root_url() == address.rstrip("/")


def test_without_an_address_the_site_takes_the_one_of_the_settings(db):
    Site.objects.update(hostname="elsewhere.example.org")
    call_command("set_site_address")
    assert root_url() == "http://localhost"


@pytest.mark.parametrize(
    "address",
    [
        "example.org",
        "ftp://example.org",
        "https://",
        "https://example.org/blog",
        "https://example.org:8443",
        "http://example.org:443",
        "https://example.org:99999",
        "http://[::1",
    ],
)
def test_an_address_wagtail_could_not_write_is_refused(db, address):
    with pytest.raises(CommandError):
        call_command("set_site_address", address)
    assert root_url() == "http://localhost"


def warnings_about_the_address():
    found = run_checks(include_deployment_checks=True, databases=["default"])
    return [message for message in found if message.id == "pages.W001"]


def test_a_site_at_its_address_gives_no_warning(db):
    assert warnings_about_the_address() == []


def test_a_site_at_another_address_is_warned_about(db, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://commonplace.example.org"
    [warning] = warnings_about_the_address()
    assert "http://localhost" in warning.msg
    assert "https://commonplace.example.org" in warning.msg


def test_a_developer_may_serve_on_any_port_without_being_warned(db, settings):
    settings.DEBUG = True
    settings.WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8000"
    assert warnings_about_the_address() == []
