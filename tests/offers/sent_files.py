"""Files as people, and people who mean harm, send them."""

import io
import struct
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from PIL import Image

from tests.factories.offers import SignUpFieldFactory

PDF = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"


def archive(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return made.getvalue()


def docx(**extra: bytes) -> bytes:
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}
    return archive({**parts, **extra})


def beyond_all_bounds() -> bytes:
    """Give a document whose last part lies further away than any number can say."""
    made = io.BytesIO()
    far = ZipInfo("word/document.xml")
    far.extra = struct.pack("<HHQ", 1, 8, 2**63)
    with ZipFile(made, "w", ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", b"<Types/>")
        packed.writestr(far, b"<document/>")
    data = bytearray(made.getvalue())
    at = data.rindex(b"PK\x01\x02") + 42
    data[at : at + 4] = b"\xff" * 4
    return bytes(data)


def xlsx() -> bytes:
    return archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


def open_document(kind: str, **extra: bytes) -> bytes:
    mime = f"application/vnd.oasis.opendocument.{kind}".encode()
    return archive({"mimetype": mime, "content.xml": b"<content/>", **extra})


def picture(kind: str = "JPEG", size: tuple[int, int] = (8, 4), place: str = "") -> bytes:
    made, image = io.BytesIO(), Image.new("RGB", size, "teal")
    exif = image.getexif()
    if place:
        exif[0x010E] = place  # a description
        exif[0x0112] = 6  # lies on its side
    image.save(made, kind, exif=exif)
    return made.getvalue()


def with_wrong_sizes(data: bytes) -> bytes:
    """Give an archive that says all its parts are a byte long when unpacked."""
    found, at = bytearray(data), 0
    while (at := found.find(b"PK\x01\x02", at)) >= 0:
        found[at + 24 : at + 28] = b"\x01\x00\x00\x00"
        at += 4
    return bytes(found)


def asking_for_a_file() -> dict[str, Any]:
    """Give what makes a form ask for a name and a report."""
    asked = [
        SignUpFieldFactory.build(label="Your name"),
        SignUpFieldFactory.build(label="Report", field_type="file"),
    ]
    return {"fields": asked}


def stored(folder: Path) -> int:
    """Count the files below a folder."""
    return sum(path.is_file() for path in folder.rglob("*"))
