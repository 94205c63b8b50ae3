"""Offers and sessions as lists show them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models

from cms.media.pictures import files
from cms.pages.visibility import published
from cms.publication.models import ContentItem
from cms.vocabulary.models import Topic
from offers.models.sign_ups import SignUp


def ready_for_cards(offers: "models.QuerySet[Any]") -> list[Any]:
    """Give the offers with `card_picture` and `places_taken`, soonest to close first."""
    soonest = models.F("closes_at").asc(nulls_last=True)
    listed = list(offers.order_by(soonest, "title").select_related("picture"))
    shown = [offer.picture for offer in listed if offer.picture]
    models.prefetch_related_objects(shown, *files("card"))
    forms = [offer.sign_up_form_id for offer in listed if offer.sign_up_form_id]
    taken = SignUp.objects.places_taken(forms)
    for offer in listed:
        offer.card_picture = offer.lead_picture("card")
        offer.places_taken = taken.get(offer.sign_up_form_id or 0, 0)
    return listed


def open_offers(topics: Iterable[Topic], now: datetime) -> list[Any]:
    """Give the public offers about any of some topics that people can sign up for now."""
    offer = apps.get_model("offers", "OfferPage")
    about = offer.topics.through.objects.filter(topic__in=list(topics)).values("offerpage")
    offers = ready_for_cards(published(offer.objects.filter(pk__in=about)))
    return [each for each in offers if each.status_at(now).is_open]


def with_calendars(sessions: Iterable[Any]) -> list[Any]:
    """Give sessions with the `calendar_id` by which each is added to a calendar, in one query."""
    listed = list(sessions)
    keys = {f"{session.page_id}:{session.key}": session for session in listed}
    items = ContentItem.objects.public().filter(source="offers.offersession", source_key__in=keys)
    for key, item_id in items.values_list("source_key", "pk"):
        keys[key].calendar_id = item_id
    return listed
