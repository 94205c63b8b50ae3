"""The media app."""

from django.apps import AppConfig
from django.conf import settings
from PIL import Image


class MediaConfig(AppConfig):
    """Pictures and documents, and the sizes they are shown in."""

    name = "cms.media"
    label = "media"
    verbose_name = "Media"

    def ready(self) -> None:
        """Let nothing be decoded that is far larger than what may be uploaded."""
        Image.MAX_IMAGE_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
