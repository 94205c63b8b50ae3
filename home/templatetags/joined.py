"""What a page of one leaf shows of the other."""

from typing import Any

from django import template
from django.utils import timezone

from cms.media.pictures import read_files
from cms.vocabulary.models import Topic
from offers.models.cards import open_offers

register = template.Library()


@register.simple_tag
def offers_about(topic: Topic | None) -> list[Any]:
    """Give the offers about a topic that people can sign up for now, ready for cards."""
    offers = open_offers([topic], timezone.now()) if topic else []
    read_files((offer.picture, ("card",)) for offer in offers)
    return offers
