"""The OpenAPI document, made from what the views, the parameters and the serializers say."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.urls import include, path
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from cms.feed import examples
from cms.feed.envelopes import CursorExpiredSerializer, ProblemSerializer, WithdrawnSerializer
from cms.feed.errors import CURSOR_EXPIRED, MEDIA_TYPE, PROBLEM_TYPES
from cms.feed.parameter_types import MOST_VALUES, Parameter, Selection
from cms.feed.payloads import ALWAYS
from cms.feed.shapes import BodySerializer
from cms.publication.kinds import KINDS
from cms.publication.registry import presentation

JSON = "application/json"
#: The headers of answers, with their meaning.
HEADERS = {
    "ETag": "Names this very answer. Send it back as `If-None-Match`: 304 means nothing changed.",
    "Cache-Control": "How long the answer may be kept. Shorter when an offer is about to open "
    "or close.",
    "Last-Modified": "When the item last changed. `If-Modified-Since` works too; `If-None-Match` "
    "is exact.",
    "Content-Location": "The address of the item itself.",
    "Link": "`next` and `previous` once more, for clients that follow links (RFC 8288).",
    "RateLimit-Policy": "How many requests (`q`) are answered in how many seconds (`w`), counted "
    "by address.",
    "RateLimit": "How many of them are left (`r`), and in how many seconds (`t`) they are counted "
    "anew.",
    "Retry-After": "With 429: how many seconds to wait.",
}
_PROBLEMS = {
    "withdrawn": WithdrawnSerializer,
    CURSOR_EXPIRED.name: CursorExpiredSerializer,
}
#: What the list of required properties cannot say, because requests may narrow an item.
UNLESS_NARROWED = (
    "Without `fields` and `body`, every property is present that does not say otherwise."
)


@dataclass(frozen=True)
class Operation:
    """What a view says of itself. `answer` is a serializer class, or a schema."""

    id: str
    summary: str
    description: str
    answer: Any
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    in_path: Mapping[str, str] = field(default_factory=dict)
    headers: tuple[str, ...] = ("ETag", "Cache-Control")
    #: Names of problem types.
    problems: tuple[str, ...] = ("bad-request",)
    #: The media type of the answer.
    format: str = JSON
    #: Whether it may lead to another address.
    leads_on: bool = False


class FeedSchema(AutoSchema):
    """Writes down what a view's `operation()` says."""

    @property
    def operation(self) -> Operation:
        """Give what the view says of itself."""
        view: Any = self.view
        operation: Operation = view.operation()
        return operation

    def is_excluded(self) -> bool:
        """Leave out views that say nothing of themselves."""
        return not hasattr(self.view, "operation")

    def get_operation_id(self) -> str:
        """Give the operation's id, the same in every release."""
        return self.operation.id

    def get_summary(self) -> str:
        """Give the operation's title."""
        return self.operation.summary

    def get_description(self, *_: Any) -> str:
        """Give the operation's description."""
        return self.operation.description

    def get_tags(self) -> list[str]:
        """Give the kind it is about."""
        return [getattr(self.view, "kind", "feed")]

    def get_auth(self) -> list[dict[str, Any]]:
        """Say that nobody has to identify themselves."""
        return []

    def get_override_parameters(self) -> list[Any]:
        """Give the parameters and the headers."""
        operation = self.operation
        in_path = [
            OpenApiParameter(
                name,
                {"type": "string", "format": "uuid"},
                location=OpenApiParameter.PATH,
                required=True,
                description=meaning,
            )
            for name, meaning in operation.in_path.items()
        ]
        given = [_described(parameter) for parameter in operation.parameters.values()]
        condition = OpenApiParameter(
            "If-None-Match",
            {"type": "string"},
            location=OpenApiParameter.HEADER,
            description="The `ETag` of the answer you have: 304 if it is still the one.",
        )
        return [*in_path, *given, condition, *_headers(operation.headers), *_limits()]

    def get_response_serializers(self) -> Any:
        """Give the answers: the good one, the one for who has it already, the problems."""
        operation = self.operation
        return {
            (200, operation.format): OpenApiResponse(operation.answer, "What was asked for."),
            **({301: OpenApiResponse(description="It moved.")} if operation.leads_on else {}),
            304: OpenApiResponse(description="You have it already: it has not changed."),
            **{
                (kind.status, MEDIA_TYPE): OpenApiResponse(
                    _PROBLEMS.get(kind.name, ProblemSerializer), f"{kind.title}. {kind.advice}"
                )
                for kind in PROBLEM_TYPES
                if kind.name in (*operation.problems, "too-many-requests")
            },
        }


def _described(parameter: Parameter) -> OpenApiParameter:
    schema = parameter.schema()
    lists = parameter.repeatable and not isinstance(parameter, Selection)
    return OpenApiParameter(
        parameter.name,
        {"type": "array", "maxItems": MOST_VALUES, "items": schema} if lists else schema,
        description=f"{parameter.meaning} Repeat it for any of several."
        if lists
        else parameter.meaning,
        required=parameter.required,
        # `topic=a&topic=b`, but `fields=a,b`
        style="form" if parameter.repeatable else None,
        explode=lists if parameter.repeatable else None,
    )


def _headers(names: Iterable[str]) -> list[OpenApiParameter]:
    return [
        OpenApiParameter(
            name,
            {"type": "string"},
            location=OpenApiParameter.HEADER,
            description=HEADERS[name],
            response=[200, 304] if name != "Link" else [200],
        )
        for name in names
    ]


def _limits() -> Iterable[OpenApiParameter]:
    for name in ("RateLimit-Policy", "RateLimit", "Retry-After"):
        yield OpenApiParameter(
            name,
            {"type": "string"},
            location=OpenApiParameter.HEADER,
            description=HEADERS[name],
            response=[429] if name == "Retry-After" else True,
        )


def finished(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Say what serializers cannot: which kind each shape has, and what `fields` and `body` do."""
    components = result["components"]["schemas"]
    del components[_component(BodySerializer)]["required"]
    item = components["Change"]["properties"]["item"]
    components["Change"]["properties"]["item"] = {
        "oneOf": [dict(item), {"type": "null"}],
        "description": "The item, as lists have it; null when it is withdrawn.",
    }
    for kind in KINDS:
        presenter = presentation(kind)
        names = [_component(presenter.detail_serializer), _component(presenter.summary_serializer)]
        for item in (components[name] for name in set(names)):
            item["required"] = sorted(ALWAYS)
            item["description"] += f" {UNLESS_NARROWED}"
            item["properties"]["kind"] = {"const": kind, "description": f"Always `{kind}`."}
        whole, summary = (components[name]["properties"] for name in names)
        if "body" in whole and "body" not in summary:
            meaning = "Only where `body` or `fields` asks for it."
            summary["body"] = {**whole["body"], "description": meaning}
    examples.tell(components)
    for component in components.values():
        for schema in component.get("properties", {}).values():
            schema.pop("x-spec-enum-id", None)
            schema.get("items", {}).pop("x-spec-enum-id", None)
    return result


def _component(serializer: type) -> str:
    return serializer.__name__.removesuffix("Serializer")


@cache
def document() -> dict[str, Any]:
    """Give the OpenAPI document. It is the same as long as the process lives."""
    patterns = [path("api/", include("cms.feed.urls"))]
    generator: Any = SchemaGenerator
    schema: dict[str, Any] = generator(patterns=patterns).get_schema(public=True)
    return schema


@cache
def document_json() -> str:
    """Give the OpenAPI document as JSON."""
    return json.dumps(document(), ensure_ascii=False, indent=1)
