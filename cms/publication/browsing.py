"""What visitors are offered to look through who have not found what they came for."""

from django.db.models import Exists, OuterRef
from django.utils import timezone

from cms.publication.models import ContentItem, ContentLink

MOST_TOPICS = 30


def topics_to_browse() -> list[ContentItem]:
    """Give the topics that something public is about, in order of their names: title and address.

    One query.
    """
    moment = timezone.now()
    about = ContentLink.objects.filter(role="topic", target=OuterRef("pk"), item__public=True)
    topics = ContentItem.objects.public(moment).filter(Exists(about), kind="topics")
    named = topics.exclude(url="").order_by("sort_key").only("title", "url")
    return list(named[:MOST_TOPICS])
