"""The page for data protection names everything that is stored about people."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from offers.models import Access, ErasedSignUp, FormVersion, MailOutage, SignUp, SignUpFormPage
from offers.sign_ups import access, person, retention

PAGE = (Path(settings.BASE_DIR) / "docs" / "privacy.md").read_text()
SECTIONS = dict(re.findall(r"^### (\w+): .*?\n(.*?)(?=^##)", PAGE, re.DOTALL | re.MULTILINE))
POINTING = [
    model
    for model in apps.get_app_config("offers").get_models()
    if any(field.related_model is SignUp for field in model._meta.concrete_fields)
]
STORED = [SignUp, FormVersion, MailOutage, Access, ErasedSignUp, *POINTING]


@pytest.mark.parametrize("model", STORED, ids=lambda model: model.__name__)
def test_every_column_is_named_and_no_other(model):
    named = set(re.findall(r"`(\w+)`", SECTIONS[model.__name__]))
    assert named == {field.name for field in model._meta.concrete_fields}


def test_every_table_about_people_has_a_chapter():
    assert set(SECTIONS) == {model.__name__ for model in STORED}


def test_every_key_of_what_is_handed_out_is_explained():
    source = Path(person.__file__).read_text()
    keys = set(re.findall(r'^\s+(?:\{)?"(\w+)": ', source, re.MULTILINE))
    keys |= set(re.findall(r'[{,] "(\w+)": ', source)) | {"missing"}
    explained = set(re.findall(r"`(\w+)`", PAGE))
    assert keys - explained == set()
    assert {"reference", "history", "agreed_to"} <= keys


def test_the_times_are_those_that_the_worker_keeps():
    [promised] = re.findall(r"as the form promises: 12 months \((\d+) days\)", PAGE)
    assert int(promised) == SignUpFormPage._meta.get_field("retention_days").default
    assert f"| {retention.SPAM.days} days from when it came" in PAGE
    assert f"| {retention.SENDER.days} days |" in PAGE
    assert access.KEPT.days == 2 * 365
