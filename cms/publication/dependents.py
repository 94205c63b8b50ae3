"""Dependency resolution: find the presented rows that show something of other rows."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from wagtail.models import Page, ReferenceIndex

from cms.publication.models import ContentItem
from cms.publication.registry import addressed_under, parts_of, presenter_of

#: Source label to row keys.
Sources = dict[str, set[str]]

#: Below a post stand its author's portrait and biography, with links: what changes there is two
#: steps from the post. Nothing shows anything farther away.
STEPS = 2

#: A row as the reference index knows it: the content type of its base model, and its key.
Node = tuple[int, str]


def dependents_of(rows: Iterable[Model]) -> Sources:
    """Give the rows that show, or may show, something of these.

    By Wagtail's reference index (foreign keys, choosers, links in text), and by the items that
    name theirs, which also covers what the index leaves out (many-to-many fields). Rows whose
    addresses lie under one of these are among them, with what shows them in turn.
    """
    rows = list(rows)
    moved = [inner for row in rows for inner in addressed_under(row)]
    sources = with_parts(moved)
    rows += moved
    for item in _naming(rows):
        sources[item.source].add(item.source_key)
    found: set[Node] = set()
    frontier = {_node(row) for row in rows}
    for _ in range(STEPS):
        frontier = _referring(frontier) - found
        found |= frontier
    for model, keys in _models_of(found).items():
        presenter = presenter_of(model)
        if presenter:
            sources[presenter.source] |= keys
    return sources


def _node(row: Model) -> Node:
    base = (row._meta.get_parent_list() or [type(row)])[-1]
    content_type = ContentType.objects.get_for_model(base, for_concrete_model=False)
    return content_type.pk, str(row.pk)


def _referring(nodes: set[Node]) -> set[Node]:
    """Give what refers to some rows directly."""
    if not nodes:
        return set()
    keys: dict[int, list[str]] = defaultdict(list)
    for content_type, key in nodes:
        keys[content_type].append(key)
    condition = Q()
    for content_type, wanted in keys.items():
        condition |= Q(to_content_type=content_type, to_object_id__in=wanted)
    references = ReferenceIndex.objects.filter(condition)
    return set(references.values_list("base_content_type", "object_id").distinct())


def _models_of(nodes: set[Node]) -> dict[type[Model], set[str]]:
    """Sort rows by their model; pages by their own type, not by the base of all pages."""
    page_type = ContentType.objects.get_for_model(Page, for_concrete_model=False).pk
    pages = [key for content_type, key in nodes if content_type == page_type]
    typed = [node for node in nodes if node[0] != page_type]
    typed += [
        (content_type, str(pk))
        for pk, content_type in Page.objects.filter(pk__in=pages).values_list("pk", "content_type")
    ]
    sorted_out: dict[type[Model], set[str]] = defaultdict(set)
    for content_type, key in typed:
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model:
            sorted_out[model].add(key)
    return sorted_out


def _naming(rows: list[Model]) -> Iterable[ContentItem]:
    """Give the items that name the items of some rows."""
    keys: Sources = defaultdict(set)
    for row in rows:
        presenter = presenter_of(row)
        if presenter:
            keys[presenter.source].add(presenter.key(row))
    condition = Q(pk__in=[])
    for source, wanted in keys.items():
        condition |= Q(links__target__source=source, links__target__source_key__in=wanted)
    return ContentItem.objects.filter(condition).only("source", "source_key").distinct()


def with_parts(rows: Iterable[Model]) -> Sources:
    """Give some rows themselves, with the parts that they have or had."""
    sources: Sources = defaultdict(set)
    for row in rows:
        presenter = presenter_of(row)
        if presenter is None:
            continue
        sources[presenter.source].add(presenter.key(row))
        for part in parts_of(type(row)):
            below = f"{row.pk}:"
            known = ContentItem.objects.filter(source=part.source, source_key__startswith=below)
            sources[part.source] |= set(known.values_list("source_key", flat=True))
            sources[part.source] |= {part.key(inner) for inner in part.rows_below(row)}
    return sources
