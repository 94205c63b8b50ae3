"""The home app."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The front page and plain pages."""

    name = "home"
    verbose_name = "Home"
