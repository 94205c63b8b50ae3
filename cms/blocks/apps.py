"""The blocks app."""

from django.apps import AppConfig


class BlocksConfig(AppConfig):
    """What a body is written with."""

    name = "cms.blocks"
    label = "blocks"
    verbose_name = "Blocks"
