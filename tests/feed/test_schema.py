"""The OpenAPI document: valid, complete, and true of what is served."""

import json

import jsonschema
import pytest
from openapi_spec_validator import validate

from cms.feed import parameters
from cms.feed.parameter_types import MOST_VALUES
from cms.feed.schema import UNLESS_NARROWED, document
from cms.publication.kinds import KINDS
from cms.publication.registry import presentation
from tests.factories.publication import ContentItemFactory, TombstoneFactory
from tests.feed.real import publish_everything

pytestmark = pytest.mark.django_db

#: What requests may ask of items: all, or less.
ASKED = [
    {},
    {"fields": "title"},
    {"fields": "title", "body": "text"},
    {"body": "html"},
    {"body": "none"},
    {"body": "html,blocks,text"},
]


@pytest.fixture(scope="module")
def real_content(once):
    once(publish_everything)


def answers_to(path, status=200):
    """Give the JSON Schema of what a path answers, with everything it refers to."""
    content = document()["paths"][path]["get"]["responses"][str(status)]["content"]
    (media_type,) = content.values()
    return {**media_type["schema"], "components": document()["components"]}


def check(answer, schema):
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(schema, format_checker=checker).validate(answer)


def test_it_is_served_as_json(client):
    response = client.get("/api/v1/schema/")

    assert response["Content-Type"] == "application/json"
    assert response.json()["openapi"] == "3.1.0"
    assert response.json() == document()


def test_it_is_valid():
    validate(document())


def test_it_holds_every_address_and_nothing_else():
    assert set(document()["paths"]) == {
        "/api/v1/",
        "/api/v1/items/",
        "/api/v1/changes/",
        "/api/v1/snapshot/",
        "/api/v1/resolve/",
        "/api/v1/schema/",
        *(f"/api/v1/{kind}/" for kind in KINDS),
        *(f"/api/v1/{kind}/{{id}}/" for kind in KINDS),
    }


def test_everything_it_names_can_be_asked_for(client):
    for path in document()["paths"]:
        if "{" not in path:
            assert client.get(path).status_code == (400 if "resolve" in path else 200)


@pytest.mark.parametrize("kind", [*KINDS, "items"])
def test_it_lists_the_parameters_that_are_taken(kind):
    def listed(path):
        given = document()["paths"][path]["get"]["parameters"]
        return [each["name"] for each in given if each["in"] == "query"]

    assert listed(f"/api/v1/{kind}/") == list(parameters.of_list(kind))
    if kind in KINDS:
        assert listed(f"/api/v1/{kind}/{{id}}/") == list(parameters.of_item(kind))


def test_it_says_how_much_a_parameter_takes():
    given = document()["paths"]["/api/v1/posts/"]["get"]["parameters"]
    schemas = {each["name"]: each["schema"] for each in given}

    assert schemas["topic"]["maxItems"] == MOST_VALUES
    assert "{1,255}" in schemas["topic"]["items"]["pattern"]
    assert [each["minItems"] for each in schemas["fields"]["anyOf"]] == [1, 1]


def test_every_operation_parameter_header_and_answer_is_described():
    for path, methods in document()["paths"].items():
        operation = methods["get"]
        assert operation["description"], path
        assert operation["summary"], path
        assert all(parameter["description"] for parameter in operation["parameters"]), path
        for response in operation["responses"].values():
            assert response["description"], path
            assert all(header["description"] for header in response.get("headers", {}).values())


def test_operations_have_ids_of_their_own():
    ids = [methods["get"]["operationId"] for methods in document()["paths"].values()]

    assert len(ids) == len(set(ids))


def test_no_name_of_a_choice_can_change_because_none_has_a_name():
    text = json.dumps(document())

    assert "x-spec-enum-id" not in text
    assert not any(name.endswith("Enum") for name in document()["components"]["schemas"])


@pytest.mark.parametrize("kind", KINDS)
def test_the_shapes_name_their_kind(kind):
    serializer = presentation(kind).detail_serializer.__name__.removesuffix("Serializer")

    shape = document()["components"]["schemas"][serializer]

    assert shape["properties"]["kind"]["const"] == kind


@pytest.mark.parametrize("kind", KINDS)
def test_items_are_at_their_own_addresses(get, real_content, kind):
    path = f"/api/v1/{kind}/"

    for item in get(path)["results"]:
        assert item["self"].endswith(f"{path}{item['id']}/")


@pytest.mark.parametrize(
    ("kind", "asked"),
    [(k, asked) for k in KINDS for asked in ASKED if set(asked) <= set(parameters.of_item(k))],
)
def test_what_is_served_is_what_is_described(get, real_content, kind, asked):
    path = f"/api/v1/{kind}/"
    page = get(path, **asked)

    assert page["results"]
    check(page, answers_to(path))
    for item in page["results"]:
        check(get(f"{path}{item['id']}/", **asked), answers_to(f"{path}{{id}}/"))


@pytest.mark.parametrize("asked", ASKED)
def test_the_list_of_all_kinds_is_what_is_described(get, real_content, asked):
    check(get("/api/v1/items/", **asked), answers_to("/api/v1/items/"))


@pytest.mark.parametrize("asked", ASKED)
def test_in_the_list_of_all_kinds_an_item_fits_the_shape_of_its_kind_alone(
    get, real_content, asked
):
    components = document()["components"]
    shapes = components["schemas"]["ItemSummary"]["discriminator"]["mapping"]
    validators = {
        kind: jsonschema.Draft202012Validator({"$ref": shape, "components": components})
        for kind, shape in shapes.items()
    }
    items = get("/api/v1/items/", **asked)["results"]

    assert {item["kind"] for item in items} == set(KINDS)
    for item in items:
        assert [kind for kind, each in validators.items() if each.is_valid(item)] == [item["kind"]]


def test_properties_are_required_but_for_those_that_a_request_may_leave_out():
    shapes = dict(document()["components"]["schemas"])
    del shapes["ItemSummary"], shapes["WholeItem"]
    assert "required" not in shapes.pop("Body")

    for name, shape in shapes.items():
        is_item = "const" in shape["properties"].get("kind", {})
        expected = {"id", "kind"} if is_item else set(shape["properties"]) - {"count"}
        assert set(shape["required"]) == expected, name
        assert shape["description"].count(UNLESS_NARROWED) == is_item, name


@pytest.mark.parametrize("kind", KINDS)
def test_items_hold_the_described_fields_and_no_others(get, real_content, kind):
    (item, *_) = get(f"/api/v1/{kind}/")["results"]
    whole = get(f"/api/v1/{kind}/{item['id']}/")

    assert set(item) == parameters.summary_names(kind)
    assert list(whole) == list(parameters.field_names(kind))


def test_the_service_document_is_what_is_described(client, get):
    service = get("/api/v1/")

    check(service, answers_to("/api/v1/"))
    for name, address in service["links"].items():
        assert client.get(address).status_code == (400 if name == "resolve" else 200), name


def test_problems_are_what_is_described(client):
    bad = client.get("/api/v1/posts/?nonsense=1").json()
    check(bad, answers_to("/api/v1/posts/", 400))

    replaced = TombstoneFactory(replaced_by=ContentItemFactory())
    for item in (replaced, TombstoneFactory()):
        gone = client.get(f"/api/v1/posts/{item.pk}/").json()
        check(gone, answers_to("/api/v1/posts/{id}/", 410))
