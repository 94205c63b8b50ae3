"""Draw the cards that pages without a picture are shared with, and forget those out of date."""

import hashlib
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.db import transaction

from cms.media.cards import COLOURS, Card
from cms.media.models import ShareCard
from cms.media.pictures import picture
from cms.pages.addresses import default_site
from cms.pages.identity import identity_of
from cms.pages.models import BasePage


def draw_cards(pages: Iterable[BasePage]) -> int:
    """Draw the cards that are missing or show something else by now; give how many there were.

    One that fails holds back no other; all that failed are raised together at the end.
    """
    pages = list(pages)
    kept = {card.page_id: card for card in ShareCard.objects.filter(page__in=pages)}
    if not pages:
        return 0
    site = default_site()
    identity = identity_of(site)
    colours = {name: identity.palette.light[name] for name in COLOURS}
    drawn = 0
    failed = []
    for page in pages:
        card = kept.get(page.pk)
        if picture(page.image_to_share(), "share"):
            if card:
                card.delete()
            continue
        title = identity.name if page.pk == site.root_page_id else page.title
        wanted = Card(title, page.share_label(), identity.name, identity.strapline, colours)
        if card is None or card.digest != wanted.digest:
            try:
                _keep(page, wanted, card)
            except Exception as problem:  # noqa: BLE001 - whatever some storage raises; told below
                problem.add_note(f"While drawing the card of page {page.pk}.")
                failed.append(problem)
            else:
                drawn += 1
    if failed:
        raise ExceptionGroup("Some cards could not be drawn.", failed)
    return drawn


def forget_file(card: ShareCard) -> None:
    """Remove the file of a card that is gone, once that is certain."""
    storage, name = card.file.storage, str(card.file.name)
    transaction.on_commit(lambda: storage.delete(name))


def _keep(page: BasePage, wanted: Card, old: ShareCard | None) -> None:
    """Store a card under a name of its own, so that a changed card changes its address."""
    name = hashlib.sha256(f"{page.pk} {wanted.digest}".encode()).hexdigest()[:20]
    new = ShareCard(page_id=page.pk, digest=wanted.digest)
    new.file.save(f"{name}.png", ContentFile(wanted.png()), save=False)
    with transaction.atomic():
        ShareCard.objects.update_or_create(
            page_id=page.pk, defaults={"digest": new.digest, "file": new.file.name}
        )
        if old:
            forget_file(old)
