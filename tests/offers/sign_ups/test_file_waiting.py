"""Files that wait for the rest to be put right: how many may, and whose they are in the end."""

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from cms.publication.models import Chore
from offers.models import SignUp, SignUpFile, SignUpFormPage
from offers.sign_ups import erasing, views, waiting
from tests.factories.offers import SignUpFieldFactory, SignUpFormPageFactory
from tests.offers.sending import FROM_HERE, address, fields, send
from tests.offers.sent_files import PDF, asking_for_a_file, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_files")]

FORM_PAGE = asking_for_a_file()

NO_ROOM = "Choose the file for “Report” again when all else is right"


def report(data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile("report.pdf", data)


def send_from(ip: str, form_page: SignUpFormPage, **answers):
    sent = fields(form_page, report=report(), **answers)
    return Client(REMOTE_ADDR=ip).post(address(form_page), sent, headers=FROM_HERE)


def kept(form_page: SignUpFormPage) -> dict[str, str]:
    """Have a file wait, and give what travels along for it."""
    assert send(form_page, report=report()).status_code == 422
    key = SignUpFile.objects.filter(sign_up=None).latest("pk").key
    return {f"f{form_page.pk}-report-kept": str(key)}


def test_one_sender_leaves_only_so_many(form_page, settings, private_files):
    settings.WAITING_FILES_FROM_ONE = 2
    texts = [send_from("192.0.2.7", form_page).content.decode() for _ in range(4)]
    assert [NO_ROOM in text for text in texts] == [False, False, True, True]
    assert stored(private_files) == SignUpFile.objects.count() == 2
    assert "is here already" in send_from("192.0.2.8", form_page).content.decode()


def test_senders_who_are_not_known_are_not_one_sender(form_page, settings, monkeypatch):
    monkeypatch.setattr(views, "sender_of", lambda request: "")
    settings.WAITING_FILES, settings.WAITING_FILES_FROM_ONE = 2, 1
    texts = [send(form_page, report=report()).content.decode() for _ in range(3)]
    assert [NO_ROOM in text for text in texts] == [False, False, True]


def test_all_together_leave_only_so_much(form_page, settings, private_files):
    settings.WAITING_MB = 0.000_1  # about two of these files
    texts = [send_from(f"192.0.2.{n}", form_page).content.decode() for n in range(3)]
    assert [NO_ROOM in text for text in texts] == [False, False, True]
    assert stored(private_files) == 2


def test_where_none_may_wait_a_file_still_comes_with_right_answers(form_page, settings):
    settings.WAITING_FILES = 0
    assert NO_ROOM in send_from("192.0.2.7", form_page).content.decode()
    assert send_from("192.0.2.7", form_page, your_name="Ines").status_code == 303
    file = SignUpFile.objects.get()
    assert (file.sign_up, file.sender) == (SignUp.objects.get(), "")


def test_of_two_at_once_the_last_one_sees_both(form_page, settings, monkeypatch):
    settings.WAITING_FILES_FROM_ONE = 1
    save = SignUpFile.save

    def another_comes_first(file, *args, **kwargs):
        SignUpFile.objects.bulk_create([SignUpFile(name="x", size=1, sender=file.sender)])
        save(file, *args, **kwargs)

    monkeypatch.setattr(SignUpFile, "save", another_comes_first)
    assert NO_ROOM in send_from("192.0.2.7", form_page).content.decode()
    assert SignUpFile.objects.count() == 1


def test_a_waiting_file_in_two_sendings_at_once_has_one_owner(form_page, monkeypatch):
    """The other sending is through after this one has looked whose the file is."""
    wait, store = kept(form_page), views.store_with_answers

    def after_another(form, sender):
        monkeypatch.setattr(views, "store_with_answers", store)
        assert send(form_page, extra=wait, your_name="Ada").status_code == 303
        store(form, sender)

    monkeypatch.setattr(views, "store_with_answers", after_another)
    response = send(form_page, extra=wait, your_name="Ines")
    assert response.status_code == 422
    assert "Choose the file for “Report” again" in response.content.decode()
    assert 'value="Ines"' in response.content.decode()
    assert SignUpFile.objects.get().sign_up == SignUp.objects.get(name="Ada")


def test_a_waiting_file_that_is_just_forgotten_is_in_no_sign_up(form_page, monkeypatch):
    wait, store = kept(form_page), views.store_with_answers

    def after_the_worker(form, sender):
        waiting.remove(waiting.cut_loose(SignUpFile.objects.all()))
        store(form, sender)

    monkeypatch.setattr(views, "store_with_answers", after_the_worker)
    assert send(form_page, extra=wait, your_name="Ines").status_code == 422
    assert not SignUp.objects.exists()


def test_a_file_that_comes_twice_with_the_same_answers_does_not_stay(form_page, private_files):
    for _ in range(3):
        assert send(form_page, your_name="Ines", report=report()).status_code == 303
    assert SignUpFile.objects.get().sign_up == SignUp.objects.get()
    assert stored(private_files) == 1


def test_nothing_is_stored_that_no_row_knows_of(form_page, private_files, monkeypatch):
    """The server is killed right after the storage has the file."""
    save = FileSystemStorage.save

    def killed(*args, **kwargs):
        save(*args, **kwargs)
        raise SystemExit

    monkeypatch.setattr(FileSystemStorage, "save", killed)
    with pytest.raises(SystemExit):
        send(form_page, your_name="Ines", report=report())
    assert stored(private_files) == 1
    Chore.objects.create(name="waiting-files", done_at=timezone.now() - erasing.timedelta(days=1))
    SignUpFile.objects.update(created_at=timezone.now() - erasing.timedelta(days=2))
    list(waiting.forget_what_waits())
    assert stored(private_files) == SignUpFile.objects.count() == 0


@pytest.mark.parametrize("waits", [False, True])
def test_a_sign_up_with_a_file_costs_few_queries(
    form_page, settings, django_assert_max_num_queries, waits
):
    settings.SIGN_UPS_UNSUSPECTED = 5
    send(form_page, your_name="First", report=report())
    sent = {"extra": kept(form_page)} if waits else {"report": report()}
    with django_assert_max_num_queries(12):
        assert send(form_page, your_name="Ines", **sent).status_code == 303


def test_a_file_that_is_stored_is_here_when_the_database_is_busy_then(form_page, monkeypatch):
    def busy(*args, **kwargs):
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(views, "keep", busy)
        response = send(form_page, your_name="Ines", report=report())
    assert response.status_code == 503
    assert "report.pdf is here already" in response.content.decode()
    wait = {f"f{form_page.pk}-report-kept": str(SignUpFile.objects.get().key)}
    assert send(form_page, your_name="Ines", extra=wait).status_code == 303


@pytest.mark.parametrize(
    ("busy_in", "answers"), [("_is_too_much", {}), ("cut_loose", {"your_name": "Ines"})]
)
def test_a_file_is_not_here_when_the_database_is_busy_before_it_is_stored(
    form_page, monkeypatch, private_files, busy_in, answers
):
    def busy(*args, **kwargs):
        raise OperationalError

    def away(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(waiting, busy_in, busy)
    monkeypatch.setattr(FileSystemStorage, "save", away)
    response = send(form_page, report=report(), **answers)
    assert response.status_code == 503
    text = response.content.decode()
    assert "Choose the file for “Report” again" in text
    assert str(SignUpFile.objects.get().key) not in text
    assert send(form_page, your_name="Ines").status_code == 422
    assert not SignUp.objects.exists()


def test_of_two_files_the_stored_one_is_here_when_the_database_is_busy_then(monkeypatch):
    asked = [SignUpFieldFactory.build(label=name, field_type="file") for name in ("One", "Two")]
    counts = iter([False])

    def busy_later(sender):
        for count in counts:
            return count
        raise OperationalError

    monkeypatch.setattr(waiting, "_is_too_much", busy_later)
    asked.append(SignUpFieldFactory.build(label="Your name"))
    text = send(SignUpFormPageFactory(fields=asked), one=report(), two=report()).content.decode()
    assert text.count("is here already") == 1
    assert "Choose the file for “Two” again" in text
