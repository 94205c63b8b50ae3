"""What people call their files: kept so that it can be recognised and harms nobody."""

import io
import json
import re
from zipfile import ZipFile

import pytest
from django.core.files.storage import FileSystemStorage
from django.test import Client

from offers.models import SignUp, SignUpFile
from offers.sign_ups.person import write_zip
from offers.sign_ups.uploads import called
from tests.factories.offers import SignUpFieldFactory, SignUpFormPageFactory
from tests.offers.sending import FROM_HERE, address, fields
from tests.offers.sent_files import PDF


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("C:\\Users\\Ines\\report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("report.pdf/", "report.pdf"),
        ("re\u202eport.pdf", "report.pdf"),
        ("re\u200eport\u2028\x1b[31m.pdf", "re_port [31m.pdf"),
        ("x" * 3000 + ".pdf", "x" * 100 + ".pdf"),
        ("x." + "y" * 3000, "x." + "y" * 9),
        ("", "file"),
        (".", "file"),
        ("..", "file"),
        (". . .", "file"),
        ("\x00\x07", "file"),
        (".htaccess", "htaccess"),
        ("report.pdf. .", "report.pdf"),
        ('a<b>:"c"|?*.pdf', "a_b___c____.pdf"),
        ("CON", "_CON"),
        ("con .pdf", "_con.pdf"),
        ("LPT1.tar.gz", "_LPT1.tar.gz"),
        ("console.pdf", "console.pdf"),
        ("Lebenslauf – Žofie 你好.pdf", "Lebenslauf – Žofie 你好.pdf"),
    ],
)
def test_names_are_short_and_show_what_they_are(sent, name):
    assert called(sent) == name


NAMES = [
    "..",
    "../../../etc/cron.d/x",
    "x" * 760 + ".pdf",  # as long as any system lets a name be
    'a"; filename=evil.exe; x="',
    "report\r\nSet-Cookie: a=b.pdf",
    "\u202efdp.exe",
    "NUL.pdf",
    "Žofie 你好.pdf",
    "=cmd|'/c calc'!A1.pdf",
]


@pytest.mark.django_db
def test_files_with_hostile_names_are_shown_handed_out_and_exported(
    tmp_path, monkeypatch, admin_client
):
    monkeypatch.setattr(SignUpFile._meta.get_field("file"), "storage", FileSystemStorage(tmp_path))
    form_page = SignUpFormPageFactory(
        fields=[
            SignUpFieldFactory.build(label="Your name"),
            *(
                SignUpFieldFactory.build(label=f"File {n}", field_type="file", required=False)
                for n in range(len(NAMES))
            ),
        ]
    )
    response = Client().post(
        address(form_page),
        multipart(form_page, NAMES),
        "multipart/form-data; boundary=x",
        headers=FROM_HERE,
    )
    assert response.status_code == 303
    sign_up, files = SignUp.objects.get(), list(SignUpFile.objects.order_by("pk"))
    assert len(files) == len(NAMES) - 1  # of “..” Django says that no file was chosen
    assert {path.parent for path in tmp_path.rglob("*.pdf")} == {tmp_path / "sign-ups"}
    shown = admin_client.get(f"/admin/sign-ups/{sign_up.pk}/").content.decode()
    for file in files:
        assert file.name.replace("'", "&#x27;") in shown
        handed_out = admin_client.get(f"/admin/sign-ups/{sign_up.pk}/files/{file.key}/")
        said = handed_out["Content-Disposition"]  # RFC 6266
        assert re.fullmatch(r"attachment; filename(=\"[^\"\\]+\.pdf\"|\*=utf-8''[\w.%!'-]+)", said)
        assert b"".join(handed_out) == PDF
    bundle = io.BytesIO()
    write_zip(SignUp.objects.all(), "ines@example.org", bundle)
    with ZipFile(bundle) as opened:
        paths = {f"files/{sign_up.reference}-{n}.pdf" for n in range(1, len(NAMES))}
        assert {*opened.namelist()} == paths | {"person.json", "person.html"}
        told = json.loads(opened.read("person.json"))["sign_ups"][0]["files"]
    assert [file["name"] for file in told] == [file.name for file in files]


@pytest.mark.django_db
def test_a_name_that_is_longer_than_any_system_has_gets_a_clear_page():
    form_page = SignUpFormPageFactory()
    body = multipart(form_page, ["x" * 3000])
    content_type = "multipart/form-data; boundary=x"
    response = Client().post(address(form_page), body, content_type, headers=FROM_HERE)
    assert response.status_code == 400
    assert "Your answers did not arrive" in response.content.decode()


def multipart(form_page, names: list[str]) -> bytes:
    """Give a body as no browser and no client library would write it."""
    parts = []
    for name, value in fields(form_page, your_name="Ines").items():
        parts.append(f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode())
    for number, name in enumerate(names):
        told = name.replace('"', '\\"')
        head = f'form-data; name="f{form_page.pk}-file_{number}"; filename="{told}"'
        parts.append(f"Content-Disposition: {head}\r\n\r\n".encode() + PDF)
    return b"".join(b"--x\r\n" + part + b"\r\n" for part in parts) + b"--x--\r\n"
