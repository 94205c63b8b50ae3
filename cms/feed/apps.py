"""The feed app."""

from django.apps import AppConfig
from django.core.checks import register


class FeedConfig(AppConfig):
    """The partner feed: content items over HTTP, on request."""

    name = "cms.feed"
    label = "feed"
    verbose_name = "Feed"

    def ready(self) -> None:
        """Offer editors the preview of what partners get; have looked for what must be there."""
        from cms.feed import checks
        from cms.feed.preview import FEED_PREVIEW
        from cms.pages.previews import add_preview_mode

        add_preview_mode(FEED_PREVIEW)
        register(checks.client)
