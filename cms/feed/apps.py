"""The feed app."""

from django.apps import AppConfig


class FeedConfig(AppConfig):
    """The partner feed: content items over HTTP, on request."""

    name = "cms.feed"
    label = "feed"
    verbose_name = "Feed"
