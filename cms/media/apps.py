"""The media app."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Pictures and documents, and the sizes they are shown in."""

    name = "cms.media"
    label = "media"
    verbose_name = "Media"
