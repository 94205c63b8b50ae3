"""Makes the login that `make demo` prints."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.users.models import User

USERNAME = "admin"
PASSWORD = "commonplace-demo"  # noqa: S105 - printed for everybody to read


class Command(BaseCommand):
    """Makes the demo login, on a developer's machine only."""

    help = "Makes the login admin / commonplace-demo. Refuses outside development."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the login, or give it its known password back.

        Raises CommandError unless DEBUG is on: anybody can read this password.
        """
        if not settings.DEBUG:
            raise CommandError("The demo login is for development only, and DEBUG is off.")
        user, _ = User.objects.get_or_create(
            username=USERNAME, defaults={"email": "admin@example.org"}
        )
        if not user.check_password(PASSWORD):
            user.set_password(PASSWORD)
        user.is_active = user.is_staff = user.is_superuser = True
        user.save()
