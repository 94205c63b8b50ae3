"""The blog app."""

from django.apps import AppConfig


class BlogConfig(AppConfig):
    """Posts and the people who write them."""

    name = "blog"
    verbose_name = "Blog"
