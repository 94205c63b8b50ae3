"""What a file is, by what it holds."""

import io

import pytest
from PIL import Image

from offers.form.attachments import RefusedError
from offers.sign_ups import documents, file_kinds
from offers.sign_ups.file_kinds import examined
from tests.offers.sent_files import (
    PDF,
    archive,
    beyond_all_bounds,
    docx,
    open_document,
    picture,
    with_wrong_sizes,
    xlsx,
)


def kind(data: bytes, name: str = "file") -> str:
    return examined(data, name)[0]


def refused(data: bytes, name: str = "file.pdf") -> str:
    with pytest.raises(RefusedError) as problem:
        examined(data, name)
    return problem.value.code


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (PDF, "report.exe", "pdf"),
        (docx(), "report", "docx"),
        (xlsx(), "sums", "xlsx"),
        (open_document("text"), "report", "odt"),
        (open_document("spreadsheet"), "sums", "ods"),
        (picture("JPEG"), "me.png", "jpg"),
        (picture("PNG"), "me.jpg", "png"),
        ("Grüße\r\n".encode(), "note.txt", "txt"),
        ("Grüße\r\n".encode("cp1252"), "note", "txt"),
        (b"a,b\n1,2\n", "sums.CSV", "csv"),
        (b"<script>alert(1)</script>", "page.html", "txt"),
    ],
)
def test_what_a_file_holds_says_what_it_is(data, name, expected):
    assert kind(data, name) == expected


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\x00 a program",
        b"\x7fELF\x02\x01\x00",
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        b"%PDF-1.7 without an end",
        PDF + archive({"hidden.txt": b"x"}),
        docx() + b"<script>",
        b"MZ" + docx(),
        archive({"readme.txt": b"only an archive"}),
        open_document("presentation"),
        docx(**{"../../etc/passwd": b"x"}),
        docx()[:-30],
        beyond_all_bounds(),
        docx().replace(b"PK\x01\x02", b"PK\x01\x09"),
        picture()[:80],
        b"\xff\xd8\xff\xe0 no picture",
        b"\x89PNG\r\n\x1a\n no picture",
    ],
)
def test_what_is_something_else_broken_or_two_things_at_once_is_refused(data):
    assert refused(data) == "wrong_kind"


@pytest.mark.parametrize("data", [b"", b" \n"])
def test_an_empty_file_is_refused(data):
    assert refused(data) == "empty"


def test_a_bomb_is_refused_whatever_it_says_of_its_size(monkeypatch):
    monkeypatch.setattr(documents, "UNPACKED", 1_000_000)
    bomb = docx(**{"word/media/zeros.bin": bytes(2_000_000)})
    assert len(bomb) < 5_000
    assert refused(bomb) == "too_much"
    assert refused(with_wrong_sizes(bomb)) in {"too_much", "wrong_kind"}


def test_thousands_of_parts_are_refused(monkeypatch):
    monkeypatch.setattr(documents, "PARTS", 10)
    assert refused(docx(**{f"word/{n}.xml": b"" for n in range(10)})) == "wrong_kind"


def test_a_picture_with_too_many_pixels_is_refused(monkeypatch):
    monkeypatch.setattr(file_kinds, "PIXELS", 31)
    assert refused(picture(size=(8, 4))) == "too_much"


@pytest.mark.parametrize("format_", ["JPEG", "PNG"])
def test_a_picture_is_kept_upright_and_without_what_it_tells_of_place_and_time(format_):
    sent = picture(format_, place="Brindlow, 9 o’clock") + b"<script>alert(1)</script>"
    assert b"Brindlow" in sent
    _, data = examined(sent, "me.jpg")
    assert b"Brindlow" not in data
    assert b"script" not in data
    with Image.open(io.BytesIO(data)) as kept:
        assert kept.size == (4, 8)
        assert not kept.getexif()
