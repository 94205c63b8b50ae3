"""What a question of a sign-up form understands, says and stores."""

from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django import forms

from offers.form.dates import read_date, read_moment
from offers.form.questions import question_name
from offers.form.sign_up_form import form_class
from offers.form.wording import meaning
from offers.models import SignUpField

ALL_TYPES = [choice[0] for choice in SignUpField._meta.get_field("field_type").choices]


def page_with_a_key() -> SimpleNamespace:
    """Stand in for a form page: all that a form needs of it, without a database."""
    return SimpleNamespace(key=uuid4())


def question(label: str = "Your name", field_type: str = "singleline", **fields):
    return SignUpField(label=label, field_type=field_type, **fields)


def bound(questions, data, consent=""):
    form = form_class(questions, consent=consent)(data, page=page_with_a_key(), prefix="f1")
    form.is_valid()
    return form


def told(asked: SignUpField, value) -> list[str]:
    name = question_name(asked.label)
    return bound([asked], {f"f1-{name}": value}).errors.get(name, [])


def test_all_types_make_a_field():
    asked = [question(f"Q {kind}", kind, choices="a\nb") for kind in ALL_TYPES]
    form = form_class(asked)(page=page_with_a_key())
    assert len(ALL_TYPES) == 14
    assert [q["type"] for q in form.questions] == ALL_TYPES
    assert all(str(field) for field in form)


@pytest.mark.parametrize(
    "written",
    [
        "27/3/2027",
        "27 3 2027",
        "27.03.27",
        "27-3-2027",
        "2027-03-27",
        "27 March 2027",
        "27th March 2027",
        "27 Mar 2027",
        "Saturday 27th of March, 2027",
        "March 27, 2027",
        "  27  march  2027 ",
    ],
)
def test_a_date_can_be_written_in_many_ways(written):
    assert read_date(written) == date(2027, 3, 27)


@pytest.mark.parametrize(
    "written",
    ["", "tomorrow", "31 2 2027", "27 Marsupial 2027", "27 3", "1/1/99999", "٢٧/٣/٢٠٢٧", "0 0 0"],
)
def test_what_is_no_date_is_refused(written):
    with pytest.raises(ValueError):  # noqa: PT011
        read_date(written)


@pytest.mark.parametrize(
    ("written", "hour", "minute"),
    [
        ("27 March 2027, 2:30pm", 14, 30),
        ("27/3/2027 14:30", 14, 30),
        ("27 3 2027 at 9am", 9, 0),
        ("27.3.2027 14.30", 14, 30),
        ("27 3 2027 noon", 12, 0),
        ("27 March 2027 at midnight", 0, 0),
        ("27 March 2027 12:15 a.m.", 0, 15),
        ("2027-03-27T14:30", 14, 30),
    ],
)
def test_a_moment_is_a_date_with_a_time(written, hour, minute):
    assert read_moment(written) == datetime(2027, 3, 27, hour, minute)  # noqa: DTZ001


@pytest.mark.parametrize("written", ["27 3 2027", "27 3 2027 25:00", "27 3 2027 13pm", "noon"])
def test_a_moment_needs_a_real_time(written):
    with pytest.raises(ValueError):  # noqa: PT011
        read_moment(written)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1,200", "1200"),
        ("£7.50", "7.50"),
        ("1 200", "1200"),
        ("12.", "12"),
        (".5", "0.5"),
        ("-3", "-3"),
        ("\N{MINUS SIGN}3", "-3"),
        ("0", "0"),
    ],
)
def test_a_number_can_be_written_in_many_ways(written, number):
    form = bound([question("How many", "number")], {"f1-how_many": written})
    assert form.cleaned_data["how_many"] == Decimal(number)
    assert form.answers() == {"how_many": number}


@pytest.mark.parametrize(
    "written", ["1e999999", ".", "-", "£", "NaN", "Infinity", "ten", "1,2", "9" * 40, "٣"]
)
def test_what_is_no_plain_number_is_refused(written):
    assert told(question("How many", "number"), written) == [
        "“How many” must be a number, such as 12 or 7.5"
    ]


