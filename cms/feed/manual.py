"""What the documentation says, read out of the OpenAPI document."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cms.feed.errors import PROBLEM_TYPES, ProblemType
from cms.feed.parameters import RANGES
from cms.feed.schema import HEADERS, document
from cms.publication.kinds import KINDS

Schema = dict[str, Any]


class Part(NamedTuple):
    """A piece of a type’s name; `anchor` says where on the page it is explained."""

    text: str
    anchor: str = ""


class Field(NamedTuple):
    """A field of the JSON."""

    name: str
    type: list[Part]
    meaning: SafeString


@dataclass(frozen=True)
class Shape:
    """A JSON object with its fields; `more` are those that only a whole item has."""

    anchor: str
    title: str
    meaning: SafeString
    fields: list[Field]
    more: list[Field] = field(default_factory=list)


@dataclass(frozen=True)
class Address:
    """Something to ask for."""

    anchor: str
    path: str
    title: str
    meaning: SafeString
    parameters: list[str]


@dataclass
class Explained:
    """A query parameter, with the addresses that take it."""

    name: str
    meaning: SafeString
    allowed: str
    addresses: list[Address] = field(default_factory=list)


@dataclass(frozen=True)
class Manual:
    """Everything that the documentation says, ready to be printed."""

    version: str
    addresses: list[Address]
    parameters: list[Explained]
    common: Shape
    kinds: list[Shape]
    shapes: list[Shape]
    problems: list[ProblemType]
    headers: dict[str, SafeString]


def prose(text: str) -> SafeString:
    """Give a sentence as HTML, with what stands between backticks as code."""
    pieces = enumerate(text.split("`"))
    return format_html_join(
        "", "{}", ((format_html("<code>{}</code>", p) if n % 2 else p,) for n, p in pieces)
    )


@cache
def manual() -> Manual:
    """Read the documentation out of the OpenAPI document."""
    described = document()
    components: dict[str, Schema] = described["components"]["schemas"]
    addresses, explained = _addresses(described["paths"])
    pairs = {kind: _components_of(kind, described["paths"], components) for kind in KINDS}
    summaries = [set(components[summary]["properties"]) for summary, _ in pairs.values()]
    shared = set.intersection(*summaries)
    kinds = [_kind(kind, pair, shared, components) for kind, pair in pairs.items()]
    first = components[pairs["posts"][0]]["properties"]
    first = {**first, "kind": {"enum": list(KINDS), "description": "What sort of item it is."}}
    common = Shape(
        "every-item",
        "Every item",
        prose("What items of all kinds have."),
        _fields({name: schema for name, schema in first.items() if name in shared}, components),
    )
    pages = {_answer(described["paths"][f"/api/v1/{kind}/"]) for kind in (*KINDS, "items")}
    choices = {name for name, component in components.items() if "properties" not in component}
    told = {name for pair in pairs.values() for name in pair} | pages | choices
    shapes = [
        Shape(
            _anchor(name),
            name,
            prose(component.get("description", "")),
            _fields(component["properties"], components),
        )
        for name, component in sorted(components.items())
        if name not in told
    ]
    return Manual(
        described["info"]["version"],
        addresses,
        explained,
        common,
        kinds,
        shapes,
        [problem._replace(advice=prose(problem.advice)) for problem in PROBLEM_TYPES],
        {name: prose(meaning) for name, meaning in HEADERS.items()},
    )


def _addresses(paths: dict[str, Any]) -> tuple[list[Address], list[Explained]]:
    """Give the addresses, and the parameters in the order in which they first come up."""
    addresses: list[Address] = []
    explained: dict[str, Explained] = {}
    for path, methods in paths.items():
        operation = methods["get"]
        given = [each for each in operation.get("parameters", []) if each["in"] == "query"]
        address = Address(
            operation["operationId"].replace("_", "-"),
            path,
            operation["summary"],
            prose(operation["description"]),
            [each["name"] for each in given],
        )
        addresses.append(address)
        for each in given:
            about = explained.setdefault(
                each["name"],
                Explained(each["name"], prose(each["description"]), _allowed(each)),
            )
            about.addresses.append(address)
    return addresses, list(explained.values())


def _allowed(parameter: Schema) -> str:
    """Say in words what a parameter allows."""
    schema = parameter["schema"]
    schema = schema.get("items", schema)
    if parameter["name"] == "fields":
        return "names of fields, with commas between them"
    if "maximum" in schema:
        default = schema["default"]
        return f"{schema['minimum']} to {schema['maximum']}; {default} if left out"
    if "enum" in schema:
        return ", ".join(schema["enum"])
    words = {
        "cursor": "",
        "after": "",
        "slug": "a slug",
        "url": "an address, or its path",
        "count": "true or false",
        **dict.fromkeys(RANGES, "a date or a moment"),
    }
    return words.get(parameter["name"], "a slug or an id")


def _components_of(
    kind: str, paths: dict[str, Any], components: dict[str, Schema]
) -> tuple[str, str]:
    """Give the names of the components that describe a kind in lists, and whole."""
    page = _answer(paths[f"/api/v1/{kind}/"])
    results = components[page]["properties"]["results"]
    return _name(results["items"]), _answer(paths[f"/api/v1/{kind}/{{id}}/"])


def _answer(methods: dict[str, Any]) -> str:
    [answer] = methods["get"]["responses"]["200"]["content"].values()
    return _name(answer["schema"])


def _name(reference: Schema) -> str:
    return str(reference["$ref"].rpartition("/")[2])


def _kind(
    kind: str, pair: tuple[str, str], shared: set[str], components: dict[str, Schema]
) -> Shape:
    """Describe a kind: what its lists add to what every item has, and what single items add."""
    summary, whole = (components[name]["properties"] for name in pair)
    in_lists = {name: schema for name, schema in summary.items() if name not in shared}
    more = {name: schema for name, schema in whole.items() if name not in summary}
    meaning = prose(components[pair[1]].get("description", ""))
    return Shape(
        kind,
        KINDS[kind].title,
        meaning,
        _fields(in_lists, components),
        _fields(more, components),
    )


def _fields(properties: dict[str, Schema], components: dict[str, Schema]) -> list[Field]:
    """Describe fields. One without words of its own means what its shape means."""
    fields = []
    for name, schema in properties.items():
        type_ = list(_type(schema))
        shape = next((components[part.text] for part in type_ if part.text in components), {})
        meaning = schema.get("description") or shape.get("description", "")
        fields.append(Field(name, type_, prose(meaning)))
    return fields


def _type(schema: Schema) -> Iterator[Part]:
    """Name a type in words."""
    if schema.get("$ref", "").endswith(("/ItemSummary", "/WholeItem")):
        yield Part("an item", "every-item")
    elif "$ref" in schema:
        yield Part(_name(schema), _anchor(_name(schema)))
    elif choices := schema.get("allOf") or schema.get("oneOf") or schema.get("anyOf"):
        yield from _joined(_type(choice) for choice in choices)
    elif "enum" in schema:
        yield Part(", ".join("null" if word is None else f"“{word}”" for word in schema["enum"]))
    elif isinstance(schema.get("type"), list):
        yield from _joined(_type({**schema, "type": one}) for one in schema["type"])
    elif schema.get("type") == "array":
        yield Part("list of ")
        yield from _type(schema["items"])
    else:
        kind = str(schema.get("type", "anything"))
        yield Part(kind if kind == "null" else _FORMATS.get(schema.get("format", ""), kind))


_FORMATS = {"uuid": "UUID", "uri": "address", "date-time": "moment", "double": "number"}


def _joined(types: Iterable[Iterable[Part]]) -> Iterator[Part]:
    for position, one in enumerate(types):
        if position:
            yield Part(" or ")
        yield from one


def _anchor(component: str) -> str:
    return f"shape-{component.lower()}"
