"""The publication app."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.module_loading import autodiscover_modules


class PublicationConfig(AppConfig):
    """What is public, as data, in the order it changed."""

    name = "cms.publication"
    label = "publication"
    verbose_name = "Publication"

    def ready(self) -> None:
        """Let each leaf's `feed.py` register its presenters, then start to listen."""
        autodiscover_modules("feed")

        from cms.publication import checks, receivers, turns

        turns.tell_of_items_and_pages()
        receivers.connect()
        register(checks.full_text, Tags.database)
