"""The publication app."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """What is public, as data, in the order it changed."""

    name = "cms.publication"
    label = "publication"
    verbose_name = "Publication"
