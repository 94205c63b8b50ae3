"""Find the files that storage has lost, so that they are made again."""

from collections.abc import Collection, Iterable
from pathlib import PurePosixPath
from typing import Any

from django.core.files.storage import Storage
from django.db.models import Model
from wagtail.images import get_image_model

from cms.media.models import ShareCard

BATCH = 500

#: The key of a row, and the name of its file.
Row = tuple[int, str]


def forget_lost_files() -> int:
    """Forget the files of pictures, and the cards, that storage no longer has; give how many.

    Storage is asked folder by folder, as each question may go over the network. The files of a
    picture are kept in mind while it has no original, of which they could be made again; where it
    has none at all, it is taken to be away.
    """
    images, made = get_image_model(), get_image_model().get_rendition_model()
    there = _kept(images, images._default_manager.values_list("pk", "file"))
    if not there:
        return 0
    rows = made._default_manager.values_list("pk", "file", "image")
    renditions = [(pk, name) for pk, name, image in rows if image in there]
    cards = list(ShareCard.objects.values_list("pk", "file"))
    return _forget(made, renditions) + _forget(ShareCard, cards)


def _forget(model: type[Model], rows: Collection[Row]) -> int:
    lost = sorted({pk for pk, _ in rows} - _kept(model, rows))
    for start in range(0, len(lost), BATCH):
        found = model._default_manager.filter(pk__in=lost[start : start + BATCH])
        # Unheard: Wagtail would delete a file of that name, which may be there again by then.
        found._raw_delete(found.db)
    return len(lost)


def _kept(model: type[Model], rows: Iterable[Row]) -> set[int]:
    """Give the keys of the rows whose file is in storage."""
    field: Any = model._meta.get_field("file")
    names = {pk: PurePosixPath(name) for pk, name in rows}
    there = {folder: _files(field.storage, folder) for folder in {n.parent for n in names.values()}}
    return {pk for pk, name in names.items() if name.name in there[name.parent]}


def _files(storage: Storage, folder: PurePosixPath) -> frozenset[str]:
    try:
        return frozenset(storage.listdir(str(folder))[1])
    except FileNotFoundError:
        return frozenset()
