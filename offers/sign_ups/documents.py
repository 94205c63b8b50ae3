"""What a document of an office program is, and whether it holds programs.

The names of its parts prove nothing: what a document holds is told by the parts themselves, and by
its lists of them, read as XML. It is unpacked once, in pieces, and never beyond a bound. Not looked
at: documents inside it, fields that ask other programs, and what it fetches from elsewhere but for
its template.
"""

import io
import logging
import re
from collections.abc import Callable
from urllib.parse import unquote
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from offers.form.attachments import RefusedError

logger = logging.getLogger(__name__)

PARTS = 2_000  # of a document
UNPACKED = 100 * 1024 * 1024  # bytes
XML = 8 * 1024 * 1024  # bytes, of what is read as XML: a second of work
_CHUNK = 64 * 1024  # bytes
_END_OF_ZIP = 22  # bytes, without a comment
_TYPES = "[content_types].xml"
_OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_OFFICE_DOCUMENTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
#: In the names of parts, and in media types and kinds of relationships; in small letters.
_ACTIVE_PARTS = ("vbaproject.bin", "vbadata.xml", "activex/", "macrosheets/", "basic/", "scripts/")
_ACTIVE_TYPES = ("macro", "vba", "activex", "relationships/control")
#: The parts of an OpenDocument in which a program can stand, and how it stands there.
_OPEN_PARTS = {"content.xml", "styles.xml"}
_MODULE = "http://openoffice.org/2004/office module"
#: How an OLE file begins, and the name that every project of macros has in it.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROJECT = "_VBA_PROJECT".encode("utf-16-le")

#: A path on the computer itself, as Word writes it for its own template: no scheme but “file:”, and
#: no host. Windows takes a path that begins with two slashes, or “/??/”, to another computer.
_LOCAL = re.compile(r"(file:(//(localhost)?(?=/))?(?!.*//)[^?]*|([a-z]:)?(?!.*//)[^:?]*)")

#: Stands between the namespace of a name and the rest of it.
_OF = " "

Attributes = dict[str, str]
Look = Callable[[str, Attributes], None]


def document_kind(data: bytes) -> str:
    """Give what kind of document some bytes are: “docx”, “odt”, “xlsx” or “ods”.

    What it says of its sizes is not believed either. It must end where the archive ends, so that
    nothing else hides behind it. Raises RefusedError for anything else, and for macros.
    """
    if data[-_END_OF_ZIP:][:4] != b"PK\x05\x06":
        raise RefusedError("wrong_kind")
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return _Document(archive).kind()
    except RefusedError:
        raise
    except Exception:  # whatever an unpacker or a parser makes of bytes that are meant to break it
        logger.info("A document was refused.", exc_info=True)
        raise RefusedError("wrong_kind") from None


class _Document:
    """A document that is read once, from its first part to its last."""

    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive
        self.parts = {part.filename.lower(): part for part in archive.infolist()}
        self.unpacked, self.xml = 0, 0

    def kind(self) -> str:
        """Check all of it, and say what it is."""
        self._check_parts(self.archive.infolist())
        for name, part in self.parts.items():
            self._read(name, part)
        kind = None
        if {"mimetype", "content.xml"} <= self.parts.keys():
            with self.archive.open(self.parts["mimetype"]) as packed:
                kind = _OPEN_DOCUMENTS.get(packed.read(_CHUNK).strip())
        elif _TYPES in self.parts:
            kind = next((_OFFICE_DOCUMENTS[n] for n in _OFFICE_DOCUMENTS if n in self.parts), None)
        if kind is None:
            raise RefusedError("wrong_kind")
        return kind

    def _check_parts(self, parts: list[ZipInfo]) -> None:
        # Two names that differ in case only are one to some programs, and two to others.
        if len(parts) > PARTS or len(self.parts) != len(parts):
            raise RefusedError("wrong_kind")
        if any(name.startswith(("/", "\\")) or ".." in name.split("/") for name in self.parts):
            raise RefusedError("wrong_kind")
        if any(part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for part in parts):
            raise RefusedError("wrong_kind")
        if any(part.flag_bits & 1 for part in parts):  # locked with a password
            raise RefusedError("wrong_kind")
        if any(active in name for name in self.parts for active in _ACTIVE_PARTS):
            raise RefusedError("macros")

    def _read(self, name: str, part: ZipInfo) -> None:
        """Unpack a part, and look at it on the way."""
        look = _LOOK.get(name) or (_look_at_relationship if name.endswith(".rels") else None)
        parser = _parser(look) if look else None
        is_ole, tail = False, b""
        with self.archive.open(part) as packed:
            while chunk := packed.read(_CHUNK):
                self.unpacked += len(chunk)
                is_ole = is_ole or (not tail and chunk.startswith(_OLE))
                if is_ole and _PROJECT in tail + chunk:
                    raise RefusedError("macros")
                tail = chunk[-len(_PROJECT) :]
                self.xml += len(chunk) if parser else 0
                if self.unpacked > UNPACKED or self.xml > XML:
                    raise RefusedError("too_much")
                if parser:
                    parser.Parse(chunk, False)
        if parser:
            parser.Parse(b"", True)


def _parser(look: Look) -> expat.XMLParserType:
    """Give a parser that shows each element, with its attributes, and keeps none.

    It knows no DTD, so no entity can be blown up or read from elsewhere.
    """

    def shown(name: str, given: Attributes) -> None:
        look(name, {key.rpartition(_OF)[2].lower(): value for key, value in given.items()})

    def refused(*_: object) -> None:
        raise RefusedError("wrong_kind")

    parser = expat.ParserCreate(namespace_separator=_OF)
    parser.StartDoctypeDeclHandler = refused
    parser.StartElementHandler = shown
    return parser


def _look_at_type(name: str, given: Attributes) -> None:
    """Refuse a part that is said to be a program."""
    if _is_active(given.get("contenttype", "")):
        raise RefusedError("macros")


def _look_at_relationship(name: str, given: Attributes) -> None:
    """Refuse what leads to a program, or to a template elsewhere that could bring one."""
    kind = given.get("type", "").lower()
    if _is_active(kind):
        raise RefusedError("macros")
    if kind.endswith("/attachedtemplate") and not _is_local(given.get("target", "")):
        raise RefusedError("macros")


def _is_local(target: str) -> bool:
    path = "".join(unquote(target).split()).replace("\\", "/").lower()
    return _LOCAL.fullmatch(path) is not None


def _look_at_element(name: str, given: Attributes) -> None:
    """Refuse a program that is written into a text."""
    if name == _MODULE:
        raise RefusedError("macros")


def _is_active(kind: str) -> bool:
    return any(active in kind.lower() for active in _ACTIVE_TYPES)


_LOOK = {_TYPES: _look_at_type, **dict.fromkeys(_OPEN_PARTS, _look_at_element)}
