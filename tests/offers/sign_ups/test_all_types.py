"""A form with every type of question is sent, stored, and given back."""

import pytest
from bs4 import BeautifulSoup

from offers.models import SignUp
from tests.factories.offers import SignUpFieldFactory, SignUpFormPageFactory
from tests.offers.sending import send

pytestmark = pytest.mark.django_db


def everything() -> list:
    choices = {"choices": "North\nSouth\nEast"}
    kinds = ["singleline", "multiline", "email", "number", "url", "checkbox", "checkboxes",
             "dropdown", "multiselect", "radio", "date", "datetime", "hidden"]  # fmt: skip
    return [SignUpFieldFactory.build(label=f"The {kind}", field_type=kind, **choices)
            for kind in kinds]  # fmt: skip


EVERYTHING = {
    "the_singleline": "Ines “Inés” Okafor 🎉",
    "the_multiline": "One\r\nTwo",
    "the_email": "ines@example.org",
    "the_number": "1,200.50",
    "the_url": "example.org/group",
    "the_checkbox": "on",
    "the_checkboxes": ["South", "East"],
    "the_dropdown": "North",
    "the_multiselect": ["North"],
    "the_radio": "East",
    "the_date": "27 March 2027",
    "the_datetime": "27/3/2027 2:30pm",
    "the_hidden": "autumn",
}


def test_all_thirteen_types_are_sent_and_stored():
    form_page = SignUpFormPageFactory(fields=everything())
    assert send(form_page, **EVERYTHING).status_code == 303
    assert SignUp.objects.get().answers == {
        **EVERYTHING,
        "the_multiline": "One\nTwo",
        "the_number": "1200.50",
        "the_url": "https://example.org/group",
        "the_checkbox": True,
        "the_date": "2027-03-27",
        "the_datetime": "2027-03-27T14:30",
    }


def test_all_thirteen_types_keep_what_was_typed():
    form_page = SignUpFormPageFactory(fields=everything())
    response = send(form_page, **{**EVERYTHING, "the_email": "no address"})
    soup = BeautifulSoup(response.content, "html.parser")
    form = soup.find("form", method="post")
    sent = {}
    for control in form(["input", "textarea", "option"]):
        name = control.get("name") or control.parent.get("name")
        ticked = control.has_attr("checked") or control.has_attr("selected")
        if control.name == "option" or control.get("type") in {"checkbox", "radio"}:
            if ticked:
                sent.setdefault(name, []).append(control.get("value", "on"))
        elif control.name == "textarea":
            sent[name] = [control.get_text().lstrip("\n")]
        else:
            sent[name] = [control.get("value", "")]
    expected = {**EVERYTHING, "the_email": "no address", "the_multiline": "One\nTwo"}
    for name, value in expected.items():
        assert sent[f"f{form_page.pk}-{name}"] == (value if isinstance(value, list) else [value])
