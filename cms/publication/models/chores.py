"""Regular work, as workers share it."""

from datetime import datetime

from django.db import models
from django.utils import timezone


class Chore(models.Model):
    """A piece of regular work, and when it was last done: what workers share of it."""

    name = models.CharField(max_length=20, primary_key=True)
    done_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name}, last at {self.done_at}"

    @classmethod
    def done(cls, name: str) -> None:
        """Write down that it has just been done."""
        cls.objects.update_or_create(name=name, defaults={"done_at": timezone.now()})

    @classmethod
    def claim(cls, name: str, since: datetime) -> bool:
        """Say whether the caller has to do it now: nobody has since a moment.

        The first time ever it is put off until the next time.
        """
        now = timezone.now()
        cls.objects.get_or_create(name=name, defaults={"done_at": now})
        return bool(cls.objects.filter(name=name, done_at__lt=since).update(done_at=now))
