"""How questions are named and shown."""

import pytest
from bs4 import BeautifulSoup
from django import forms

from offers.form.questions import question_name
from offers.form.sign_up_form import form_class
from offers.form.wording import meaning
from offers.models import SignUpField
from tests.offers.filling_in import bound, page_with_a_key, question

ALL_TYPES = [choice[0] for choice in SignUpField._meta.get_field("field_type").choices]


def test_all_types_make_a_field():
    asked = [question(f"Q {kind}", kind, choices="a\nb") for kind in ALL_TYPES]
    form = form_class(asked)(page=page_with_a_key())
    assert len(ALL_TYPES) == 14
    assert [q["type"] for q in form.questions] == ALL_TYPES
    assert all(str(field) for field in form)


@pytest.mark.parametrize(
    "label",
    ["Consent", "Sent from", "Submit time", "Reference", "Host", "Questions", "Told", "Page",
     "Homepage", "Subject", "Data", "Fields", "Errors", "consent-given", "__all__", "prefix"],
)  # fmt: skip
def test_no_label_clashes_with_the_forms_own_names(label):
    form = bound([question(label)], {}, consent="Yes.")
    name = question_name(label)
    assert set(form.errors) == {name, "consent-given"}
    assert form.add_prefix(name) not in {form.trap, form.add_prefix("sent-from")}
    form = bound([question(label)], {f"f1-{name}": "kept", "f1-consent-given": "on"}, "Yes.")
    assert form.answers() == {name: "kept"}
    assert not form.trapped


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Your name", "your_name"),
        ("🎉?!", "question"),
        ("E-Mail", "e_mail"),
        ("Имя", "u0418u043cu044f"),
    ],
)
def test_every_label_gives_a_name(label, name):
    assert question_name(label) == name


def test_a_long_label_gives_a_short_name_of_its_own():
    names = {question_name("д" * 250 + ending) for ending in "ab"}
    assert len(names) == 2
    assert max(map(len, names)) <= 80


def test_two_questions_with_the_same_name_both_keep_their_answers():
    form = bound([question("Name"), question("Name!")], {"f1-name": "A", "f1-name_2": "B"})
    assert form.answers() == {"name": "A", "name_2": "B"}


@pytest.mark.parametrize(
    ("label", "purpose"),
    [
        ("Your name", "name"),
        ("What is your name?", "name"),
        ("Postcode", "postal-code"),
        ("Phone number", "tel"),
        ("A telephone number, if you prefer to be rung", "tel"),
        ("Telephone number (optional)", "tel"),
        ("E-mail", "email"),
        ("A name for your project", ""),
        ("Name of your group", ""),
    ],
)
def test_the_browser_is_told_what_it_can_fill_in(label, purpose):
    assert meaning(label, "singleline") == purpose
    field = form_class([question(label)])(page=page_with_a_key()).visible_fields()[0]
    assert field.field.widget.attrs.get("autocomplete", "") == purpose


def test_choices_skip_empty_lines_and_repeats():
    asked = question("Area", "dropdown", choices="North\n\nSouth\nNorth\n")
    form = form_class([asked])(page=page_with_a_key())
    assert form.fields["area"].choices == [
        ("", "Choose one"),
        ("North", "North"),
        ("South", "South"),
    ]


def test_a_multiple_select_is_shown_as_boxes_to_tick():
    form = form_class([question("Areas", "multiselect", choices="a,b")])(page=page_with_a_key())
    assert isinstance(form.fields["areas"].widget, forms.CheckboxSelectMultiple)


def test_the_trap_has_another_name_in_every_form():
    assert len({form_class([])(page=page_with_a_key(), prefix="f1").trap for _ in range(20)}) > 15


def test_help_that_staff_wrote_is_never_markup():
    asked = question("Start", "date", help_text="<b>soon</b>")
    form = form_class([asked])(page=page_with_a_key())
    assert form.fields["start"].help_text == "&lt;b&gt;soon&lt;/b&gt; For example, 27 3 2027"


@pytest.mark.parametrize(
    ("asked", "attributes"),
    [
        (question("Your name"), {"spellcheck": "false", "autocomplete": "name"}),
        (question("Where to write", "email"), {"inputmode": "email", "autocapitalize": "none"}),
        (question("Phone number"), {"inputmode": "tel", "type": "tel"}),
        (question("Postcode"), {"autocapitalize": "characters", "autocomplete": "postal-code"}),
        (question("Page", "url"), {"inputmode": "url", "spellcheck": "false"}),
        (question("How many", "number"), {"inputmode": "decimal", "type": "text"}),
    ],
)
def test_keyboards_are_told_what_is_asked_for(asked, attributes):
    form = form_class([asked])(page=page_with_a_key())
    control = BeautifulSoup(str(form.visible_fields()[0]), "html.parser").input
    assert attributes.items() <= control.attrs.items()
