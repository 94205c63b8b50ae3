"""The users app."""

from django.apps import AppConfig


class UsersConfig(AppConfig):
    """Staff accounts."""

    name = "cms.users"
    label = "users"
    verbose_name = "Users"
