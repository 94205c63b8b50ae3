"""The pages app."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """What every page has, and who may see it."""

    name = "cms.pages"
    label = "pages"
    verbose_name = "Pages"
