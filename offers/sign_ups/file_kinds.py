"""What a file is, by what it holds: neither its name nor its sender is believed.

What a PDF does when it is opened (scripts, as forms of authorities have them, other programs that
it would start, files inside it) is not looked for: it can be hidden in many ways, so to find some
would promise too much. No file is ever shown by us, only saved.
"""

import io
import logging
import re
from zipfile import is_zipfile

from PIL import Image, ImageOps

from offers.form.attachments import RefusedError
from offers.sign_ups.documents import document_kind

logger = logging.getLogger(__name__)

PIXELS = 40_000_000
#: What a picture says of its colours, and nothing else, stays with it.
_COLOURS = ("icc_profile", "transparency")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


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
        return document_kind(data), data
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