def test_answers_are_stored_as_json_has_them():
    asked = [
        question("Day", "date"),
        question("Moment", "datetime"),
        question("Areas", "checkboxes", choices="North, South"),
        question("Agree", "checkbox", required=False),
    ]
    data = {"f1-day": "27 3 2027", "f1-moment": "27 3 2027 2pm", "f1-areas": ["South"]}
    assert bound(asked, data).answers() == {
        "day": "2027-03-27",
        "moment": "2027-03-27T14:00",
        "areas": ["South"],
        "agree": False,
    }


@pytest.mark.parametrize(
    ("asked", "value", "message"),
    [
        (question("Your name"), "", "Enter your name"),
        (question("Name"), "", "Enter your name"),
        (question("Charity number"), "", "Enter “Charity number”"),
        (question("Why now?"), "", "Enter an answer to “Why now?”"),
        (question("E-mail address", "email"), "", "Enter your e-mail address"),
        (question("The group’s e-mail", "email"), "", "Enter “The group’s e-mail”"),
        (
            question("E-mail address", "email"),
            "nonsense",
            "Enter your e-mail address in full, as in name@example.org",
        ),
        (
            question("Start", "date"),
            "31 2 2027",
            "“Start” must be a real date, such as 27 3 2027",
        ),
        (
            question("Dates", "checkboxes", choices="a,b"),
            [],
            "Select at least one of the options for “Dates”",
        ),
        (
            question("Area", "radio", choices="a,b"),
            "",
            "Select one of the options for “Area”",
        ),
        (
            question("Area", "radio", choices="a,b"),
            "forged",
            "An option you chose for “Area” is not offered: choose again",
        ),
        (question("100% sure", "checkbox"), "", "Tick “100% sure”"),
        (
            question("100% sure?"),
            "x" * 256,
            "Your answer to “100% sure?” must be 255 characters or fewer",
        ),
    ],
)
def test_messages_name_the_question(asked, value, message):
    assert told(asked, value) == [message]


def test_consent_must_be_given_and_is_no_question():
    form = bound([question()], {"f1-your_name": "Ines"}, consent="We keep this for a year.")
    assert form.errors == {"consent-given": ["Tick the box to say that you agree"]}
    assert [q["name"] for q in form.questions] == ["your_name"]


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
        ("E-mail", "email"),
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


def test_a_hidden_question_never_stops_anybody():
    form = bound([question("Campaign", "hidden", required=True)], {})
    assert form.errors == {}


def test_the_trap_has_another_name_in_every_form():
    assert len({form_class([])(page=page_with_a_key(), prefix="f1").trap for _ in range(20)}) > 15


def test_help_that_staff_wrote_is_never_markup():
    asked = question("Start", "date", help_text="<b>soon</b>")
    form = form_class([asked])(page=page_with_a_key())
    assert form.fields["start"].help_text == "&lt;b&gt;soon&lt;/b&gt; For example, 27 3 2027"


@pytest.mark.parametrize(
    "written",
    [" ines@example.org ", "<ines@example.org>", "mailto:ines@example.org", "ines@example.org."],
)
def test_an_address_may_be_copied_with_what_stands_around_it(written):
    form = bound([question("E-mail", "email")], {"f1-e_mail": written})
    assert form.answers() == {"e_mail": "ines@example.org"}


@pytest.mark.parametrize("written", ["www.example.org/us", " https://www.example.org/us "])
def test_a_web_address_may_lack_its_beginning(written):
    form = bound([question("Website", "url")], {"f1-website": written})
    assert form.answers() == {"website": "https://www.example.org/us"}


@pytest.mark.parametrize("written", ["(01632) 960 144", "+44 1632 960144", "01632-960144 ext. 5"])
def test_a_telephone_number_is_kept_as_it_was_typed(written):
    form = bound([question("Telephone number")], {"f1-telephone_number": written})
    assert form.answers() == {"telephone_number": written}


@pytest.mark.parametrize("kind", ["radio", "dropdown", "checkboxes"])
@pytest.mark.parametrize("sent", ["Tea & cake", "tea  &  CAKE ", "Tea &amp; cake"])
def test_a_choice_is_known_whatever_its_case_spaces_and_escapes(kind, sent):
    form = bound(
        [question("Food", kind, choices="Soup\nTea & cake")],
        {"f1-food": [sent] if kind == "checkboxes" else sent},
    )
    chosen = form.answers()["food"]
    assert chosen == (["Tea & cake"] if kind == "checkboxes" else "Tea & cake")


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
