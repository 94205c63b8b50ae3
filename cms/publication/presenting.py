"""What presenters need to know while they present a row: addresses, ids, links and pictures."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from operator import attrgetter
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.blocks import StreamValue
from wagtail.models import Page

from cms.blocks.links import Links
from cms.media.pictures import Picture
from cms.pages.addresses import absolute, default_site, name_of
from cms.pages.links import Targets
from cms.publication import bodies
from cms.publication.identities import identify
from cms.publication.models import ContentItem
from cms.publication.registry import presentation, presenter_of, presenters


class Presenting:
    """What presenters need to know while rows are presented: addresses, ids and links."""

    def __init__(self, *, keep: bool = True) -> None:
        """Look up our public address once. Without `keep`, nothing is written (previews)."""
        site = default_site()
        self._root = str(site.root_url)
        #: The name under which all this is published.
        self.publisher = name_of(site)
        self._keep = keep
        self._made: dict[Hashable, Any] = {}
        self._targets = Targets(f"{self._root}/", self._items_of_pages)
        self._linked: dict[str, Model | None] = {}

    def once(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Give what is the same for all rows that are presented with this; it is made once."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def absolute(self, path: str) -> str:
        """Make an address absolute."""
        return absolute(path, self._root)

    def id_of(self, row: Model) -> str | None:
        """Give the id of another row's content item, making one if need be."""
        presenter = presenter_of(row)
        if presenter is None:
            return None
        key = presenter.key(row)
        return str(identify(presenter, [key], keep=self._keep).get(key, "")) or None

    def refer(self, row: Model) -> dict[str, Any]:
        """Give a reference to another row: id, kind, title (also as `name`), slug and url."""
        reference: dict[str, Any] = self.once(row, lambda: self._reference(row))
        return reference

    def _reference(self, row: Model) -> dict[str, Any]:
        presenter = presenter_of(row)
        if presenter is None:
            raise LookupError(f"Nothing presents {row._meta.label}.")
        path = presenter.path(row)
        title = presenter.title(row)
        return {
            "id": self.id_of(row),
            "kind": presenter.kind,
            "title": title,
            "name": title,
            "slug": presenter.slug(row),
            "url": self.absolute(path) if path else None,
        }

    def expect(self, bodies: Iterable[StreamValue | str]) -> None:
        """Find out where some bodies lead, before their links are asked for one by one."""
        self._targets.links(bodies, self._root)

    def links(self, bodies: Iterable[StreamValue | str], path: str | None) -> Links:
        """Resolve the links of some bodies against the address of their page."""
        return self._targets.links(bodies, self.absolute(path or "/"))

    def linked(self, kind: str, links: Links) -> list[dict[str, Any]]:
        """Give references to the items of one kind that some links lead to, each once."""
        ids = links.ids(kind)
        if missing := ids - self._linked.keys():
            self._linked |= dict.fromkeys(missing) | dict(_rows_of(kind, missing))
        rows = [row for item_id in ids if (row := self._linked[item_id])]
        return [self.refer(row) for row in sorted(rows, key=attrgetter("pk"))]

    def body(self, body: StreamValue, links: Links) -> dict[str, Any]:
        """Give the three forms of a body."""
        return bodies.present_body(body, links)

    def rich_text(self, source: str, links: Links) -> dict[str, str]:
        """Give rich text as HTML and as text."""
        return bodies.present_rich_text(source, links)

    def picture(self, shown: Picture | None) -> dict[str, Any] | None:
        """Give a picture as data, with absolute addresses."""
        return shown.at(self.absolute).data() if shown else None

    def _items_of_pages(self, pages: Iterable[int]) -> Mapping[int, tuple[str, str]]:
        """Tell which content item each page has, or stands for."""
        wanted = set(pages)
        found: dict[int, tuple[str, str]] = {}
        types = Page.objects.filter(pk__in=wanted).values_list("content_type", flat=True)
        models = {ContentType.objects.get_for_id(pk).model_class() for pk in set(types)}
        for presenter in presenters():
            keys = dict(presenter.stands_for(wanted))
            if presenter.model in models:
                keys |= {int(key): key for key in presenter.visible(map(str, wanted))}
            ids = identify(presenter, keys.values(), keep=self._keep) if keys else {}
            found |= {pk: (str(ids[key]), presenter.kind) for pk, key in keys.items() if key in ids}
        return found


def _rows_of(kind: str, ids: Iterable[str]) -> Iterable[tuple[str, Model]]:
    """Give the public rows of some items by the items' ids."""
    presenter = presentation(kind)
    items = ContentItem.objects.filter(pk__in=ids)
    keys = {key: str(pk) for key, pk in items.values_list("source_key", "pk")}
    rows = ((presenter.key(row), row) for row in presenter.public_rows(keys))
    return ((keys[key], row) for key, row in rows if key in keys)
