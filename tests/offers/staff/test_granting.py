"""Allowing groups to read, handle, export and erase sign-ups."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from wagtail.models import Page

from offers.models import GroupSignUpPermission, OfferIndexPage, SignUpPermission
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory

pytestmark = pytest.mark.django_db

GRANTS = "sign_up_permissions"


@pytest.fixture
def group() -> Group:
    return Group.objects.create(name="Partners")


def edit(client: Any, group: Group | None, *lines: dict[str, Any]) -> str:
    data: dict[str, Any] = {"name": group.name if group else "New"}
    for prefix in panels(client):
        data |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    data[f"{GRANTS}-TOTAL_FORMS"] = str(len(lines))
    for number, line in enumerate(lines):
        data |= {f"{GRANTS}-{number}-{name}": value for name, value in line.items()}
    path = f"/admin/groups/edit/{group.pk}/" if group else "/admin/groups/new/"
    response = client.post(path, data, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def panels(client: Any) -> list[str]:
    page = BeautifulSoup(client.get("/admin/groups/new/").content, "html.parser")
    named = [str(field["name"]) for field in page("input", type="hidden") if field.get("name")]
    return [name.removesuffix("-TOTAL_FORMS") for name in named if name.endswith("-TOTAL_FORMS")]


def granted(group: Group) -> set[tuple[int, str]]:
    return set(group.sign_up_permissions.values_list("page", "permission"))


def test_a_group_is_allowed_to_read_at_a_form_an_offer_all_offers_and_everywhere(
    admin_client, group
):
    places = [
        SignUpFormPageFactory().pk,
        OfferPageFactory().pk,
        OfferIndexPage.objects.get().pk,
        Page.get_first_root_node().pk,
    ]
    edit(admin_client, group, *({"page": pk, "permissions": ["view"]} for pk in places))
    assert granted(group) == {(pk, "view") for pk in places}


def test_whoever_may_do_more_may_read_too(admin_client, group):
    form_page = SignUpFormPageFactory()
    edit(admin_client, group, {"page": form_page.pk, "permissions": ["export", "delete"]})
    assert granted(group) == {(form_page.pk, kind) for kind in ("view", "export", "delete")}


def test_what_is_no_longer_ticked_is_no_longer_allowed(admin_client, group):
    kept, gone = SignUpFormPageFactory(), SignUpFormPageFactory()
    for page in (kept, gone):
        for kind in ("view", "change"):
            GroupSignUpPermission.objects.create(group=group, page=page, permission=kind)
    edit(
        admin_client,
        group,
        {"page": kept.pk, "permissions": ["view"]},
        {"page": gone.pk, "permissions": ["view", "change"], "DELETE": "1"},
    )
    assert granted(group) == {(kept.pk, "view")}


def test_the_panel_shows_what_a_group_may_do(admin_client, group):
    form_page = SignUpFormPageFactory(title="Reflect | Recharge")
    for kind in ("view", "export"):
        GroupSignUpPermission.objects.create(group=group, page=form_page, permission=kind)
    response = admin_client.get(f"/admin/groups/edit/{group.pk}/")
    panel = BeautifulSoup(response.content, "html.parser").find(id="sign-up-permissions-section")
    assert "Reflect | Recharge" in panel.get_text()
    line = panel.find(id=f"inline_child_{GRANTS}-0")
    ticked = [box["value"] for box in line("input", type="checkbox") if box.has_attr("checked")]
    assert ticked == ["view", "export"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"permissions": []}, "Tick what the group may do, or delete the line."),
        ({"page": "blog"}, "No sign-ups come in here."),
        ({"permissions": ["add"]}, "Select a valid choice"),
    ],
)
def test_a_line_that_allows_nothing_sensible_is_refused(
    admin_client, group, blog_index, line, told
):
    given = {"page": SignUpFormPageFactory().pk, "permissions": ["view"], **line}
    if given["page"] == "blog":
        given["page"] = blog_index.pk
    assert told in edit(admin_client, group, given)
    assert granted(group) == set()


def test_the_same_page_twice_is_refused(admin_client, group):
    line = {"page": SignUpFormPageFactory().pk, "permissions": ["view"]}
    assert "This page is in the list twice." in edit(admin_client, group, line, line)


def test_a_new_group_is_allowed_at_once_and_nothing_is_left_of_a_deleted_one(admin_client):
    form_page = SignUpFormPageFactory()
    edit(admin_client, None, {"page": form_page.pk, "permissions": ["view"]})
    made = Group.objects.get(name="New")
    assert granted(made) == {(form_page.pk, "view")}
    admin_client.post(f"/admin/groups/delete/{made.pk}/")
    assert not GroupSignUpPermission.objects.filter(page=form_page).exists()


def test_the_screen_says_what_each_right_and_each_place_brings(admin_client):
    response = admin_client.get("/admin/groups/new/")
    page = BeautifulSoup(response.content, "html.parser")
    told = page.find(id="sign-up-permissions-section").find_all("dt")
    assert [term.get_text() for term in told] == [
        *SignUpPermission.labels,
        "A form", "An offer", "The page above all offers", "The root, above all pages",
    ]  # fmt: skip
    assert "css/sign_ups.css" in response.content.decode()
