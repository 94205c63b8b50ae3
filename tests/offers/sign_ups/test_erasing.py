"""Erasing sign-ups leaves a count, and nothing about anybody."""

import logging
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.db import connection

from cms.publication.models import Chore, ContentItem
from offers.models import (
    Access,
    ErasedSignUp,
    FormVersion,
    Mail,
    SignUp,
    SignUpFile,
    Suspicion,
)
from offers.sign_ups import erasing
from offers.sign_ups.access import record
from offers.sign_ups.erasing import erase, remove_files
from offers.sign_ups.history import write_down
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory
from tests.factories.users import UserFactory
from tests.offers.sending import send_right

pytestmark = pytest.mark.django_db

#: In the name, an address, an answer, a note, a mail and a file of one person.
MARKERS = ["Zarathustra", "zz-marker@example.org", "Quetzalnote", "Xylomail", "Wombatfile"]


@pytest.fixture(autouse=True)
def private(tmp_path, monkeypatch):
    """Keep files where the test can look at all of them."""
    storage = FileSystemStorage(tmp_path)
    monkeypatch.setattr(SignUpFile._meta.get_field("file"), "storage", storage)
    return tmp_path


def with_everything() -> SignUp:
    send_right(
        SignUpFormPageFactory(),
        your_name="Zarathustra Quill",
        e_mail_address="zz-marker@example.org",
    )
    kept = SignUp.objects.get()
    write_down("note", [(kept.pk, "Quetzalnote: rang, write to zz-marker@example.org")])
    Mail.objects.create(
        sign_up=kept, kind="confirmation", to="zz-marker@example.org", subject="Xylomail", text="x"
    )
    Suspicion.objects.create(sign_up=kept, rule="links", reason="Many links.")
    with_file(kept)
    return kept


def with_file(kept: SignUp) -> SignUpFile:
    file = SignUpFile(sign_up=kept, question="cv", name="Wombatfile.pdf", kind="pdf", size=10)
    file.file.save("Wombatfile.pdf", ContentFile(b"Wombatfile"), save=True)
    return file


def everything_in_the_database() -> str:
    texts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            texts += [str(row) for row in cursor.fetchall()]
    return "\n".join(texts).lower()


def files_in(place: Path) -> list[Path]:
    return [path for path in place.rglob("*") if path.is_file()]


def test_nothing_about_the_person_is_left_in_any_table_or_file(private):
    kept = with_everything()
    record(UserFactory(), Access.Kind.FIND, sign_up=kept, detail="zz-marker@example.org")
    before = everything_in_the_database()
    assert [marker for marker in MARKERS if marker.lower() not in before] == []
    assert b"Wombatfile" in files_in(private)[0].read_bytes()
    assert erase(SignUp.objects.all(), ErasedSignUp.Why.REQUEST, UserFactory()) == 1
    after = everything_in_the_database()
    assert [marker for marker in MARKERS if marker.lower() in after] == []
    assert files_in(private) == []


def test_a_count_is_left_that_says_where_when_and_why():
    kept = with_everything()
    who = UserFactory()
    erase(SignUp.objects.all(), ErasedSignUp.Why.REQUEST, who)
    left = ErasedSignUp.objects.get()
    assert (left.form, left.form_title, left.state) == (kept.form, kept.form_title, "new")
    assert (left.why, left.by, left.received_on) == ("request", who, kept.created_at.date())
    assert not SignUp.objects.exists()
    suspicion = Suspicion.objects.get()
    assert (suspicion.sign_up, suspicion.rule) == (None, "links")
    access = Access.objects.get()
    assert (access.kind, access.reference) == (Access.Kind.ERASE, kept.reference)


def test_words_of_a_form_go_with_the_last_sign_up_that_has_them():
    form_page = SignUpFormPageFactory()
    send_right(form_page, your_name="Ada")
    send_right(form_page, your_name="Bo")
    erase(SignUp.objects.filter(name="Ada"), ErasedSignUp.Why.REQUEST)
    assert FormVersion.objects.count() == 1
    erase(SignUp.objects.all(), ErasedSignUp.Why.REQUEST)
    assert FormVersion.objects.count() == 0
    send_right(form_page)
    assert SignUp.objects.get().answered()[0] == ("Your name", "Ines Okafor")


