"""The feed app."""

from django.apps import AppConfig


class FeedConfig(AppConfig):
    """The partner feed: content items over HTTP, on request."""

    name = "cms.feed"
    label = "feed"
    verbose_name = "Feed"

    def ready(self) -> None:
        """Offer editors the preview of what partners get."""
        from cms.feed.preview import FEED_PREVIEW
        from cms.pages.previews import add_preview_mode

        add_preview_mode(FEED_PREVIEW)
