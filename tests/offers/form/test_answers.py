"""What a question understands of what people type, and what is stored of it."""

from decimal import Decimal

import pytest

from tests.offers.filling_in import bound, question, told


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
        (question("A phone number, if any"), "", "Enter “A phone number, if any”"),
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


def test_a_hidden_question_never_stops_anybody():
    form = bound([question("Campaign", "hidden", required=True)], {})
    assert form.errors == {}


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
