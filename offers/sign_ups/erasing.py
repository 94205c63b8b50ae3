"""Erasing sign-ups: with all that belongs to them, so that only a count is left."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cms.publication.models import Chore
from offers.models import (
    Access,
    ErasedSignUp,
    FormVersion,
    Mail,
    SignUp,
    SignUpFile,
    SignUpFormPage,
)
from offers.sign_ups.access import name_of
from offers.sign_ups.places import telling_of_places

logger = logging.getLogger(__name__)

Why = ErasedSignUp.Why

#: How many are erased in one transaction: others wait for its locks meanwhile.
BATCH = 100
#: A file that could not be removed from the storage is tried again after this time.
PAUSE = timedelta(minutes=10)


def erase(sign_ups: "QuerySet[SignUp]", why: str, by: Any = None) -> int:
    """Erase sign-ups, a hundred in one transaction; give how many there were.

    `why` is an `ErasedSignUp.Why`. What was erased before its time is logged by its reference, so
    that it can be erased again after a restore from a backup.
    """
    numbers = list(sign_ups.order_by("pk").values_list("pk", flat=True))
    batches = (numbers[at : at + BATCH] for at in range(0, len(numbers), BATCH))
    return sum(_erase(batch, why, by) for batch in batches)


def frees_place(sign_up: SignUp, why: str) -> bool:
    """Say whether somebody else can have the place of a sign-up once it is erased.

    Whoever was kept as long as promised has been there; whoever asked to be forgotten before
    anything was done stays away.
    """
    if sign_up.state in SignUp.PLACELESS:
        return False
    return why != Why.RETENTION and sign_up.state != SignUp.State.DONE


def remove_files() -> Iterator[None]:
    """Remove from the storage what belonged to erased sign-ups, a file at a step.

    What the storage keeps from being removed stays known, and is tried again in the next round.
    """
    if not Chore.claim("erased-files", since=timezone.now() - PAUSE):
        return
    for file in list(_left_over()):
        _remove(file)
        yield


def _erase(numbers: list[int], why: str, by: Any) -> int:
    # In the order in which a sign-up is taken in: the clock where places are counted, the form,
    # then what came of it. So no version of a form goes while somebody answers it.
    with telling_of_places(numbers) as moved:
        found = SignUp.objects.filter(pk__in=numbers)
        forms = list(found.order_by().values_list("form", flat=True).distinct())
        rows = SignUpFormPage.objects.select_for_update().filter(pk__in=forms)
        list(rows.order_by("pk").values_list("pk"))
        # A mail before its sign-up, as by those who send it and then write into the history.
        mails = Mail.objects.select_for_update().filter(sign_up__in=numbers)
        list(mails.order_by("pk").values_list("pk"))
        going = list(found.select_for_update().order_by("pk"))
        ErasedSignUp.objects.bulk_create(_tombstone(sign_up, why, by) for sign_up in going)
        if by is not None:
            Access.objects.bulk_create(_access(sign_up, by) for sign_up in going)
        files = cut_loose(SignUpFile.objects.filter(sign_up__in=going))
        SignUp.objects.filter(pk__in=[sign_up.pk for sign_up in going]).delete()
        versions = FormVersion.objects.filter(pk__in={one.version_id for one in going})
        versions.filter(sign_ups=None).delete()
        moved += [(one.state, SignUp.State.DECLINED) for one in going if frees_place(one, why)]
        transaction.on_commit(lambda: _finish(going, files, why))
    return len(going)


def _tombstone(sign_up: SignUp, why: str, by: Any) -> ErasedSignUp:
    return ErasedSignUp(
        form_id=sign_up.form_id,
        form_title=sign_up.form_title,
        offer_id=sign_up.offer_id,
        offer_title=sign_up.offer_title,
        host_title=sign_up.host_title,
        state=sign_up.state,
        takes_place=sign_up.state not in SignUp.PLACELESS and not frees_place(sign_up, why),
        received_on=timezone.localdate(sign_up.created_at),
        why=why,
        by=by,
    )


def _access(sign_up: SignUp, by: Any) -> Access:
    return Access(
        user=by,
        user_name=name_of(by),
        kind=Access.Kind.ERASE,
        reference=sign_up.reference,
        form_id=sign_up.form_id,
        offer_id=sign_up.offer_id,
    )


def cut_loose(files: "QuerySet[SignUpFile]") -> list[int]:
    """Keep of files only where they lie, until they are removed from there; give their numbers."""
    numbers = list(files.values_list("pk", flat=True))
    files.update(sign_up=None, form=None, question="", name="", sha256="", size=0, sender="")
    return numbers


def _left_over() -> "QuerySet[SignUpFile]":
    return SignUpFile.objects.filter(sign_up=None, name="", size=0).order_by("pk")


def remove(numbers: list[int]) -> None:
    """Remove from the storage what was cut loose. What could not be removed is tried again."""
    for file in _left_over().filter(pk__in=numbers):
        _remove(file)


def _remove(file: SignUpFile) -> None:
    """Remove a file, or say that it could not be."""
    try:
        file.file.delete(save=False)
    except Exception:  # each storage has faults of its own
        logger.exception("The file %s could not be removed, and is tried again.", file.pk)
    else:
        file.delete()


def _finish(going: list[SignUp], files: list[int], why: str) -> None:
    """Do what must not happen before all is certain."""
    if why != Why.RETENTION:
        for sign_up in going:
            logger.info("Erased sign-up %s.", sign_up.reference)
    remove(files)
