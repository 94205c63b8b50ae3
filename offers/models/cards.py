"""Offers and sessions as lists show them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models

from cms.media.pictures import read_files
from cms.pages.visibility import published
from cms.publication.models import ContentItem
from cms.vocabulary.models import Topic
from offers.models.sign_ups import SignUp


def ready_for_cards(offers: "models.QuerySet[Any]") -> list[Any]:
    """Give the offers with their places counted and their files read, soonest to close first."""
    listed = by_closing(offers)
    read_files((offer.picture, ("card",)) for offer in listed)
    return listed


def by_closing(offers: "models.QuerySet[Any]") -> list[Any]:
    """Give the offers with their pictures and their places counted, soonest to close first."""
    soonest = models.F("closes_at").asc(nulls_last=True)
    listed = with_places(offers).order_by(soonest, "title").select_related("picture")
    return list(listed.defer("body"))


def with_places(offers: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
    """Add to each offer how many of its places are taken, as `places_taken`."""
    form = models.OuterRef("sign_up_form")
    counted: models.QuerySet[Any] = offers.annotate(
        places_taken=SignUp.objects.number_of_places_taken(form)
    )
    return counted


def open_offers(topics: Iterable[Topic], now: datetime) -> list[Any]:
    """Give the public offers about any of some topics that people can sign up for now.

    Soonest to close first, without the files of their pictures.
    """
    offer = apps.get_model("offers", "OfferPage")
    wanted = topics if isinstance(topics, models.QuerySet) else list(topics)
    about = offer.topics.through.objects.filter(topic__in=wanted).values("offerpage")
    offers = by_closing(published(offer.objects.filter(pk__in=about)))
    return [each for each in offers if each.status_at(now).is_open]


def with_calendars(sessions: Iterable[Any]) -> list[Any]:
    """Give sessions with the `calendar_id` by which each is added to a calendar, in one query."""
    listed = list(sessions)
    keys = {f"{session.page_id}:{session.key}": session for session in listed}
    items = ContentItem.objects.public().filter(source="offers.offersession", source_key__in=keys)
    for key, item_id in items.values_list("source_key", "pk"):
        keys[key].calendar_id = item_id
    return listed
