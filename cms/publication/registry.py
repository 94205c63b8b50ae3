"""Who presents what. Each leaf's `feed.py` registers its presenters here."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model, QuerySet
from wagtail.blocks import StreamValue
from wagtail.models import Page

from cms.blocks.choosing import read_chosen
from cms.blocks.pictures import pictures_in
from cms.media.pictures import read_files
from cms.pages.models import BodyPage
from cms.pages.visibility import published
from cms.publication.kinds import KINDS

if TYPE_CHECKING:
    from rest_framework.serializers import Serializer

    from cms.publication.presenting import Presenting


class Presenter(ABC):
    """How the rows of one model are presented as content items of one kind.

    A subclass says in `fields()` what goes out; its two serializers list those fields, put them
    into JSON and describe them in the OpenAPI document.
    """

    kind: ClassVar[str]
    model: ClassVar[type[Model]]
    summary_serializer: "ClassVar[type[Serializer[Any]]]"
    detail_serializer: "ClassVar[type[Serializer[Any]]]"
    #: A whole item as the feed gives it, out of which the documentation takes its examples.
    example: ClassVar[Mapping[str, Any]]
    #: Set where the rows are parts of another model's rows, and come and go with them. Their
    #: keys then begin with the number of the whole and a colon.
    part_of: ClassVar[type[Model] | None] = None
    #: Set where the rows' addresses lie under a page of this type, and change with it.
    address_under: ClassVar[type[Page] | None] = None

    #: Whether the rows are pages, so that links to them can be told by page number.
    is_page: ClassVar[bool] = False

    @property
    def source(self) -> str:
        """Give the label that items of this presenter carry."""
        return self.model._meta.label_lower

    def key(self, row: Any) -> str:
        """Give the key that finds the row again, for as long as it lives."""
        return str(row.pk)

    def public_rows(self, keys: Iterable[str] | None = None) -> QuerySet[Any]:
        """Give the rows that anybody may see; all, or those with the given keys."""
        rows = self.model._default_manager.all()
        return rows if keys is None else rows.filter(pk__in=keys)

    def prepare(self, rows: list[Any]) -> None:
        """Read for many rows at once what it takes to present them, where that saves queries."""
        return

    def bodies(self, row: Any) -> Iterable[StreamValue | str]:
        """Give what may hold links: streams, and stored rich text."""
        return ()

    def visible(self, keys: Iterable[str]) -> set[str]:
        """Tell which of some keys belong to rows that anybody may see."""
        return {self.key(row) for row in self.public_rows(keys)}

    def title(self, row: Any) -> str:
        """Give the title."""
        return str(row)

    def slug(self, row: Any) -> str:
        """Give the slug."""
        return str(row.slug)

    def path(self, row: Any) -> str | None:
        """Give the path of the public page; None where there is none."""
        return None

    def published_at(self, row: Any) -> datetime | None:
        """Give when it was first public; None: when it was first presented."""
        return None

    def expires_at(self, row: Any) -> datetime | None:
        """Give when it stops being public, if that is known."""
        return None

    def starts_at(self, row: Any) -> datetime | None:
        """Give when it takes place; None for what does not."""
        return None

    @abstractmethod
    def fields(self, row: Any, presenting: "Presenting") -> dict[str, Any]:
        """Give the values of the fields that the serializers list."""

    def lead(self, fields: Mapping[str, Any]) -> Iterable[str]:
        """Give what its summary says. Searching, it counts for more than the rest."""
        return ()

    def words(self, fields: Mapping[str, Any]) -> Iterable[str]:
        """Give the rest of the texts by which people may look for it."""
        return ()

    def named(self, fields: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
        """Give which other items the fields name: role, and reference with its id and slug.

        Roles are `author`, `topic`, `organisation` and `offer`.
        """
        return ()

    def phases(self, row: Any) -> Iterable[tuple[str, bool, datetime | None, datetime | None]]:
        """Give its states: name, whether people can sign up, from when, until when."""
        return ()

    def rows_below(self, whole: Any) -> Iterable[Model]:
        """Give the parts of a row of `part_of`."""
        return ()

    def stand_ins(self, row: Any) -> Iterable[Model]:
        """Give the other pages that lead to this row."""
        return ()

    def stands_for(self, pages: Iterable[int]) -> Mapping[int, str]:
        """Tell which of some other pages lead to a row of ours: page number to row key."""
        return {}


class PagePresenter(Presenter):
    """How pages are presented."""

    model: ClassVar[type[Page]]
    is_page = True

    def public_rows(self, keys: Iterable[str] | None = None) -> QuerySet[Any]:
        """Give the pages that `published()` lets through."""
        return published(super().public_rows(keys))

    def prepare(self, rows: list[Any]) -> None:
        """Read the bodies, those that have one, with their pictures."""
        if issubclass(self.model, BodyPage):
            bodies = [row.body for row in rows]
            read_chosen(bodies)
            read_files((image, ["full"]) for body in bodies for image in pictures_in(body))

    def bodies(self, row: Any) -> Iterable[StreamValue | str]:
        """Give everything on the page that may hold links."""
        bodies: list[StreamValue | str] = row.bodies()
        return bodies

    def visible(self, keys: Iterable[str]) -> set[str]:
        """Tell which of some keys belong to public pages, without reading the pages."""
        return {str(pk) for pk in self.public_rows(keys).values_list("pk", flat=True)}

    def title(self, row: Any) -> str:
        """Give the page's title."""
        return str(row.title)

    def path(self, row: Any) -> str | None:
        """Give the page's path."""
        path: str | None = row.get_url()
        return path

    def published_at(self, row: Any) -> datetime | None:
        """Give the date that editors can correct."""
        moment: datetime | None = row.first_published_at
        return moment

    def expires_at(self, row: Any) -> datetime | None:
        """Give the page's expiry."""
        moment: datetime | None = row.expire_at
        return moment


_by_kind: dict[str, Presenter] = {}
_by_source: dict[str, Presenter] = {}


def register(presenter: Presenter) -> None:
    """Register the presenter of a kind.

    Raises ImproperlyConfigured for a kind that does not exist or already has a presenter.
    """
    if presenter.kind not in KINDS:
        raise ImproperlyConfigured(f"There is no kind {presenter.kind!r} of content item.")
    if presenter.kind in _by_kind:
        raise ImproperlyConfigured(f"The kind {presenter.kind!r} already has a presenter.")
    _by_kind[presenter.kind] = presenter
    _by_source[presenter.source] = presenter


def presentation(kind: str) -> Presenter:
    """Give the presenter of a kind. Raises KeyError when none is registered."""
    return _by_kind[kind]


def presenter_of(row: Model | type[Model]) -> Presenter | None:
    """Give the presenter of a row or a model; None where it is not presented."""
    return _by_source.get(row._meta.label_lower)


def presenter_for(source: str) -> Presenter:
    """Give the presenter of an item's source. Raises KeyError when none is registered."""
    return _by_source[source]


def presenters() -> list[Presenter]:
    """Give all presenters, in the order of `KINDS`."""
    return [_by_kind[kind] for kind in KINDS if kind in _by_kind]


def addressed_under(row: Model) -> list[Model]:
    """Give the public rows whose addresses lie under a page."""
    found = (presenter for presenter in presenters() if presenter.address_under is type(row))
    return [inner for presenter in found for inner in presenter.public_rows()]


def parts_of(model: type[Model]) -> list[Presenter]:
    """Give the presenters of the parts of a model's rows."""
    return [presenter for presenter in presenters() if presenter.part_of is model]
