"""The clock: the version of everything public."""

import uuid

from django.db import models, transaction
from django.db.models import F


class Clock(models.Model):
    """One row, one number: the version of everything public.

    Whoever takes the next number holds the row until their transaction ends. So numbers become
    visible in the order they were taken, and a reader who has seen 41 never misses a 40.
    Whoever writes content items takes this row first, so that no two wait for each other.
    """

    number = models.BigIntegerField(default=0)
    #: Set anew when the database was restored from a backup: numbers then start again from an
    #: earlier one, and mean something else.
    epoch = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def hold(cls) -> None:
        """Keep others from the next number until the transaction ends."""
        cls.objects.select_for_update().get(pk=1)

    @classmethod
    def tick(cls) -> int:
        """Take the next number. Must run inside a transaction, which then holds the row."""
        if not transaction.get_connection().in_atomic_block:
            raise transaction.TransactionManagementError("Clock.tick() needs a transaction.")
        cls.objects.filter(pk=1).update(number=F("number") + 1)
        return int(cls.objects.values_list("number", flat=True).get(pk=1))
