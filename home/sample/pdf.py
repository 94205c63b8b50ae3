"""Plain text as a small PDF file: real, selectable text, with a title and a language."""

import textwrap

PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 595, 842, 64  # A4, in points
LINES_ON_A_PAGE = 42


def pdf(title: str, text: str) -> bytes:
    """Give a PDF with a title line and a text; `# ` begins a heading, `- ` an item."""
    lines = [("title", title), ("", ""), *_laid_out(text)]
    pages = [
        lines[start : start + LINES_ON_A_PAGE] for start in range(0, len(lines), LINES_ON_A_PAGE)
    ]
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) "
        b"/ViewerPreferences << /DisplayDocTitle true >> >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        _font("Helvetica"),
        _font("Helvetica-Bold"),
    ]
    for number, page in enumerate(pages):
        stream = _drawn(page)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE_WIDTH} {PAGE_HEIGHT}] "
            f"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> "
            f"/Contents {6 + 2 * number} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream))
    objects.append(b"<< /Title %b /Author (Lantern Streets) >>" % _string(title))
    return _assembled(objects)


def _laid_out(text: str) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    for line in textwrap.dedent(text).strip().splitlines():
        if line.startswith("# "):
            lines.append(("heading", line[2:]))
        elif line.startswith("- "):
            lines.extend(
                ("", wrapped)
                for wrapped in textwrap.wrap(
                    line[2:], 78, initial_indent="•  ", subsequent_indent="    "
                )
            )
        else:
            lines.extend(("", wrapped) for wrapped in textwrap.wrap(line, 82) or [""])
    return lines


def _drawn(lines: list[tuple[str, str]]) -> bytes:
    faces = {"title": b"/F2 20 Tf", "heading": b"/F2 13 Tf", "": b"/F1 11 Tf"}
    drawn = [b"BT", b"17 TL", b"%d %d Td" % (MARGIN, PAGE_HEIGHT - MARGIN)]
    for kind, words in lines:
        drawn.append(b"%b %b Tj T*" % (faces[kind], _string(words)))
    return b"\n".join([*drawn, b"ET"])


def _font(name: str) -> bytes:
    return (
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
    ).encode()


def _string(words: str) -> bytes:
    """Give words as a PDF string in the Windows Latin alphabet."""
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return b"(%b)" % escaped.encode("cp1252")


def _assembled(objects: list[bytes]) -> bytes:
    """Give the file: the objects, numbered, and the table that says where each begins."""
    out = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%b"
        b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(objects), len(out))
    )
