"""The demo login exists on a developer's machine and nowhere else."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from cms.users.models import User

LOGIN = {"username": "admin", "password": "commonplace-demo"}


def test_the_demo_login_opens_the_admin_and_making_it_twice_is_harmless(db, settings, client):
    settings.DEBUG = True
    call_command("make_demo_login")
    call_command("make_demo_login")
    assert client.login(**LOGIN)
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_a_demo_login_that_was_changed_works_again_after_the_next_demo(db, settings, client):
    settings.DEBUG = True
    call_command("make_demo_login")
    User.objects.update(is_active=False, password="!")
    call_command("make_demo_login")
    assert client.login(**LOGIN)


def test_no_demo_login_is_made_outside_development(db):
    with pytest.raises(CommandError, match="development only"):
        call_command("make_demo_login")
    assert not User.objects.exists()
