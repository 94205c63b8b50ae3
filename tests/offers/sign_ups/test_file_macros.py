"""Documents that hold programs, however they hide them."""

import pytest

from offers.form.attachments import RefusedError
from offers.sign_ups import documents
from offers.sign_ups.file_kinds import examined
from tests.offers.sent_files import archive, docx, open_document

TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
LINKS = '<Relationships xmlns="urn:x">{}</Relationships>'
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROJECT = "_VBA_PROJECT".encode("utf-16-le")
MODULE = (
    '<c xmlns:o="http://openoffice.org/2004/office"><o:library-embedded o:name="Standard">{}'
    "</o:library-embedded></c>"
)


def answer(data: bytes) -> str:
    try:
        return examined(data, "report.docx")[0]
    except RefusedError as refused:
        return refused.code


def with_types(types: bytes) -> bytes:
    return archive({"[Content_Types].xml": types, "word/document.xml": b"<document/>"})


def with_link(**given: str) -> bytes:
    said = " ".join(f'{name}="{value}"' for name, value in given.items())
    links = LINKS.format(f"<Relationship {said}/>")
    return docx(**{"word/_rels/document.xml.rels": links.encode()})


@pytest.mark.parametrize(
    "part", ["word/vbaProject.bin", "WORD/VBAPROJECT.BIN", "word/activeX/activeX1.xml"]
)
def test_a_part_that_is_called_a_program_is_refused(part):
    assert answer(docx(**{part: b"x"})) == "macros"


@pytest.mark.parametrize("before", [0, 65_530, 200_000])
def test_a_project_of_macros_is_found_under_any_name(before):
    assert answer(docx(**{"word/media/image1.png": OLE + bytes(before) + PROJECT})) == "macros"
    assert answer(docx(**{"word/embeddings/old.bin": OLE + bytes(before)})) == "docx"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_a_type_that_is_declared_late_or_in_another_encoding_is_read(encoding):
    harmless = '<Default Extension="png" ContentType="image/png"/>' * 4_000
    late = harmless + f'<Override PartName="/word/document.xml" ContentType="{MACROS}"/>'
    said = f'<?xml version="1.0" encoding="{encoding}"?>' + TYPES
    assert answer(with_types(said.format(late).encode(encoding))) == "macros"
    assert answer(with_types(said.format(harmless).encode(encoding))) == "docx"


def test_a_type_that_is_written_in_characters_by_number_is_read():
    written = MACROS.replace("macro", "&#109;acro")
    assert answer(with_types(TYPES.format(f'<Default ContentType="{written}"/>').encode())) == (
        "macros"
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"Type": "http://x/relationships/vbaProject", "Target": "media/a.png"}, "macros"),
        ({"Type": "http://x/relationships/xlMacrosheet", "Target": "sheet9.xml"}, "macros"),
        ({"Type": "http://x/relationships/control", "Target": "a.xml"}, "macros"),
        ({"Type": "http://x/relationships/hyperlink", "Target": "https://macro.test/"}, "docx"),
    ],
)
def test_what_a_document_leads_to_is_read(given, expected):
    assert answer(with_link(**given)) == expected


@pytest.mark.parametrize(
    "target",
    [
        "https://x.test/a.dotm",
        "smb://x.test/a.dotm",
        "webdav:x.test/a.dotm",
        "//x.test/share/a.dotm",
        r"\\x.test\share\a.dotm",
        r"/\x.test/share/a.dotm",
        r"\??\UNC\x.test\share\a.dotm",
        "&#9;/&#9;/x.test/share/a.dotm",
        "file://x.test/share/a.dotm",
        "FILE://localhost//x.test/a.dotm",
        "file:////x.test/share/a.dotm",
        r"file:///\\x.test\share\a.dotm",
        "file:///%5C%5Cx.test/share/a.dotm",
        "file:///.//x.test/share/a.dotm",
    ],
)
def test_a_template_on_another_computer_is_refused(target):
    assert answer(with_link(Type="http://x/attachedTemplate", Target=target)) == "macros"


@pytest.mark.parametrize(
    "target",
    [
        "file:///C:/Users/Ines/Normal.dotm",
        r"file:///C:\Users\Ines%20L\Normal.dotm",
        "file://localhost/Users/Ines/Normal.dotm",
        r"C:\Users\Ines L\Normal.dotm",
        "Normal.dotm",
        "../Templates/Normal.dotm",
    ],
)
def test_the_template_that_word_itself_writes_is_let_through(target):
    assert answer(with_link(Type="http://x/attachedTemplate", Target=target)) == "docx"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"Basic/Standard/Module1.xml": b"x"}, "macros"),
        ({"Scripts/python/a.py": b"x"}, "macros"),
        ({"content.xml": MODULE.format('<o:module o:name="M"/>').encode()}, "macros"),
        ({"content.xml": MODULE.format("").encode()}, "odt"),
    ],
)
def test_programs_of_open_documents_are_refused(parts, expected):
    assert answer(open_document("text", **parts)) == expected


@pytest.mark.parametrize(
    "types",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Types>&b;</Types>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Types>&a;</Types>',
        b"<Types>",
        b"",
        b"<Types/>" + b"\x00" * 9,
    ],
)
def test_xml_with_entities_or_without_an_end_is_refused(types):
    assert answer(with_types(types)) == "wrong_kind"


def test_xml_is_read_up_to_a_bound_and_as_deep_as_it_goes(monkeypatch):
    assert answer(with_types(b"<a>" * 100_000 + b"</a>" * 100_000)) == "docx"
    monkeypatch.setattr(documents, "XML", 50_000)
    assert answer(with_types(b"<Types>" + b" " * 50_000 + b"</Types>")) == "too_much"


def test_two_parts_whose_names_differ_in_case_are_refused():
    assert answer(docx(**{"[content_types].xml": b"<Types/>"})) == "wrong_kind"
