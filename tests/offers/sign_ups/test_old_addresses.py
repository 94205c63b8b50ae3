"""Old sign-ups, whose addresses were stored as they were folded for search."""

from importlib import import_module

import pytest
from django.apps import apps

from offers.models import SignUp, SignUpAddress, SignUpEvent
from offers.sign_ups.person import found
from tests.factories.offers import SignUpFormPageFactory
from tests.factories.users import UserFactory
from tests.offers.sending import send_right

pytestmark = pytest.mark.django_db

migration = import_module("offers.migrations.0009_addresses_keep_their_letters")


def test_people_are_found_again_by_the_letters_that_they_wrote():
    form_page = SignUpFormPageFactory()
    for name in [
        "Write to Νίκος@example.org",
        "straße@example.org, strasse@example.org",
        "Plain",
        "colleague@straße.example",
    ]:
        send_right(form_page, your_name=name)
    SignUpAddress.objects.all().delete()
    for sign_up in SignUp.objects.all():
        text = "So says colleague@strasse.example."
        SignUpEvent.objects.create(sign_up=sign_up, kind="note", text=text)
        noted = {"colleague@strasse.example", *migration.addresses_in(sign_up.words)}
        SignUpAddress.objects.bulk_create(
            SignUpAddress(sign_up=sign_up, address=address) for address in noted
        )
    for _ in range(2):
        migration.keep_letters(apps, None)

    held = {
        sign_up.name: set(sign_up.addresses.values_list("address", flat=True))
        for sign_up in SignUp.objects.all()
    }
    all_have = {"ines@example.org", "colleague@strasse.example"}
    assert held == {
        "Write to Νίκος@example.org": {*all_have, "νίκος@example.org"},
        "straße@example.org, strasse@example.org": {
            *all_have, "straße@example.org", "strasse@example.org",
        },
        "Plain": all_have,
        "colleague@straße.example": {*all_have, "colleague@straße.example"},
    }  # fmt: skip
    reader = UserFactory(is_superuser=True)
    assert len(found(reader, "νίκος@example.org")) == 1
