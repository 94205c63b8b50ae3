"""The pages app."""

from importlib import import_module

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """What every page has, and who may see it."""

    name = "cms.pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        """Register the checks."""
        import_module("cms.pages.checks")
