"""An example of everything the feed gives, told field by field in the OpenAPI document."""

from collections.abc import Iterator
from typing import Any

from cms.publication.kinds import KINDS
from cms.publication.registry import presentation

Schema = dict[str, Any]

SITE = "https://commonplace.example"
_POSTS = f"{SITE}/api/v1/posts/"
_REPLACEMENT = {
    "id": "a4b5c6d7-e8f9-4a0b-8c1d-2e3f4a5b6c88",
    "kind": "posts",
    "title": "Who holds the key?",
    "self": f"{_POSTS}a4b5c6d7-e8f9-4a0b-8c1d-2e3f4a5b6c88/",
    "url": f"{SITE}/blog/who-holds-the-key/",
}

#: What stands around items, or comes instead of them, by the name of its component.
ENVELOPES: dict[str, Schema] = {
    "Service": {
        "title": "Commonplace",
        "version": "1",
        "change": 412,
        "licence": {
            "name": "Creative Commons Attribution 4.0",
            "url": "https://creativecommons.org/licenses/by/4.0/",
        },
        "contact": {"name": "The people who run this site", "url": f"{SITE}/about/"},
        "links": {"posts": _POSTS},
    },
    "Problem": {
        "type": f"{SITE}/api/v1/docs/#bad-request",
        "title": "The request is not understood",
        "status": 400,
        "detail": "auhtor: There is no parameter “auhtor” here. Did you mean “author”?",
        "errors": [
            {
                "parameter": "auhtor",
                "message": "There is no parameter “auhtor” here. Did you mean “author”?",
                "allowed": ["limit", "cursor", "topic", "author"],
            }
        ],
    },
    "Withdrawn": {
        "type": f"{SITE}/api/v1/docs/#withdrawn",
        "title": "This was public and is withdrawn",
        "status": 410,
        "detail": "This post was public and is withdrawn.",
        "errors": [],
        "reason": "It told half of the story.",
        "replaced_by": _REPLACEMENT,
    },
    "CursorExpired": {
        "type": f"{SITE}/api/v1/docs/#cursor-expired",
        "title": "Nobody can go on from this place",
        "status": 410,
        "detail": "What happened since then is not known any more. Start again with the snapshot.",
        "errors": [],
        "snapshot": f"{SITE}/api/v1/snapshot/",
    },
    "ChangesPage": {
        "next": f"{SITE}/api/v1/changes/?after=WyJ…",
        "has_more": False,
        "results": [
            {
                "change": 413,
                "event": "withdrawn",
                "kind": "posts",
                "id": "6f1f4f0e-8d0b-4c8e-9a53-0f5a3c1f7b77",
                "url": f"{SITE}/blog/the-long-table/",
                "changed_at": "2026-03-09T11:42:00Z",
                "reason": "It told half of the story.",
                "replaced_by": _REPLACEMENT,
                "item": None,
            }
        ],
    },
    "SnapshotStart": {
        "change": 413,
        "cursor": "WyJ…",
        "next": f"{SITE}/api/v1/changes/?after=WyJ…",
    },
}
#: What pages of lists have around their results.
PAGE = {
    "next": f"{_POSTS}?cursor=WyJ…",
    "previous": f"{_POSTS}?cursor=WyI…",
    "count": 128,
    "results": [],
}


def tell(components: dict[str, Schema]) -> None:
    """Give the properties of all components examples, taken out of whole examples."""
    for kind in KINDS:
        presenter = presentation(kind)
        for serializer in (presenter.detail_serializer, presenter.summary_serializer):
            name = serializer.__name__.removesuffix("Serializer")
            _tell(name, dict(presenter.example), components)
    for name, example in ENVELOPES.items():
        _tell(name, example, components)
    for name, component in components.items():
        if "results" in component.get("properties", {}):
            _tell(name, PAGE, components)


def _tell(name: str, example: Schema, components: dict[str, Schema]) -> None:
    """Tell the examples of one component, and of those inside it. The first that is one stays."""
    for field, schema in components[name]["properties"].items():
        if field not in example:
            continue
        value = example[field]
        if schema.get("examples", [None]) == [None]:
            schema["examples"] = [value]
        inner = list(_components_in(schema))
        if len(inner) == 1:  # any of several kinds has its examples in its own component
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, dict):
                    _tell(inner[0], each, components)


def _components_in(schema: Schema) -> Iterator[str]:
    """Give the names of the components that a property, or each thing in its list, can have."""
    if "$ref" in schema:
        yield schema["$ref"].rpartition("/")[2]
    for key in ("allOf", "oneOf", "anyOf"):
        for choice in schema.get(key, ()):
            yield from _components_in(choice)
    if "items" in schema:
        yield from _components_in(schema["items"])
