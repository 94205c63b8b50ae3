"""Make the files that public rows show, before anybody can ask for them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from cms.blocks.pictures import pictures_of
from cms.media.making import make_files
from cms.media.pictures import Shown, read_files
from cms.pages.models import BasePage
from cms.pages.site_identity import SiteIdentity
from cms.pages.visibility import published
from cms.publication.cards import draw_cards
from cms.publication.models import Clock
from cms.publication.registry import presenter_of, presenters

#: A row, as a task is told of it: the label of its model, and its key.
Ref = tuple[str, str]

BATCH = 100


def prepare(rows: Iterable[Model]) -> None:
    """Make the files that some rows need and that are missing.

    The clock ticks if there were any: a page may have been shown without them.
    """
    rows = list(rows)
    shown = [each for row in rows for each in _pictures(row)]
    read_files(shown)
    made = sum(make_files(image, purposes) for image, purposes in shown)
    try:
        made += draw_cards(row for row in rows if isinstance(row, BasePage))
    except ExceptionGroup:
        _tick()  # as others were drawn, maybe
        raise
    if made:
        _tick()


def _tick() -> None:
    with transaction.atomic():
        Clock.tick()


def prepare_all(refs: Iterable[Ref]) -> None:
    """Make the files of rows of any model; of pages, if they are public."""
    keys: dict[str, list[str]] = defaultdict(list)
    for label, key in refs:
        keys[label].append(key)
    for label, wanted in keys.items():
        model = apps.get_model(label)
        rows = model._default_manager.filter(pk__in=wanted)
        prepare(list(published(rows) if issubclass(model, Page) else rows))


def needs_files(row: Model) -> bool:
    """Say whether a row needs files though it is no content item: nobody else makes them."""
    return isinstance(row, BasePage | SiteIdentity) and presenter_of(row) is None


def ref(row: Model) -> Ref:
    """Give a row as tasks are told of it."""
    return row._meta.label, str(row.pk)


def showing(images: Iterable[Model]) -> set[Ref]:
    """Give what has chosen one of some pictures, and is no content item."""
    content_type = ContentType.objects.get_for_model(get_image_model())
    found = ReferenceIndex.objects.filter(
        to_content_type=content_type, to_object_id__in=[str(image.pk) for image in images]
    )
    nodes = set(found.values_list("content_type", "object_id").distinct())
    models = {pk: ContentType.objects.get_for_id(pk).model_class() for pk, _ in nodes}
    return {
        (model._meta.label, key)
        for pk, key in nodes
        if (model := models[pk]) and presenter_of(model) is None
    }


def everything() -> Iterator[list[Ref]]:
    """Give all that may need files, in batches: what is a content item, and all other pages."""
    models: list[type[Model]] = [presenter.model for presenter in presenters()]
    models += [model for model in apps.get_models() if issubclass(model, BasePage)]
    models.append(SiteIdentity)
    for model in dict.fromkeys(models):
        keys = [
            str(pk) for pk in model._default_manager.order_by("pk").values_list("pk", flat=True)
        ]
        for start in range(0, len(keys), BATCH):
            yield [(model._meta.label, key) for key in keys[start : start + BATCH]]


def _pictures(row: Model) -> Iterable[Shown]:
    return row.pictures() if isinstance(row, BasePage) else pictures_of(row)
