"""Requests that are large in some way: what they cost is bounded, and they are told so."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.http import UnreadablePostError
from django.http.request import HttpRequest
from django.test import Client

from offers.models import SignUp, SignUpFile
from offers.sign_ups import reading, uploads, views
from offers.sign_ups.reading import MOST
from tests.offers.sending import FROM_HERE, address, fields, send
from tests.offers.sent_files import PDF, asking_for_a_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_files")]

FORM_PAGE = asking_for_a_file()

FORM = "application/x-www-form-urlencoded"


def report(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("report.pdf", data)


def is_told(response, status: int) -> bool:
    return response.status_code == status and "did not arrive" in response.content.decode()


def test_what_is_typed_has_the_same_bound_where_files_are_asked_for(form_page):
    assert is_told(send(form_page, your_name="x" * (MOST + 1)), 413)
    body = b"a=" + b"x" * MOST
    assert is_told(Client().post(address(form_page), body, FORM, headers=FROM_HERE), 413)


def test_what_is_larger_than_all_files_is_taken_in_and_dropped_piece_by_piece(
    form_page, monkeypatch
):
    """Whoever is still sending would not hear the answer."""
    sizes, read = [], HttpRequest.read
    monkeypatch.setattr(reading, "MOST_WITH_FILES", 300_000)
    monkeypatch.setattr(views, "MOST_WITH_FILES", 300_000)
    monkeypatch.setattr(
        HttpRequest, "read", lambda *args: sizes.append(len(data := read(*args))) or data
    )
    large = report(PDF + b" " * 400_000)
    assert is_told(send(form_page, report=large), 413)
    assert sum(sizes) > 400_000
    assert max(sizes) == 64 * 1024
    sizes.clear()
    assert is_told(send(form_page, report=report(PDF + b" " * 900_000)), 413)
    assert sum(sizes) < 700_000


def test_thousands_of_files_are_refused(form_page):
    sent = fields(form_page, your_name="Ines")
    sent |= {f"x{n}": SimpleUploadedFile("x.pdf", PDF) for n in range(101)}
    assert is_told(Client().post(address(form_page), sent, headers=FROM_HERE), 400)


def test_a_large_file_goes_through_no_more_memory_than_it_takes_to_look_at_it(
    form_page, monkeypatch
):
    seen, chosen = [], uploads._chosen
    monkeypatch.setattr(
        uploads, "_chosen", lambda sent, *args: seen.append(sent) or chosen(sent, *args)
    )
    large = report(PDF + b" " * 3_000_000 + b"%%EOF")
    assert send(form_page, your_name="Ines", report=large).status_code == 303
    assert isinstance(seen[0], TemporaryUploadedFile)
    assert SignUpFile.objects.get().file.size == len(PDF) + 3_000_005


def test_what_breaks_off_on_its_way_is_no_fault_of_ours(form_page, monkeypatch):
    def broken_off(*args):
        raise UnreadablePostError

    monkeypatch.setattr(HttpRequest, "_load_post_and_files", broken_off)
    assert is_told(send(form_page, your_name="Ines"), 400)
    assert not SignUp.objects.exists()
