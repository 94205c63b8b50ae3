"""Single items: there, never there, or there no more."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from cms.publication.kinds import KINDS
from cms.publication.models import IS_OPEN, STATUS
from tests.factories.blog import PostPageFactory
from tests.factories.media import ImageFactory
from tests.factories.publication import (
    ContentItemFactory,
    TombstoneFactory,
    in_phase,
    one_of_each_kind,
)

pytestmark = pytest.mark.django_db

BODY = {"html": "<p>Hello</p>", "blocks": [{"type": "paragraph"}], "text": "Hello"}


def address(item, kind=None):
    return f"/api/v1/{kind or item.kind}/{item.pk}/"


def problem(client, address, status):
    response = client.get(address)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    return response.json()


@pytest.mark.parametrize("kind", KINDS)
def test_an_item_of_each_kind_goes_out_as_it_is_stored(client, kind):
    item = ContentItemFactory(kind=kind, detail='{"odd":   "spacing"}')

    assert client.get(address(item)).content.decode() == item.detail


def test_an_item_costs_one_query(client, django_assert_num_queries):
    item = in_phase(ContentItemFactory(kind="offers", body=BODY), "open")

    with django_assert_num_queries(1):
        client.get(address(item))
    with django_assert_num_queries(1):
        client.get(address(item), {"body": "html", "fields": "title"})


def test_a_picture_in_a_body_has_the_same_shape_as_the_picture_of_its_item(get):
    point = {"focal_point_x": 160, "focal_point_y": 300}
    image = ImageFactory(**point, focal_point_width=20, focal_point_height=20)
    words = {"alt_text": "A hall", "decorative": False, "caption": "In May"}
    PostPageFactory(
        picture=image,
        picture_alt_text="A hall",
        picture_caption="In May",
        body=[("picture", {"image": image, **words})],
    )
    [post] = get("/api/v1/posts/", body="blocks", fields="picture,body")["results"]
    assert post["picture"]["focal_point"] == {"x": 0.25, "y": 0.75}
    assert post["body"]["blocks"][0]["value"] == post["picture"]


def test_an_id_may_be_written_in_capitals(client):
    item = ContentItemFactory()

    assert client.get(f"/api/v1/posts/{str(item.pk).upper()}/").status_code == 200


def test_an_offer_tells_its_state_at_the_moment_of_asking(get):
    now = timezone.now()
    offer = ContentItemFactory(kind="offers", content={"status": STATUS, "open": IS_OPEN})
    in_phase(offer, "open", None, now - timedelta(seconds=1))
    in_phase(offer, "closed", now - timedelta(seconds=1), None)

    shown = get(address(offer))

    assert (shown["status"], shown["open"]) == ("closed", False)


@pytest.mark.parametrize(
    ("asked", "fields", "forms"),
    [
        ({}, {"id", "kind", "title", "standfirst"}, {"html", "blocks", "text"}),
        ({"body": "html,text"}, {"id", "kind", "title", "standfirst"}, {"html", "text"}),
        ({"body": "none"}, {"id", "kind", "title", "standfirst"}, None),
        ({"fields": "title"}, {"id", "kind", "title"}, None),
        ({"fields": "title,body"}, {"id", "kind", "title"}, {"html", "blocks", "text"}),
        ({"fields": "title", "body": "text"}, {"id", "kind", "title"}, {"text"}),
        ({"fields": "body", "body": "none"}, {"id", "kind"}, None),
    ],
)
def test_fields_and_body_choose_what_comes(get, asked, fields, forms):
    item = ContentItemFactory(content={"standfirst": "Words"}, body=BODY)

    shown = get(address(item), **asked)

    body = shown.pop("body", None)
    assert set(shown) == fields
    assert (set(body) if body else None) == forms


def test_a_field_of_whole_items_may_be_asked_of_lists_too(client):
    item = ContentItemFactory(content={"related": []})

    assert client.get(address(item), {"fields": "related"}).json()["related"] == []
    (listed,) = client.get("/api/v1/posts/", {"fields": "related"}).json()["results"]
    assert listed == {"id": str(item.pk), "kind": "posts", "related": []}


def test_lists_give_whole_items_when_asked_for_all_fields(client):
    item = ContentItemFactory(content={"related": []}, body={"html": "<p>A</p>", "text": "A"})

    (whole,) = client.get("/api/v1/posts/", {"fields": "all"}).json()["results"]
    (cut,) = client.get("/api/v1/posts/", {"fields": "all", "body": "text"}).json()["results"]

    assert whole == client.get(address(item)).json()
    assert cut == {**whole, "body": {"text": "A"}}


@pytest.mark.parametrize("name", ["limit", "cursor", "topic", "slug", "nonsense"])
def test_a_single_item_takes_no_filter(client, name):
    item = ContentItemFactory()

    response = client.get(address(item), {name: "1"})

    assert response.status_code == 400
    assert response.json()["errors"][0]["allowed"] == ["fields", "body"]


def test_body_is_no_parameter_of_what_has_none(client):
    item = ContentItemFactory(kind="topics")

    assert client.get(address(item), {"body": "html"}).status_code == 400


@pytest.mark.parametrize(
    "item_id",
    [
        "1",
        "x",
        "9" * 40,
        "%00",
        "00000000-0000-0000-0000-00000000000g",
        "{00000000-0000-0000-0000-000000000000}",
        "00000000000000000000000000000000",
        "ü",
        "x" * 3000,
    ],
)
def test_what_is_no_id_is_not_found(client, item_id):
    assert "ids are UUIDs" in problem(client, f"/api/v1/posts/{item_id}/", 404)["detail"]


def test_what_never_was_public_is_not_found(client):
    problem(client, f"/api/v1/posts/{uuid4()}/", 404)
    problem(client, address(ContentItemFactory(public=False, change=None)), 404)
    problem(client, address(ContentItemFactory(public=True, change=None)), 404)


def test_an_item_is_found_under_its_own_kind_only(client):
    items = one_of_each_kind()

    problem(client, address(items["posts"], "offers"), 404)
    problem(client, address(items["posts"], "items"), 404)
    problem(client, address(TombstoneFactory(), "offers"), 404)


def test_a_withdrawn_item_says_why_and_what_there_is_instead(client):
    other = ContentItemFactory(kind="offers", title="Instead")
    item = TombstoneFactory(reason="It is out of date.", replaced_by=other)

    told = problem(client, address(item), 410)

    assert told["reason"] == "It is out of date."
    assert told["replaced_by"] == {
        "id": str(other.pk),
        "kind": "offers",
        "title": "Instead",
        "self": f"http://testserver/api/v1/offers/{other.pk}/",
        "url": other.url,
    }


def test_a_withdrawn_item_without_reason_or_replacement_says_so(client):
    told = problem(client, address(TombstoneFactory()), 410)

    assert told["reason"] is None
    assert told["replaced_by"] is None


@pytest.mark.parametrize("state", [{"public": False}, {"expires_at": timezone.now()}])
def test_a_replacement_that_is_not_public_itself_is_not_named(client, state):
    hidden = ContentItemFactory(title="Secret", **state)
    response = client.get(address(TombstoneFactory(replaced_by=hidden)))

    assert response.json()["replaced_by"] is None
    assert b"Secret" not in response.content


def test_an_expired_item_is_gone_at_once(client):
    item = ContentItemFactory(expires_at=timezone.now() - timedelta(seconds=1))

    assert "date that has passed" in problem(client, address(item), 410)["reason"]


def test_an_item_that_is_gone_costs_one_query_more(client, django_assert_num_queries):
    item = TombstoneFactory(replaced_by=ContentItemFactory())

    with django_assert_num_queries(2):
        problem(client, address(item), 410)
