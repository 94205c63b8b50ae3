"""The fields of the feed's JSON, described for people out of the OpenAPI document."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Schema = dict[str, Any]

LONGEST_EXAMPLE = 100  # characters, beyond which one is cut: whole items show the rest

_FORMATS = {"uuid": "UUID", "uri": "address", "date-time": "moment", "double": "number"}


class Part(NamedTuple):
    """A piece of a type’s name; `anchor` says where on the page it is explained."""

    text: str
    anchor: str = ""


class Field(NamedTuple):
    """A field of the JSON."""

    name: str
    type: list[Part]
    meaning: SafeString
    example: str


@dataclass(frozen=True)
class Shape:
    """A JSON object with its fields; `more` are those that only a whole item has."""

    anchor: str
    title: str
    meaning: SafeString
    fields: list[Field]
    more: list[Field] = field(default_factory=list)
    example: str = ""


def prose(text: str) -> SafeString:
    """Give a sentence as HTML, with what stands between backticks as code."""
    pieces = enumerate(text.split("`"))
    return format_html_join(
        "", "{}", ((format_html("<code>{}</code>", p) if n % 2 else p,) for n, p in pieces)
    )


def pretty(value: Any) -> str:
    """Give JSON as people read it."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def shape_of(name: str, components: Mapping[str, Schema]) -> Shape:
    """Describe a component."""
    component = components[name]
    fields = fields_of(component["properties"], components)
    return Shape(anchor_of(name), name, prose(component.get("description", "")), fields)


def fields_of(properties: Mapping[str, Schema], components: Mapping[str, Schema]) -> list[Field]:
    """Describe fields. One without words of its own means what its shape means."""
    fields = []
    for name, schema in properties.items():
        type_ = list(_type(schema, components))
        shape = next((components[part.text] for part in type_ if part.text in components), {})
        meaning = schema.get("description") or shape.get("description", "")
        examples = schema.get("examples", [])
        example = short(examples[0]) if examples else ""
        fields.append(Field(name, type_, prose(meaning), example))
    return fields


def short(value: Any) -> str:
    """Give an example on one line."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_EXAMPLE else f"{text[:LONGEST_EXAMPLE]}…"


def name_of(reference: Schema) -> str:
    """Give the name of the component that is referred to."""
    return str(reference["$ref"].rpartition("/")[2])


def anchor_of(component: str) -> str:
    """Give where on the page a component is explained."""
    return f"shape-{component.lower()}"


def _type(schema: Schema, components: Mapping[str, Schema]) -> Iterator[Part]:
    """Name a type in words."""
    if "$ref" in schema:
        name = name_of(schema)
        one_kind = "properties" in components[name]
        yield Part(name, anchor_of(name)) if one_kind else Part("item", "items")
    elif choices := schema.get("allOf") or schema.get("oneOf") or schema.get("anyOf"):
        yield from _joined(_type(choice, components) for choice in choices)
    elif "enum" in schema:
        yield Part(", ".join("null" if word is None else f"“{word}”" for word in schema["enum"]))
    elif isinstance(schema.get("type"), list):
        yield from _joined(_type({**schema, "type": one}, components) for one in schema["type"])
    elif schema.get("type") == "array":
        yield Part("list of ")
        yield from _type(schema["items"], components)
    else:
        kind = str(schema.get("type", "anything"))
        yield Part(kind if kind == "null" else _FORMATS.get(schema.get("format", ""), kind))


def _joined(types: Iterable[Iterable[Part]]) -> Iterator[Part]:
    for position, one in enumerate(types):
        if position:
            yield Part(" or ")
        yield from one
