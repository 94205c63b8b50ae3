"""The withdrawal app."""

from django.apps import AppConfig


class WithdrawalConfig(AppConfig):
    """What staff say about what they withdraw, and where visitors read it."""

    name = "cms.withdrawal"
    label = "withdrawal"
    verbose_name = "Withdrawal"
