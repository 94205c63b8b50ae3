"""The envelopes of the feed: what stands around items, and what comes instead of them.

They only describe (the OpenAPI document is made from them); items themselves are described by
the serializers that the leaves register.
"""

from functools import cache
from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers

from cms.feed.shapes import UtcDateTimeField
from cms.publication.kinds import KINDS
from cms.publication.registry import presentation


class FeedLicenceSerializer(serializers.Serializer[Any]):
    """The licence of the feed."""

    name = serializers.CharField(help_text="What it is called.")
    url = serializers.URLField(help_text="Where its text is.")


class ContactSerializer(serializers.Serializer[Any]):
    """Whom to ask."""

    name = serializers.CharField(help_text="Who answers.")
    url = serializers.URLField(help_text="Where to reach them.")


class ServiceSerializer(serializers.Serializer[Any]):
    """What the feed is, and where everything in it starts."""

    title = serializers.CharField(help_text="What this feed is called.")
    version = serializers.CharField(help_text="The version of the contract, as in the address.")
    change = serializers.IntegerField(
        help_text="The number of the latest change. It only grows; while it stays, so does "
        "everything published."
    )
    licence = FeedLicenceSerializer(
        help_text="What holds for everything here, unless an item names a licence of its own."
    )
    contact = ContactSerializer(help_text="Whom to ask about this feed.")
    links = serializers.DictField(
        child=serializers.URLField(), help_text="Every address to start from, by name."
    )


class ParameterErrorSerializer(serializers.Serializer[Any]):
    """What is wrong with one parameter."""

    parameter = serializers.CharField(help_text="Its name, as it was given.")
    message = serializers.CharField(help_text="What is wrong, for people.")
    allowed = serializers.ListField(
        child=serializers.CharField(),
        help_text="What is allowed: exact values where they can be listed, a description where "
        "not. For an unknown parameter, the names of those that exist.",
    )


class ProblemSerializer(serializers.Serializer[Any]):
    """A problem document (RFC 9457)."""

    type = serializers.CharField(help_text="The sort of problem: an address that explains it.")
    title = serializers.CharField(help_text="The sort of problem, in words.")
    status = serializers.IntegerField(help_text="The HTTP status, again.")
    detail = serializers.CharField(help_text="What went wrong this time, for people.")

    def get_fields(self) -> dict[str, Any]:
        """Add `errors`, a name that a class body may not give to a field."""
        errors = ParameterErrorSerializer(
            many=True, help_text="What is wrong with which parameter. Empty for other problems."
        )
        return {**super().get_fields(), "errors": errors}


class ReplacementSerializer(serializers.Serializer[Any]):
    """The item to show instead of a withdrawn one."""

    id = serializers.UUIDField(help_text="Its id.")
    kind = serializers.ChoiceField(choices=list(KINDS), help_text="Its kind.")
    title = serializers.CharField(help_text="Its title.")
    self = serializers.URLField(help_text="Its address in this feed.")
    url = serializers.URLField(allow_null=True, help_text="Its public page.")


class WithdrawnSerializer(ProblemSerializer):
    """Tells that an item was public and is not any more."""

    reason = serializers.CharField(
        allow_null=True, help_text="Why it is withdrawn, where that may be told."
    )
    replaced_by = ReplacementSerializer(
        allow_null=True, help_text="What to show instead, where there is something."
    )


class CursorExpiredSerializer(ProblemSerializer):
    """Tells that a client has to start again."""

    snapshot = serializers.URLField(help_text="Where to start again, with the same filters.")


class SnapshotStartSerializer(serializers.Serializer[Any]):
    """The first line of a snapshot."""

    change = serializers.IntegerField(help_text="The number of the latest change it holds.")
    cursor = serializers.CharField(help_text="What to give to `/changes/` as `after`.")
    next = serializers.URLField(help_text="The changes from here on, with the same parameters.")


def any_item(*, many: bool = False) -> Any:
    """Describe an item, or items, of any kind as lists give it."""
    return PolymorphicProxySerializer(
        component_name="ItemSummary",
        serializers={each: presentation(each).summary_serializer for each in KINDS},
        resource_type_field_name="kind",
        many=many,
        help_text="The items of this page." if many else "The item as it is now.",
    )


def whole_item() -> Any:
    """Describe a whole item of any kind."""
    return PolymorphicProxySerializer(
        component_name="WholeItem",
        serializers={each: presentation(each).detail_serializer for each in KINDS},
        resource_type_field_name="kind",
    )


@cache
def changes_serializer() -> type[serializers.Serializer[Any]]:
    """Give the description of one page of changes."""
    change: dict[str, Any] = {
        "__doc__": "What last happened to one item.",
        "change": serializers.IntegerField(
            help_text="The number of the change. Where time alone changed an item, its last one."
        ),
        "event": serializers.ChoiceField(
            choices=["published", "updated", "withdrawn"],
            help_text="`withdrawn`: remove your copy, if you have one. Else: store `item`.",
        ),
        "kind": serializers.ChoiceField(choices=list(KINDS), help_text="The item’s kind."),
        "id": serializers.UUIDField(help_text="The item’s id."),
        "url": serializers.URLField(
            allow_null=True, help_text="Its public page, or where that was; null if it has none."
        ),
        "changed_at": UtcDateTimeField(help_text="When it changed."),
        "reason": serializers.CharField(
            allow_null=True, help_text="Why it is withdrawn, where that may be told."
        ),
        "replaced_by": ReplacementSerializer(
            allow_null=True, help_text="What to show instead, where there is something."
        ),
        "item": any_item(),
    }
    page: dict[str, Any] = {
        "__doc__": "One page of changes.",
        "next": serializers.URLField(help_text="What comes after. Keep it; it is always there."),
        "has_more": serializers.BooleanField(
            help_text="Whether to ask `next` at once; else in a minute or more."
        ),
        "results": type("ChangeSerializer", (serializers.Serializer,), change)(
            many=True, help_text="The rows: apply them in this order."
        ),
    }
    return type("ChangesPageSerializer", (serializers.Serializer,), page)


@cache
def page_serializer(kind: str) -> type[serializers.BaseSerializer[Any]]:
    """Give the description of one page of a kind's list; `items`: of the list of all kinds."""
    fields: dict[str, Any] = {
        "next": serializers.URLField(
            allow_null=True, help_text="The next page; null on the last one."
        ),
        "previous": serializers.URLField(
            allow_null=True, help_text="The page before; null on the first one."
        ),
        "count": serializers.IntegerField(
            required=False, help_text="How many items fit, on all pages. Only with `count=true`."
        ),
    }
    if kind == "items":
        name = "Item"
        fields["results"] = any_item(many=True)
    else:
        name = KINDS[kind].singular.title()
        fields["results"] = presentation(kind).summary_serializer(
            many=True, help_text="The items of this page."
        )
    fields["__doc__"] = f"One page of a list of {kind}."
    return type(f"{name}PageSerializer", (serializers.Serializer,), fields)
