"""Questions that are answered with a file: what becomes of it."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from cms.publication.models import Chore
from offers.form import attachments
from offers.models import Access, SignUp, SignUpFile
from offers.sign_ups.waiting import forget_what_waits
from tests.factories.offers import OfferPageFactory, SignUpFieldFactory, SignUpFormPageFactory
from tests.offers.sending import FROM_HERE, send
from tests.offers.sent_files import PDF, asking_for_a_file, docx, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_files")]

FORM_PAGE = asking_for_a_file()


def report(data: bytes = PDF, name: str = "report.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/gif")


def kept_key(response) -> str:
    soup = BeautifulSoup(response.content, "html.parser")
    assert "report.pdf is here already" in soup.select_one(".field__kept").get_text()
    return soup.find("input", {"name": lambda name: name and name.endswith("report-kept")})["value"]


def test_a_form_that_asks_for_a_file_is_sent_with_it(form_page):
    soup = BeautifulSoup(Client().get(form_page.url).content, "html.parser")
    form = soup.find("form", method="post")
    assert form["enctype"] == "multipart/form-data"
    assert ".pdf" in form.find("input", type="file")["accept"]
    plain = BeautifulSoup(Client().get(SignUpFormPageFactory().url).content, "html.parser")
    assert not plain.find("form", method="post").has_attr("enctype")


def test_a_file_is_kept_with_its_sign_up(form_page, private_files):
    assert send(form_page, your_name="Ines", report=report()).status_code == 303
    file = SignUpFile.objects.get()
    sign_up = SignUp.objects.get()
    assert file.sign_up == sign_up
    assert (file.name, file.kind, file.size, file.question) == (
        "report.pdf", "pdf", len(PDF), "report",
    )  # fmt: skip
    assert file.file.read() == PDF
    assert "report" not in file.file.name
    assert sign_up.answers["report"] == f"report.pdf ({len(PDF)} bytes)"
    assert stored(private_files) == 1


@pytest.mark.parametrize("shown_by", ["form", "offer"])
def test_a_file_that_is_right_need_not_be_chosen_again(form_page, shown_by, private_files):
    host = OfferPageFactory(sign_up_form=form_page) if shown_by == "offer" else form_page
    key = kept_key(send(form_page, host, report=report()))
    waiting = SignUpFile.objects.get()
    assert (str(waiting.key), waiting.sign_up) == (key, None)
    kept = {f"f{form_page.pk}-report-kept": key}
    assert kept_key(send(form_page, host, extra=kept)) == key
    assert send(form_page, host, extra=kept, your_name="Ines").status_code == 303
    assert SignUpFile.objects.get().sign_up == SignUp.objects.get()
    assert stored(private_files) == 1


def test_a_file_is_bound_to_its_form_and_to_one_sign_up(form_page):
    key = kept_key(send(form_page, report=report()))
    other = SignUpFormPageFactory(
        fields=[SignUpFieldFactory.build(label="Report", field_type="file")]
    )
    assert send(other, extra={f"f{other.pk}-report-kept": key}).status_code == 422
    kept = {f"f{form_page.pk}-report-kept": key}
    assert send(form_page, extra=kept, your_name="Ines").status_code == 303
    again = send(form_page, extra=kept, your_name="Somebody else")
    assert again.status_code == 422
    assert b"report.pdf" not in again.content


def test_a_double_click_with_a_file_that_is_here_makes_no_second_sign_up(form_page):
    kept = {f"f{form_page.pk}-report-kept": kept_key(send(form_page, report=report()))}
    first = send(form_page, extra=kept, your_name="Ines")
    again = send(form_page, extra=kept, your_name="Ines")
    assert (again.status_code, again["Location"]) == (303, first["Location"])
    SignUp.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    assert send(form_page, extra=kept, your_name="Ines").status_code == 422
    assert SignUpFile.objects.get().sign_up == SignUp.objects.get()


@pytest.mark.parametrize("status", [403, 429, 503])
def test_a_file_that_is_here_is_here_also_when_nothing_can_be_taken_in(
    form_page, status, monkeypatch
):
    def away(*args, **kwargs):
        raise OperationalError

    key = kept_key(send(form_page, report=report()))
    kept = {f"f{form_page.pk}-report-kept": key}
    if status == 429:
        monkeypatch.setattr("offers.sign_ups.views.sends_too_much", lambda sender: 60)
    if status == 503:
        monkeypatch.setattr("offers.sign_ups.views.looked_at", away)
    headers = {} if status == 403 else FROM_HERE
    response = send(form_page, headers=headers, extra=kept, your_name="Ines")
    assert response.status_code == status
    assert kept_key(response) == key


@pytest.mark.parametrize("key", ["", "x", "../../etc/passwd", "0" * 32])
def test_a_forged_key_is_no_file(form_page, key):
    response = send(form_page, extra={f"f{form_page.pk}-report-kept": key}, your_name="Ines")
    assert response.status_code == 422
    assert "Choose a file for “Report”" in response.content.decode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"MZ\x00", "is damaged, or of a kind that we cannot take"),
        (b"", "is empty"),
        (docx(**{"word/vbaProject.bin": b"x"}), "holds macros"),
        (PDF + b" " * 200 + b"%%EOF", "must be 10 MB or smaller"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_words(form_page, data, words, monkeypatch):
    monkeypatch.setattr("offers.sign_ups.uploads.LARGEST", len(PDF) + 100)
    if b"vba" in data:
        monkeypatch.setattr("offers.sign_ups.uploads.LARGEST", attachments.LARGEST)
    response = send(form_page, your_name="Ines", report=report(data))
    soup = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 422
    [link] = soup.select("[role=alert] a")
    assert words in link.get_text()
    assert soup.find(id=link["href"][1:])["type"] == "file"
    assert 'value="Ines"' in response.content.decode()
    assert not SignUpFile.objects.exists()


def test_a_file_may_be_left_out_where_it_is_optional():
    asked = SignUpFieldFactory.build(label="Report", field_type="file", required=False)
    assert send(SignUpFormPageFactory(fields=[asked])).status_code == 303
    assert SignUp.objects.get().answers == {"report": ""}


def test_a_storage_that_is_away_loses_no_answer(form_page, monkeypatch):
    def away(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(FileSystemStorage, "save", away)
    again = send(form_page, report=report())
    assert "Choose the file for “Report” again" in again.content.decode()
    response = send(form_page, your_name="Ines", report=report())
    assert response.status_code == 303
    assert SignUp.objects.get().answers["report"] == "report.pdf (could not be kept)"
    thanks = Client().get(response["Location"]).content.decode()
    assert "We could not keep a file" in thanks
    assert "report.pdf" not in thanks


def test_a_file_whose_row_could_not_be_kept_does_not_stay(form_page, private_files, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr(SignUpFile, "save", away)
    response = send(form_page, your_name="Ines", report=report())
    assert response.status_code == 503
    assert "Choose the file for “Report” again" in response.content.decode()
    assert stored(private_files) == 0


def test_where_nothing_is_taken_in_the_file_has_to_be_chosen_again(form_page):
    response = send(form_page, headers={}, your_name="Ines", report=report())
    assert response.status_code == 403
    assert "Choose the file for “Report” again" in response.content.decode()
    assert not SignUpFile.objects.exists()


def test_a_request_may_be_larger_only_where_a_file_is_asked_for(form_page):
    big = PDF + b" " * 300_000 + b"%%EOF"
    assert send(form_page, your_name="Ines", report=report(big)).status_code == 303
    assert send(SignUpFormPageFactory(), report=report(big)).status_code == 413


def test_the_same_answers_with_another_file_are_another_sign_up(form_page):
    for data in [PDF, PDF, PDF.replace(b"1.7", b"1.6")]:
        send(form_page, your_name="Ines", report=report(data))
    assert SignUp.objects.count() == 2


def pass_by(time: timedelta) -> None:
    now = timezone.now()
    SignUpFile.objects.update(created_at=now - time)
    Chore.objects.update_or_create(
        name="waiting-files", defaults={"done_at": now - timedelta(hours=2)}
    )


def test_what_nobody_sent_in_the_end_goes_after_a_day(
    form_page, private_files, django_capture_on_commit_callbacks
):
    send(form_page, report=report())
    send(form_page, your_name="Ines", report=report())
    for time, left in [(timedelta(hours=23), 2), (timedelta(hours=25), 1)]:
        pass_by(time)
        with django_capture_on_commit_callbacks(execute=True):
            list(forget_what_waits())
        assert SignUpFile.objects.count() == stored(private_files) == left
    assert SignUpFile.objects.get().sign_up


@pytest.fixture
def address(form_page) -> str:
    send(form_page, your_name="Ines", report=report(PDF, 'a "b"\n.exe'))
    return f"/admin/sign-ups/{SignUp.objects.get().pk}/files/{SignUpFile.objects.get().key}/"


def test_staff_get_a_file_to_be_saved_and_it_is_written_down(address, admin_client):
    response = admin_client.get(address)
    assert response.status_code == 200
    assert b"".join(response) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Disposition"].endswith('.pdf"')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    assert Access.objects.get(kind=Access.Kind.FILE).reference == SignUp.objects.get().reference
    page = admin_client.get(f"/admin/sign-ups/{SignUp.objects.get().pk}/").content.decode()
    assert f'href="{address}"' in page


def test_nobody_else_gets_it(address, admin_client, editor_client):
    assert Client().get(address).status_code == 302
    assert editor_client.get(address).status_code in {302, 403, 404}
    other = address.replace(
        str(SignUpFile.objects.get().key), "00000000-0000-4000-8000-000000000000"
    )
    assert admin_client.get(other).status_code == 404
    assert not Access.objects.filter(kind=Access.Kind.FILE).exists()
