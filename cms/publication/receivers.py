"""Every signal that the product listens to. Nothing else in the code connects to one.

Rows that a fixture loads (`raw`) are passed over: what they refer to may not be there yet. Run
`rebuild_publication` after loading one.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from django.http import HttpRequest
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from cms.media.making import remove_files
from cms.media.models import LibraryImage, Rendition, ShareCard, lies_in_private
from cms.media.pictures import CROPS, filters
from cms.pages.site_identity import SiteIdentity
from cms.publication.cards import forget_file
from cms.publication.changes import changed, changed_everywhere, prepare_everything
from cms.publication.farewells import words_about
from cms.vocabulary.models import Organisation, Topic


def on_published(instance: Page, **kwargs: Any) -> None:
    """Hear that a page was published, now or by schedule. An alias is no item."""
    if instance.alias_of_id is None:
        changed([instance])


def on_alias_converted(request: HttpRequest, page: Page) -> None:
    """Hear that an alias became a page of its own; Wagtail tells by this hook alone."""
    changed([page.specific])


def on_unpublished(instance: Page, **kwargs: Any) -> None:
    """Hear that a page was unpublished, has expired, or is about to be deleted."""
    if instance.alias_of_id is None:
        changed([instance], gone=True, farewell=words_about(instance))


def on_moved(
    instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any
) -> None:
    """Hear that a page moved, and all below with it; Wagtail tells of the page alone.

    Where it only changed places with its neighbours, no item is another, but menus are.
    """
    stayed = parent_page_before.pk == parent_page_after.pk
    changed([] if stayed else _with_descendants(instance))


def on_slug_changed(instance: Page, **kwargs: Any) -> None:
    """Hear that a page's address changed, and all below it; Wagtail tells of the page alone."""
    changed(_with_descendants(instance))


def on_page_privacy_changed(
    instance: PageViewRestriction, raw: bool = False, **kwargs: Any
) -> None:
    """Hear that a page, and all below it, became private or public."""
    if not raw:
        changed(_with_descendants(instance.page))


def on_collection_privacy_changed(
    instance: CollectionViewRestriction, raw: bool = False, **kwargs: Any
) -> None:
    """Hear that documents and pictures of a collection, and below, became private or public."""
    if not raw:
        _contents_changed(instance.collection)


def on_collection_saved(instance: Collection, raw: bool = False, **kwargs: Any) -> None:
    """Hear that a collection was saved, after which it may move; Wagtail tells of no move."""
    if not raw:
        transaction.on_commit(partial(_contents_changed, instance))


def on_saved(instance: Model, raw: bool = False, **kwargs: Any) -> None:
    """Hear that a document, topic or organisation was saved."""
    if not raw:
        changed([instance])


def on_picture_saved(instance: LibraryImage, raw: bool = False, **kwargs: Any) -> None:
    """Hear that a picture was saved, maybe into a private collection."""
    if not raw:
        if instance.is_private:
            remove_files([instance])
        changed([instance])


def on_deleted(instance: Model, **kwargs: Any) -> None:
    """Hear that a picture, document, topic or organisation is about to be deleted."""
    changed([instance], gone=True, farewell=words_about(instance))


def on_rendition_deleted(instance: Rendition, **kwargs: Any) -> None:
    """Hear that a file of a picture is gone, as all are when the picture is replaced.

    Wagtail deletes them after it has saved the picture, so the saving comes too early. They go
    together, so the smallest of each purpose stands for the others.
    """
    if instance.filter_spec in {filters(purpose)[0].spec for purpose in CROPS}:
        changed([instance.image])


def on_identity_changed(instance: SiteIdentity, raw: bool = False, **kwargs: Any) -> None:
    """Hear that the programme looks different, which every page and every card shows."""
    if not raw:
        changed([instance])
        prepare_everything()


def on_card_deleted(instance: ShareCard, **kwargs: Any) -> None:
    """Hear that a card is gone, or the page that it was drawn for."""
    forget_file(instance)


def on_site_changed(raw: bool = False, **kwargs: Any) -> None:
    """Hear that our own address changed, which everything that goes out names."""
    if not raw:
        Site.clear_site_root_paths_cache()
        changed_everywhere()


def _with_descendants(page: Page) -> Iterable[Page]:
    below: Iterable[Page] = page.get_descendants(inclusive=True).specific(defer=True)
    return below


def _contents_changed(collection: Collection) -> None:
    if collection := Collection.objects.filter(pk=collection.pk).first():
        within = collection.get_descendants(inclusive=True)
        changed(get_document_model().objects.filter(collection__in=within))
        images = get_image_model().objects.filter(collection__in=within)
        if lies_in_private(collection):
            remove_files(images)
        else:
            changed(images)


def connect() -> None:
    """Connect them all."""
    hooks.register("after_convert_alias_page", on_alias_converted)
    page_published.connect(on_published)
    page_unpublished.connect(on_unpublished)
    post_page_move.connect(on_moved)
    page_slug_changed.connect(on_slug_changed)
    post_save.connect(on_picture_saved, sender=get_image_model())
    for model in (get_document_model(), Topic, Organisation):
        post_save.connect(on_saved, sender=model)
    for model in (get_image_model(), get_document_model(), Topic, Organisation):
        pre_delete.connect(on_deleted, sender=model)
    post_delete.connect(on_rendition_deleted, sender=Rendition)
    post_delete.connect(on_card_deleted, sender=ShareCard)
    post_save.connect(on_collection_saved, sender=Collection)
    for signal in (post_save, post_delete):
        signal.connect(on_page_privacy_changed, sender=PageViewRestriction)
        signal.connect(on_collection_privacy_changed, sender=CollectionViewRestriction)
        signal.connect(on_site_changed, sender=Site)
        signal.connect(on_identity_changed, sender=SiteIdentity)
