"""What the blocks of a body have chosen: read for all of them at once when a body is shown."""

from collections import defaultdict
from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from wagtail.blocks import PageChooserBlock, StreamValue
from wagtail.blocks.field_block import ChooserBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

#: Rows of which only the number is known, by model.
Waiting = dict[type[Model], list[Any]]

_waiting: ContextVar[Waiting | None] = ContextVar("waiting", default=None)


def read_chosen(bodies: Iterable[Any]) -> list[Any]:
    """Read what some bodies show of what they have chosen, in one query for each model; give it.

    Of what they only link to, nothing is read here but the number that is stored in the body. A
    row that does not exist any more stays one of which only that is known.
    """
    waiting: Waiting = defaultdict(list)
    before = _waiting.set(waiting)
    try:
        for body in bodies:
            if isinstance(body, StreamValue):
                list(body)
    finally:
        _waiting.reset(before)
    read = []
    for model, rows in waiting.items():
        found = model._default_manager.in_bulk({row.pk for row in rows})
        for row in rows:
            if row.pk in found:
                row.__dict__.update(found[row.pk].__dict__)
                read.append(row)
    return read


class ReadAtOnceBlock(ChooserBlock):
    """Chooses a row, which waits for the others while `read_chosen` is at work."""

    #: The block of Wagtail’s that migrations know it as: what is stored is the same.
    known_as = ""
    #: Whether the block shows more of the row than a link to it.
    shows_row = False

    def bulk_to_python(self, values: list[Any]) -> list[Any]:
        """Give the rows, or such as know nothing yet but their numbers."""
        waiting = _waiting.get()
        if waiting is None:
            return list(super().bulk_to_python(values))
        rows = [None if pk is None else _numbered(self.model_class, pk) for pk in values]
        if self.shows_row:
            waiting[self.model_class] += [row for row in rows if row is not None]
        return rows

    def deconstruct(self) -> tuple[str, Any, Any]:
        """Pass for the block it is made of."""
        _, args, kwargs = super().deconstruct()
        return self.known_as, args, kwargs


class PictureChooserBlock(ReadAtOnceBlock, ImageChooserBlock):
    """Chooses a picture of the library."""

    known_as = "wagtail.images.blocks.ImageChooserBlock"
    shows_row = True


class LinkedDocumentBlock(ReadAtOnceBlock, DocumentChooserBlock):
    """Chooses a document to link to."""

    known_as = "wagtail.documents.blocks.DocumentChooserBlock"


class LinkedPageBlock(ReadAtOnceBlock, PageChooserBlock):
    """Chooses a page to link to."""

    known_as = "wagtail.blocks.PageChooserBlock"


class FormChooserBlock(ReadAtOnceBlock, PageChooserBlock):
    """Chooses a sign-up form to be filled in where it stands."""

    known_as = "wagtail.blocks.PageChooserBlock"
    shows_row = True


def _numbered(model: type[Model], pk: Any) -> Model:
    """Give a row of which nothing is known but its number."""
    keys = [field.attname for field in model._meta.concrete_fields if field.primary_key]
    parents = [field.attname for field in model._meta.concrete_fields if field.name == "id"]
    names = list(dict.fromkeys(parents + keys))
    return model.from_db(DEFAULT_DB_ALIAS, names, [pk] * len(names))
