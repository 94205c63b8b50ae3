"""Making a sign-up form in the admin."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from offers.models import Mail, OfferIndexPage, SignUp, SignUpFormPage
from tests.factories.home import StandardPageFactory
from tests.offers.sending import send

pytestmark = pytest.mark.django_db

Row = dict[str, Any]
HERE = "a page that stands in for the one about privacy"


def question(label: str, field_type: str = "singleline", **fields: Any) -> Row:
    blank = {"help_text": "", "choices": "", "default_value": "", "required": "on"}
    return {"label": label, "field_type": field_type, **blank, **fields}


def form_data(
    rows: list[Row],
    initial: int = 0,
    publish: bool = True,
    privacy: Any = HERE,
    routes: list[Row] | None = None,
    initial_routes: int = 0,
    recipients: str = "",
) -> dict[str, Any]:
    privacy = OfferIndexPage.objects.get() if privacy == HERE else privacy
    data = nested_form_data(
        {
            "title": "Reflect | Recharge",
            "slug": "reflect-recharge",
            "intro": rich_text("<p>Hello</p>"),
            "thank_you": rich_text("<p>Thanks</p>"),
            "fields": inline_formset(rows, initial=initial),
            "routes": inline_formset(routes or [], initial=initial_routes),
            "comments": inline_formset([]),
            "button_label": "Send",
            "purpose": "",
            "consent": "",
            "privacy_page": str(privacy.pk if privacy else ""),
            "retention_days": "365",
            "recipients": recipients,
        }
    )
    return data | ({"action-publish": "1"} if publish else {})


def create(client: Client, *rows: Row, **more: Any) -> str:
    """Create a form page below the offers; give what the editor then reads."""
    index = OfferIndexPage.objects.get()
    path = f"/admin/pages/add/offers/signupformpage/{index.pk}/"
    response = client.post(path, form_data(list(rows), **more), follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_staff_make_a_form_with_every_type_of_question(admin_client):
    kinds = [
        choice[0] for choice in SignUpFormPage.fields.rel.related_model.field_type.field.choices
    ]
    create(admin_client, *(question(f"The {kind}", kind, choices="a\nb") for kind in kinds))
    form_page = SignUpFormPage.objects.get()
    assert form_page.live
    assert [field.clean_name for field in form_page.fields.all()] == [f"the_{k}" for k in kinds]
    assert Client().get(form_page.url).status_code == 200


@pytest.mark.parametrize(
    "label", ["submit_time", "Submit time", "Reference", "Host", "Consent", "Homepage", "Id"]
)
def test_names_that_others_reserve_work_here(admin_client, label):
    create(admin_client, question(label))
    form_page = SignUpFormPage.objects.get()
    name = form_page.fields.get().clean_name
    assert send(form_page, extra={f"f{form_page.pk}-{name}": "kept"}).status_code == 303
    kept = SignUp.objects.get()
    assert kept.answered() == [(label, "kept")]
    assert kept.reference in admin_client.get("/admin/sign-ups/").content.decode()


def test_the_same_words_twice_are_refused_with_a_reason(admin_client):
    text = create(admin_client, question("Your name"), question(" your NAME "))
    assert "Another question has the same words: tell them apart." in text
    assert not SignUpFormPage.objects.exists()


def test_different_words_that_give_one_name_get_two(admin_client):
    create(admin_client, question("Name"), question("Name?"), question("名前"), question("🎉"))
    names = [field.clean_name for field in SignUpFormPage.objects.get().fields.all()]
    assert names[:2] == ["name", "name_2"]
    assert len(set(names)) == 4


def test_a_choice_needs_something_to_choose(admin_client):
    text = create(admin_client, question("Area", "radio", choices=" \n , "))
    assert "Write down what people can choose from, one on each line." in text
    create(admin_client, question("Area", "radio"), publish=False)
    assert SignUpFormPage.objects.get().live is False


def test_a_renamed_question_keeps_its_name_and_old_answers_their_words(admin_client):
    create(admin_client, question("Your name"))
    form_page = SignUpFormPage.objects.get()
    send(form_page, your_name="Ines")
    asked = form_page.fields.get()
    rows = [
        question("What shall we call you?", id=str(asked.pk), ORDER="1"),
        question("Your name", ORDER="2", id=""),
    ]
    path = f"/admin/pages/{form_page.pk}/edit/"
    admin_client.post(path, form_data(rows, initial=1))
    renamed = SignUpFormPage.objects.get()
    assert [(field.clean_name, field.label) for field in renamed.fields.all()] == [
        ("your_name", "What shall we call you?"),
        ("your_name_2", "Your name"),
    ]
    send(renamed, your_name="Ada", your_name_2="Ada B.")
    newest, oldest = SignUp.objects.all()
    assert oldest.answered() == [("Your name", "Ines")]
    assert newest.answered() == [("What shall we call you?", "Ada"), ("Your name", "Ada B.")]


def test_a_form_is_copied_by_the_admin_and_published(admin_client):
    create(admin_client, question("Your name"))
    form_page = SignUpFormPage.objects.get()
    for slug, alias in [("copy", ""), ("alias", "on")]:
        data = {
            "new_title": slug,
            "new_slug": slug,
            "new_parent_page": str(form_page.get_parent().pk),
            "publish_copies": "on",
            "alias": alias,
        }
        assert admin_client.post(f"/admin/pages/{form_page.pk}/copy/", data).status_code == 302
    keys = set(SignUpFormPage.objects.values_list("key", flat=True))
    assert len(keys) == 3
    copy = SignUpFormPage.objects.get(slug="copy")
    assert send(copy, your_name="Ines").status_code == 303
    assert SignUp.objects.get().form == copy


def test_the_preview_of_a_form_that_was_never_saved_shows_its_questions(admin_client):
    index = OfferIndexPage.objects.get()
    path = f"/admin/pages/add/offers/signupformpage/{index.pk}/preview/"
    rows = [question("Your name"), question("Area", "radio", choices="North, South")]
    assert admin_client.post(path, form_data(rows, publish=False)).json()["is_valid"]
    text = admin_client.get(f"{path}?mode=").content.decode()
    for words in ["Your name", "North", "South"]:
        assert words in text


def test_questions_are_asked_for_in_the_words_of_somebody_who_writes_a_form(admin_client):
    index = OfferIndexPage.objects.get()
    response = admin_client.get(f"/admin/pages/add/offers/signupformpage/{index.pk}/")
    text = BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)
    for words in ["Kind of answer", "Must be answered", "one on each line", "Days the answers"]:
        assert words in text
    for words in ["form field", "Field type", "Default value"]:
        assert words not in text


def test_a_form_is_published_only_with_a_privacy_page_that_visitors_can_read(admin_client):
    text = create(admin_client, question("Your name"), privacy=None)
    assert "Choose the page that says how answers are looked after." in text
    hidden = StandardPageFactory(live=False)
    text = create(admin_client, question("Your name"), privacy=hidden)
    assert "Visitors cannot see this page yet: publish it first." in text
    assert not SignUpFormPage.objects.exists()


def test_a_draft_may_still_lack_its_privacy_page(admin_client):
    create(admin_client, question("Your name"), publish=False, privacy=None)
    assert SignUpFormPage.objects.get().privacy_page is None


def route(question: str, answer: str) -> Row:
    return {"question": question, "answer": answer, "recipients": "nia@hub.example"}


def test_somebody_is_told_by_an_answer(admin_client):
    asked = question("Which area?", "radio", choices="North\nSouth West")
    create(admin_client, asked, routes=[route("which  AREA?", "south west")])
    (made,) = SignUpFormPage.objects.get().routes.all()
    assert made.recipients == "nia@hub.example"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            route("Region", "North"),
            "No question with choices is called “Region”. There is: “Area”.",
        ),
        (route("Your name", "Ines"), "No question with choices is called “Your name”."),
        (
            route("Area", "West"),
            "“West” is not one of the choices of “Area”. They are: “North”, “South”.",
        ),
    ],
)
def test_nobody_is_told_by_an_answer_that_cannot_be_given(admin_client, wrong, said):
    asked = [question("Area", "radio", choices="North\nSouth"), question("Your name")]
    assert said in create(admin_client, *asked, routes=[wrong])
    assert not SignUpFormPage.objects.exists()
    create(admin_client, *asked, routes=[wrong], publish=False)
    assert SignUpFormPage.objects.get().live is False


def test_nobody_is_told_by_an_answer_where_nothing_can_be_chosen(admin_client):
    text = create(admin_client, question("Area"), routes=[route("Area", "North")])
    assert "No question with choices is called “Area”. No question has choices yet." in text


def test_who_is_told_by_an_answer_is_told_also_when_the_question_gets_other_words(admin_client):
    asked = question("Area", "radio", choices="North\nSouth")
    create(admin_client, asked, routes=[route("Area", "North")])
    page = SignUpFormPage.objects.get()
    row = asked | {"label": "Which part of town?", "id": str(page.fields.get().pk)}
    line = route("Area", "North") | {"id": str(page.routes.get().pk)}
    data = form_data([row], initial=1, routes=[line], initial_routes=1)
    admin_client.post(f"/admin/pages/{page.pk}/edit/", data)
    assert SignUpFormPage.objects.get().routes.get().question == "Which part of town?"


def test_addresses_of_staff_may_stand_on_one_line_and_a_wrong_one_is_named(admin_client):
    text = create(admin_client, question("Name"), recipients="nia@hub.example, olu@hub")
    assert "“olu@hub”: write e-mail addresses in full" in text
    create(admin_client, question("Name"), recipients="nia@hub.example, olu@hub.example")
    page = SignUpFormPage.objects.get()
    send(page, name="Ines")
    told = Mail.objects.order_by("pk").values_list("to", flat=True)
    assert list(told) == ["nia@hub.example", "olu@hub.example"]


@pytest.mark.parametrize("change", ["retyped", "deleted", "reordered", "other choices"])
def test_whatever_becomes_of_a_question_old_answers_stay_as_they_were(admin_client, change):
    create(admin_client, question("Your name"), question("Area", "radio", choices="North\nSouth"))
    form_page = SignUpFormPage.objects.get()
    send(form_page, your_name="Ines", area="South")
    name, area = (
        question(asked.label, asked.field_type, choices=asked.choices, id=str(asked.pk))
        for asked in form_page.fields.all()
    )
    rows = {
        "retyped": [name | {"ORDER": "1"}, area | {"field_type": "number", "ORDER": "2"}],
        "deleted": [name | {"ORDER": "1"}, area | {"DELETE": "on", "ORDER": "2"}],
        "reordered": [name | {"ORDER": "2"}, area | {"ORDER": "1"}],
        "other choices": [name | {"ORDER": "1"}, area | {"choices": "East\nWest", "ORDER": "2"}],
    }[change]
    admin_client.post(f"/admin/pages/{form_page.pk}/edit/", form_data(rows, initial=2))
    kept = SignUp.objects.get()
    assert kept.answered() == [("Your name", "Ines"), ("Area", "South")]
    page = admin_client.get(f"/admin/sign-ups/{kept.pk}/").content.decode()
    sheet = admin_client.get("/admin/sign-ups/?export=csv").getvalue().decode()
    for words in ("Your name", "Ines", "Area", "South"):
        assert words in page
        assert words in sheet
    asked_now = [
        (asked.label, asked.field_type) for asked in SignUpFormPage.objects.get().fields.all()
    ]
    assert (asked_now != [("Your name", "singleline"), ("Area", "radio")]) is (
        change != "other choices"
    )


@pytest.mark.parametrize("days", ["0", "3651", "-1", ""])
def test_answers_are_kept_for_one_day_to_ten_years(admin_client, days):
    index = OfferIndexPage.objects.get()
    path = f"/admin/pages/add/offers/signupformpage/{index.pk}/"
    data = form_data([question("Your name")]) | {"retention_days": days}
    assert admin_client.post(path, data).status_code == 200
    assert not SignUpFormPage.objects.exists()


def test_a_shorter_time_which_erases_is_for_those_who_may_erase(admin_client, moderator_client):
    create(admin_client, question("Your name"))
    form_page = SignUpFormPage.objects.get()
    path = f"/admin/pages/{form_page.pk}/edit/"
    row = question("Your name", id=str(form_page.fields.get().pk))
    shorter = form_data([row], initial=1) | {"retention_days": "30"}
    moderator_client.post(path, shorter)
    assert SignUpFormPage.objects.get().retention_days == 30  # nothing has come in yet
    send(SignUpFormPage.objects.get(), your_name="Ines")
    shorter["retention_days"] = "29"
    answer = moderator_client.post(path, shorter).content.decode()
    assert "Only who may erase the sign-ups of this form can go below 30 days." in answer
    assert SignUpFormPage.objects.get().retention_days == 30
    admin_client.post(path, shorter)
    assert SignUpFormPage.objects.get().retention_days == 29
