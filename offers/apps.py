"""The offers app."""

from django.apps import AppConfig


class OffersConfig(AppConfig):
    """Support offers, their sessions and their sign-up forms."""

    name = "offers"
    verbose_name = "Offers"
