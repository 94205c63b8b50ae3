"""Tables as files, written while they are sent: CSV, and XLSX (ECMA-376) with plain cells.

The first row holds the headings, and stays in sight in a workbook.
"""

import csv
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import chain, zip_longest
from xml.sax.saxutils import escape

#: A moment is told by the clock of its own time zone.
Cell = str | Decimal | date | datetime
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
_STYLES = "xl/styles.xml"
#: Numbers of formats in `_STYLES`; cells without one are plain.
_HEADING, _DAY, _MOMENT, _TEXT = 1, 2, 3, 4
#: From here spreadsheet programs count days.
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - as cells have it: a clock on a wall
_ONE_DAY = timedelta(days=1)
_NARROW, _WIDE = 12, 40  # characters
_AROUND = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_PART}.sheet.main+xml"/>'
        f'<Override PartName="/{_STYLES}" ContentType="{_PART}.styles+xml"/>'
        f'<Override PartName="/{_SHEET}" ContentType="{_PART}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" '
        f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Sign-ups" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    _STYLES: (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164" '
        'formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/>'
        '</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        "<borders><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/>'
        '<xf fontId="1" applyFont="1" quotePrefix="1"/><xf numFmtId="164" applyNumberFormat="1"/>'
        '<xf numFmtId="165" applyNumberFormat="1"/><xf quotePrefix="1"/></cellXfs>'
        '<cellStyles count="1">'
        '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}
#: The headings stay where they are while the rest is scrolled.
_FROZEN = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
    'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
)


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
    """Give a table as a workbook of one sheet. No cell of it is a formula, or becomes one.

    A workbook says of a cell that it is text, so that “+44 20” stays as it was written; a CSV can
    only say so in the text.
    """
    out = _Buffer()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in _AROUND.items():
            archive.writestr(name, _HEAD + part)
        with archive.open(_SHEET, "w") as sheet:
            sheet.write(f'{_HEAD}<worksheet xmlns="{_MAIN}">{_FROZEN}'.encode())
            coming = iter(rows)
            headings, first = list(next(coming, [])), list(next(coming, []))
            sheet.write(f"{_columns(headings, first)}<sheetData>".encode())
            sheet.write(
                f"<row>{''.join(_cell(cell, _HEADING) for cell in headings)}</row>".encode()
            )
            for row in chain(filter(None, [first]), coming):
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
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    return cell.isoformat() if isinstance(cell, date) else harmless(cell)


def _columns(headings: list[Cell], first: list[Cell]) -> str:
    """Make columns as wide as their heading and the first cell below it, within reason."""
    both = zip_longest(map(_written, headings), map(_written, first), fillvalue="")
    widths = [min(max(len(above), len(below), _NARROW - 2), _WIDE - 2) + 2 for above, below in both]
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(widths, start=1)
    )
    return f"<cols>{columns}</cols>" if columns else ""


def _cell(cell: Cell, style: int = 0) -> str:
    if isinstance(cell, Decimal):
        return f"<c><v>{cell:f}</v></c>"
    if isinstance(cell, date) and cell.year > _FIRST_DAY.year:
        return _on_the_calendar(cell)
    written = cell if isinstance(cell, str) else _written(cell)
    if not written:
        return "<c/>"
    text = escape(_NO_XML.sub("", written)[:_LENGTH])
    style = style or (_TEXT if _FORMULA.match(written) else 0)
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _on_the_calendar(cell: date) -> str:
    """Give a day or a moment as the number of days by which spreadsheet programs know it."""
    if isinstance(cell, datetime):
        passed = cell.replace(tzinfo=None, second=0, microsecond=0) - _FIRST_DAY
        return f'<c s="{_MOMENT}"><v>{passed / _ONE_DAY:.10f}</v></c>'
    return f'<c s="{_DAY}"><v>{cell.toordinal() - _FIRST_DAY.toordinal()}</v></c>'


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
