"""What a file is, by what it holds: neither its name nor its sender is believed."""

import io
import logging
import re
from collections.abc import Iterable
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo, is_zipfile

from PIL import Image, ImageOps

logger = logging.getLogger(__name__)

PIXELS = 40_000_000
PARTS = 2_000  # of a document
UNPACKED = 100 * 1024 * 1024  # bytes
_CHUNK = 64 * 1024  # bytes
_END_OF_ZIP = 22  # bytes, without a comment
_OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_OFFICE_DOCUMENTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
#: What a picture says of its colours, and nothing else, stays with it.
_COLOURS = ("icc_profile", "transparency")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_ACTIVE = ("vbaproject.bin", "vbadata.xml", "activex/", "basic/", "scripts/")


class RefusedError(Exception):
    """A file that is not taken; `code` says why: “wrong_kind”, “too_much”, “macros”, “empty”."""

    def __init__(self, code: str) -> None:
        """Keep why."""
        super().__init__(code)
        self.code = code


def examined(data: bytes, name: str) -> tuple[str, bytes]:
    """Give what kind a file is, and the bytes to keep: of a picture, the picture alone.

    A picture is written anew, which drops where and when it was taken, and whatever else was
    hidden in it. Raises RefusedError for a file that is not taken.
    """
    if not data.strip():
        raise RefusedError("empty")
    if data.startswith(b"%PDF-"):
        return _pdf(data), data
    if data.startswith(b"PK\x03\x04"):
        return _document(data), data
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return _picture(data)
    return _text(data, name), data


def _pdf(data: bytes) -> str:
    """Check that it is a PDF from its first byte to its last, and no archive besides."""
    if b"%%EOF" not in data[-1024:] or is_zipfile(io.BytesIO(data)):
        raise RefusedError("wrong_kind")
    return "pdf"


def _picture(data: bytes) -> tuple[str, bytes]:
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG", "PNG"]) as found:
            if found.width * found.height > PIXELS:
                raise RefusedError("too_much")
            kind = "png" if found.format == "PNG" else "jpg"  # or what a telephone makes of JPEG
            upright = ImageOps.exif_transpose(found)
        upright.info = {name: upright.info[name] for name in _COLOURS if name in upright.info}
        written = io.BytesIO()
        upright.save(written, "PNG" if kind == "png" else "JPEG", quality=90)
    except RefusedError:
        raise
    except Exception:  # whatever a decoder makes of bytes that are meant to break it
        logger.info("A picture was refused.", exc_info=True)
        raise RefusedError("wrong_kind") from None
    return kind, written.getvalue()


def _text(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            raise RefusedError("wrong_kind") from None
    if _UNPRINTABLE.search(text):
        raise RefusedError("wrong_kind")
    return "csv" if name.lower().endswith(".csv") else "txt"


def _document(data: bytes) -> str:
    """Check a document of an office program: an archive with certain parts, unpacked in full.

    What it says of its sizes is not believed either. It must end where the archive ends, so that
    nothing else hides behind it.
    """
    if data[-_END_OF_ZIP:][:4] != b"PK\x05\x06":
        raise RefusedError("wrong_kind")
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_parts(parts)
            _unpack(archive, parts)
            return _kind(archive, {part.filename for part in parts})
    except RefusedError:
        raise
    except Exception:  # whatever an unpacker makes of bytes that are meant to break it
        logger.info("A document was refused.", exc_info=True)
        raise RefusedError("wrong_kind") from None


def _check_parts(parts: list[ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if len(parts) > PARTS or len(set(names)) != len(names):
        raise RefusedError("wrong_kind")
    if any(name.startswith(("/", "\\")) or ".." in name.split("/") for name in names):
        raise RefusedError("wrong_kind")
    if any(part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for part in parts):
        raise RefusedError("wrong_kind")
    if any(part.flag_bits & 1 for part in parts):  # locked with a password
        raise RefusedError("wrong_kind")
    if any(active in name.lower() for name in names for active in _ACTIVE):
        raise RefusedError("macros")


def _unpack(archive: ZipFile, parts: Iterable[ZipInfo]) -> None:
    left = UNPACKED
    for part in parts:
        with archive.open(part) as packed:
            while chunk := packed.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise RefusedError("too_much")


def _kind(archive: ZipFile, names: set[str]) -> str:
    if "mimetype" in names and "content.xml" in names:
        kind = _OPEN_DOCUMENTS.get(_read(archive, "mimetype").strip())
    elif "[Content_Types].xml" in names:
        if b"macroenabled" in _read(archive, "[Content_Types].xml").lower():
            raise RefusedError("macros")
        kind = next((_OFFICE_DOCUMENTS[name] for name in _OFFICE_DOCUMENTS if name in names), None)
    else:
        kind = None
    if kind is None:
        raise RefusedError("wrong_kind")
    return kind


def _read(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as packed:
        return packed.read(_CHUNK)