@pytest.mark.parametrize(
    ("state", "why", "left"),
    [
        ("new", "request", 2),
        ("done", "request", 1),
        ("done", "other", 1),
        ("new", "retention", 1),
        ("declined", "retention", 2),
        ("spam", "spam", 2),
    ],
)
def test_the_place_of_whoever_was_there_stays_taken(state, why, left):
    form_page = SignUpFormPageFactory()
    offer = OfferPageFactory(places=2, sign_up_form=form_page)
    send_right(form_page)
    SignUp.objects.update(state=state)
    erase(SignUp.objects.all(), why)
    offer.refresh_from_db()
    assert offer.places_left == left


def test_partners_hear_of_a_place_that_is_free_again():
    form_page = SignUpFormPageFactory()
    OfferPageFactory(places=1, sign_up_form=form_page)
    send_right(form_page)
    item = ContentItem.objects.get(kind="offers")
    full = item.change
    erase(SignUp.objects.all(), ErasedSignUp.Why.REQUEST)
    item.refresh_from_db()
    assert item.change > full


def test_a_file_that_the_storage_keeps_is_removed_in_a_later_round(private, monkeypatch, caplog):
    kept = with_everything()
    storage = SignUpFile._meta.get_field("file").storage
    delete = storage.delete

    def refuse(name: str) -> None:
        raise OSError("The storage is away.")

    monkeypatch.setattr(storage, "delete", refuse)
    erase(SignUp.objects.filter(pk=kept.pk), ErasedSignUp.Why.REQUEST)
    assert not SignUp.objects.exists()
    assert len(files_in(private)) == 1
    assert "is tried again" in caplog.text
    monkeypatch.setattr(storage, "delete", delete)
    Chore.objects.update_or_create(name="erased-files", defaults={"done_at": kept.created_at})
    monkeypatch.setattr(erasing, "PAUSE", erasing.timedelta())
    assert list(remove_files()) == [None]
    assert files_in(private) == []
    assert not SignUpFile.objects.exists()


def test_files_that_wait_for_their_form_are_left_alone(private):
    waiting = with_file(None)
    Chore.claim("erased-files", since=waiting.created_at)
    Chore.objects.update(done_at=waiting.created_at - erasing.PAUSE * 2)
    assert list(remove_files()) == []
    assert len(files_in(private)) == 1


def test_what_a_person_asked_for_can_be_done_again_after_a_restore(caplog):
    kept = with_everything()
    with caplog.at_level(logging.INFO):
        erase(SignUp.objects.all(), ErasedSignUp.Why.REQUEST, UserFactory())
    logged = [line.getMessage() for line in caplog.records if line.name == erasing.__name__]
    assert logged == [f"Erased sign-up {kept.reference}."]

    again = with_everything_anew(kept)
    told = StringIO()
    call_command("erase_sign_ups", again.lower(), "AAAA-AAAA", stdout=told)
    lines = sorted(["AAAA-AAAA is not there.", f"{again} is erased."])
    assert sorted(told.getvalue().splitlines()) == lines
    assert not SignUp.objects.exists()


def with_everything_anew(kept: SignUp) -> str:
    send_right(SignUpFormPageFactory())
    SignUp.objects.update(reference=kept.reference)
    return kept.reference


def test_many_are_erased_in_batches_of_bounded_cost(django_assert_max_num_queries, monkeypatch):
    form_page = SignUpFormPageFactory()
    for number in range(6):
        send_right(form_page, your_name=f"Person {number}")
    with django_assert_max_num_queries(30):
        assert erase(SignUp.objects.all(), ErasedSignUp.Why.OTHER) == 6
    assert ErasedSignUp.objects.count() == 6


def test_every_model_that_names_a_sign_up_goes_with_it_or_forgets_it():
    """Fails when a new model points to sign-ups: say here what becomes of it."""
    pointing = {
        model.__name__
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is SignUp
    }
    assert pointing == {"SignUpAddress", "SignUpFile", "Suspicion", "SignUpEvent", "Mail"}
