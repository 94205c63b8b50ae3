"""Tables as files, written while they are sent: CSV, and XLSX (ECMA-376) with plain cells."""

import csv
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from xml.sax.saxutils import escape

Cell = str | Decimal
Row = Iterable[Cell]

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What makes a spreadsheet program take a text for a formula, wide forms among it; also behind
#: what cannot be seen.
_FORMULA = re.compile(
    r"[\s\x00-\x20\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]"
)
#: What XML cannot hold.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LENGTH = 32_767  # characters in a cell, at most

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PART = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEET = "xl/worksheets/sheet1.xml"
_AROUND = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_PART}.sheet.main+xml"/>'
        f'<Override PartName="/{_SHEET}" ContentType="{_PART}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Sign-ups" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
}


def harmless(text: str) -> str:
    """Mark a text that looks like a formula as text, as spreadsheet programs do."""
    return f"'{text}" if _FORMULA.match(text) else text


def as_csv(rows: Iterable[Row]) -> Iterator[bytes]:
    """Give a table as CSV, with the mark by which Excel knows UTF-8."""
    yield b"\xef\xbb\xbf"
    writer = csv.writer(_Passing(), quoting=csv.QUOTE_ALL)
    for row in rows:
        yield writer.writerow(map(_written, row))


def as_xlsx(rows: Iterable[Row]) -> Iterator[bytes]:
    """Give a table as a workbook of one sheet. No cell of it is a formula."""
    out = _Buffer()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in _AROUND.items():
            archive.writestr(name, _HEAD + part)
        with archive.open(_SHEET, "w") as sheet:
            sheet.write(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for row in rows:
                sheet.write(f"<row>{''.join(map(_cell, row))}</row>".encode())
                if out.held:
                    yield out.take()
            sheet.write(b"</sheetData></worksheet>")
    yield out.take()


#: By the end of the file’s name: what kind of file it is, and how it is written.
FORMATS: dict[str, tuple[str, Callable[[Iterable[Row]], Iterator[bytes]]]] = {
    "csv": (CSV_TYPE, as_csv),
    "xlsx": (XLSX_TYPE, as_xlsx),
}


def _written(cell: Cell) -> str:
    return format(cell, "f") if isinstance(cell, Decimal) else harmless(cell)


def _cell(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return f"<c><v>{cell:f}</v></c>"
    if not cell:
        return "<c/>"
    text = escape(_NO_XML.sub("", harmless(cell))[:_LENGTH])
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


class _Passing:
    """A file that gives back what is written."""

    def write(self, text: str) -> bytes:
        """Give it."""
        return text.encode()


class _Buffer:
    """A file without a way back, of which what was written can be taken."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self.held = bytearray()

    def write(self, data: bytes) -> int:
        """Hold it."""
        self.held += data
        return len(data)

    def flush(self) -> None:
        """Keep all: it goes when it is taken."""

    def close(self) -> None:
        """Keep all, too."""

    def take(self) -> bytes:
        """Give what is held, and hold it no longer."""
        taken = bytes(self.held)
        self.held.clear()
        return taken
