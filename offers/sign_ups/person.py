"""All that is held about one person: found by an e-mail address, and put together for them."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.db.models import Prefetch, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format

from offers.form.answers import in_words
from offers.form.promise import kept_for
from offers.models import Access, SignUp, SignUpFile, SignUpPermission, as_address
from offers.sign_ups.access import name_of

FORMAT = "commonplace-person/1"
#: Keys below which a moment stands, as ISO 8601 has it.
MOMENTS = {"made_at", "received_at", "written_at", "sent_at", "at"}


def found(user: Any, address: str) -> "QuerySet[SignUp]":
    """Give the sign-ups that hold an address, in an answer or a note, and that somebody may read.

    The oldest come first.
    """
    readable = SignUp.objects.allowed(user, SignUpPermission.READ)
    holding = SignUp.objects.filter(addresses__address=as_address(address)).order_by().values("pk")
    return readable.filter(pk__in=holding).order_by("created_at", "pk")


def write_zip(sign_ups: "QuerySet[SignUp]", address: str, into: IO[bytes]) -> None:
    """Write everything about some sign-ups: as JSON, as a page to read, and their files."""
    rows = list(_with_all(sign_ups))
    seen = _accesses(rows)
    told = [as_data(row, seen[row.reference]) for row in rows]
    whole = {
        "format": FORMAT,
        "made_at": _moment(timezone.now()),
        "address": address,
        "sign_ups": told,
    }
    with ZipFile(into, "w", ZIP_DEFLATED) as bundle:
        for row, data in zip(rows, told, strict=True):
            for file, entry in zip(row.files.all(), data["files"], strict=True):
                entry["missing"] = not _copy(file, entry["path"], bundle)
        bundle.writestr("person.json", json.dumps(whole, indent=2, ensure_ascii=False))
        page = render_to_string("offers/staff/person_export.html", _to_be_read(whole))
        bundle.writestr("person.html", page)


def as_data(kept: SignUp, accesses: list[Access]) -> dict[str, Any]:
    """Give all that is held about a sign-up, as JSON has it; moments as ISO 8601 has them."""
    return {
        "reference": kept.reference,
        "name": kept.name,
        "form": kept.form_title,
        "offer": kept.offer_title,
        "sent_from": kept.host_title,
        "received_at": _moment(kept.created_at),
        "timing": kept.get_timing_display(),
        "state": kept.get_state_display(),
        "owner": name_of(kept.owner) if kept.owner else "",
        "erased_on": kept.erase_on.isoformat(),
        "purpose": kept.version.purpose,
        "kept_days": kept.version.retention_days,
        "kept_for": kept_for(kept.version.retention_days),
        "agreed_to": kept.consent,
        "answers": [
            {
                "question": question["label"],
                "hint": question["help"],
                "kind": question["type"],
                "choices": question["choices"],
                "required": question["required"],
                "answer": in_words(question, kept.answers.get(question["name"])),
                "stored": kept.answers.get(question["name"]),
            }
            for question in kept.questions
        ],
        "addresses": [each.address for each in kept.addresses.all()],
        "files": [
            _file(file, f"{kept.reference}-{number}")
            for number, file in enumerate(kept.files.all(), start=1)
        ],
        "suspicions": [
            {"reason": each.reason, "outcome": each.get_outcome_display()}
            for each in kept.suspicions.all()
        ],
        "history": [
            {
                "at": _moment(event.at),
                "kind": event.get_kind_display(),
                "by": event.by_name,
                "text": event.text,
            }
            for event in kept.events.all()
        ],
        "mails": [
            {
                "written_at": _moment(mail.created_at),
                "sent_at": _moment(mail.sent_at),
                "kind": mail.get_kind_display(),
                "to": mail.to,
                "subject": mail.subject,
                "text": mail.text,
                "state": mail.get_state_display(),
            }
            for mail in kept.mails.all()
        ],
        "accesses": [
            {"at": _moment(each.at), "by": each.user_name, "what": each.get_kind_display()}
            for each in accesses
        ],
        "sender_hash": kept.sender,
    }


def _accesses(rows: list[SignUp]) -> dict[str, list[Access]]:
    """Give by reference who looked at it, in one query."""
    by_reference: dict[str, list[Access]] = {row.reference: [] for row in rows}
    for each in Access.objects.filter(reference__in=by_reference).order_by("at", "pk"):
        by_reference[each.reference].append(each)
    return by_reference


def _with_all(sign_ups: "QuerySet[SignUp]") -> "QuerySet[SignUp]":
    files = Prefetch("files", SignUpFile.objects.order_by("pk"))
    related = sign_ups.select_related("version", "owner")
    return related.prefetch_related("addresses", "suspicions", "events", "mails", files)


def _file(file: SignUpFile, name: str) -> dict[str, Any]:
    """Describe a file. Its path in the ZIP is ours: what a visitor called it is only told."""
    return {
        "path": f"files/{name}.{file.kind}",
        "name": file.name,
        "question": file.question,
        "kind": file.kind,
        "bytes": file.size,
        "sha256": file.sha256,
        "received_at": _moment(file.created_at),
    }


def _copy(file: SignUpFile, path: str, bundle: ZipFile) -> bool:
    """Copy a file out of the private storage; say whether it was there."""
    try:
        with file.file.open("rb") as source, bundle.open(path, "w") as target:
            for chunk in _chunks(source):
                target.write(chunk)
    except FileNotFoundError:
        return False
    return True


def _chunks(source: Any) -> Iterator[bytes]:
    while chunk := source.read(64 * 1024):
        yield chunk


def _to_be_read(told: Any, key: str = "") -> Any:
    """Give the same with days and moments as people write them."""
    if isinstance(told, dict):
        return {name: _to_be_read(value, name) for name, value in told.items()}
    if isinstance(told, list):
        return [_to_be_read(each, key) for each in told]
    if told and key in MOMENTS:
        return date_format(datetime.fromisoformat(told), "j F Y, H:i")
    return date_format(date.fromisoformat(told), "j F Y") if key == "erased_on" else told


def _moment(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None
