"""What the documentation says, read out of the code that does it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.utils.safestring import SafeString

from cms.blocks.body import BodyBlock
from cms.blocks.markup import ALLOWED, SCHEMES
from cms.blocks.values import VALUES
from cms.feed.checks import CLIENT
from cms.feed.errors import PROBLEM_TYPES, ProblemType
from cms.feed.examples import ENVELOPES
from cms.feed.fields import Schema, Shape, fields_of, name_of, pretty, prose, shape_of
from cms.feed.parameters import BODY_FORMATS
from cms.feed.schema import HEADERS, UNLESS_NARROWED, document
from cms.publication.kinds import KINDS
from cms.publication.registry import presentation

#: What parameters allow whose schema does not say it in words for people.
_ALLOWED = {
    "cursor": "",
    "after": "",
    "search": "up to 20 words in up to 200 characters",
    "slug": "a slug",
    "fields": "names of fields, with commas between them",
    "body": f"none, or any of {', '.join(BODY_FORMATS)} with commas between them",
    "url": "a whole address, or a path that begins with a slash",
}


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
class Block:
    """A type of block, with what its value holds."""

    name: str
    description: str
    meaning: SafeString
    parts: dict[str, SafeString]
    example: str


@dataclass(frozen=True)
class Manual:
    """Everything that the documentation says, ready to be printed."""

    version: str
    addresses: list[Address]
    parameters: list[Explained]
    common: Shape
    kinds: list[Shape]
    shapes: list[Shape]
    blocks: list[Block]
    elements: dict[str, list[str]]
    schemes: list[str]
    row: str
    problems: list[ProblemType]
    headers: dict[str, SafeString]
    client: str


@cache
def manual() -> Manual:
    """Read the documentation out of the code."""
    described = document()
    components: dict[str, Schema] = described["components"]["schemas"]
    addresses, explained = _addresses(described["paths"])
    pairs = {kind: _components_of(kind, described["paths"], components) for kind in KINDS}
    summaries = [set(components[summary]["properties"]) for summary, _ in pairs.values()]
    shared = set.intersection(*summaries)
    first = components[pairs["posts"][0]]["properties"]
    kind = {**first["kind"], "enum": list(KINDS), "description": "What sort of item it is."}
    every = {name: each for name, each in {**first, "kind": kind}.items() if name in shared}
    lists = {_answer(described["paths"][f"/api/v1/{kind}/"]) for kind in KINDS}
    told = lists.union(*pairs.values())
    return Manual(
        described["info"]["version"],
        addresses,
        explained,
        Shape("every-item", "Every item", SafeString(), fields_of(every, components)),
        [_kind(kind, pair, shared, components) for kind, pair in pairs.items()],
        [
            shape_of(name, components)
            for name, component in sorted(components.items())
            if name not in told and "properties" in component
        ],
        [_block(name) for name in BodyBlock().child_blocks],
        {name: sorted(attributes) for name, attributes in ALLOWED.items()},
        sorted(SCHEMES),
        pretty(ENVELOPES["ChangesPage"]["results"][0]),
        [problem._replace(advice=prose(problem.advice)) for problem in PROBLEM_TYPES],
        {name: prose(meaning) for name, meaning in HEADERS.items()},
        CLIENT.read_text(),
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
    if parameter["name"] in _ALLOWED:
        return _ALLOWED[parameter["name"]]
    schema = parameter["schema"]
    schema = schema.get("items", schema)
    if "maximum" in schema:
        default = schema["default"]
        return f"{schema['minimum']} to {schema['maximum']}; {default} if left out"
    if "anyOf" in schema:
        return "a date, 2026-03-01, or a moment, 2026-03-01T09:00:00Z"
    if "enum" in schema:
        return ", ".join(schema["enum"])
    return "true or false" if schema["type"] == "boolean" else "a slug or an id"


def _components_of(
    kind: str, paths: dict[str, Any], components: Mapping[str, Schema]
) -> tuple[str, str]:
    """Give the names of the components that describe a kind in lists, and whole."""
    page = _answer(paths[f"/api/v1/{kind}/"])
    results = components[page]["properties"]["results"]
    return name_of(results["items"]), _answer(paths[f"/api/v1/{kind}/{{id}}/"])


def _answer(methods: dict[str, Any]) -> str:
    return name_of(methods["get"]["responses"]["200"]["content"]["application/json"]["schema"])


def _kind(
    kind: str, pair: tuple[str, str], shared: set[str], components: Mapping[str, Schema]
) -> Shape:
    """Describe a kind: what its lists add to what every item has, and what single items add."""
    summary, whole = (components[name]["properties"] for name in pair)
    in_lists = {name: schema for name, schema in summary.items() if name not in shared}
    more = {name: schema for name, schema in whole.items() if name not in summary}
    return Shape(
        kind,
        KINDS[kind].title,
        prose(components[pair[1]]["description"].removesuffix(f" {UNLESS_NARROWED}")),
        fields_of(in_lists, components),
        fields_of(more, components),
        pretty(presentation(kind).example),
    )


def _block(name: str) -> Block:
    """Describe a type of block."""
    told = VALUES[name]
    return Block(
        name,
        str(BodyBlock().child_blocks[name].meta.description),
        prose(told.meaning),
        {path: prose(meaning) for path, meaning in told.parts.items()},
        pretty(told.example),
    )
