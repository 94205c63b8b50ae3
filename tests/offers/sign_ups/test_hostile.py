"""What nobody’s browser sends."""

from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from offers.models import SignUp
from offers.sign_ups.reading import MOST
from tests.factories.home import StandardPageFactory
from tests.factories.offers import SignUpFieldFactory, SignUpFormPageFactory
from tests.offers.sending import FROM_HERE, address, fields, send, send_right

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"


def post_body(form_page, body: bytes | str, content_type: str = FORM, **headers: str):
    return Client().post(address(form_page), body, content_type, headers=FROM_HERE | headers)


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ('{"your_name": "Ines"}', "application/json", 415),
        ("plain", "text/plain", 415),
        ("", "", 415),
        ("no parts", "multipart/form-data", 400),
        ("--x\r\nbroken", "multipart/form-data; boundary=", 400),
        ("a=b", f"{FORM}; charset=utf-16", 400),
        ("&".join(f"a{n}=1" for n in range(10_001)), FORM, 400),
        (b"a=" + b"x" * MOST, FORM, 413),
        (b"a=" + b"x" * 10 * 1024 * 1024, FORM, 413),
        ("--x\r\nContent-Disposition: form-data\r\n\r\n", "multipart/form-data", 400),
    ],
)
def test_what_no_form_sends_gets_a_clear_page(form_page, body, content_type, status):
    response = post_body(form_page, body, content_type)
    assert response.status_code == status
    assert "Your answers did not arrive" in response.content.decode()
    assert f'href="{form_page.url}"' in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"
    assert not response.cookies


def test_five_thousand_fields_that_nobody_asked_for_change_nothing(form_page):
    sent = fields(form_page, your_name="Ines", e_mail_address="ines@example.org")
    sent |= {f"f{form_page.pk}-x{number}": "=1+1" for number in range(5_000)}
    assert post_body(form_page, urlencode(sent)).status_code == 303
    assert set(SignUp.objects.get().answers) == {"your_name", "e_mail_address"}


@pytest.mark.parametrize("cut", [20, 60, 100])
def test_what_breaks_off_in_the_middle_is_an_empty_form_or_broken(form_page, cut):
    part = f'Content-Disposition: form-data; name="f{form_page.pk}-your_name"\r\n\r\nInes\r\n'
    body = f"--x\r\n{part}--x--\r\n"[:cut]
    response = post_body(form_page, body, "multipart/form-data; boundary=x")
    assert response.status_code in {400, 422}
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("length", ["-1", "many", "9" * 30])
def test_a_length_that_is_none_gets_a_clear_page(form_page, length):
    response = post_body(form_page, "a=b", **{"Content-Length": length})
    assert response.status_code in {400, 413}


@pytest.mark.parametrize("body", ["&&&", "=", "%", "%00=%00", "a=%ff%fe", b"\xff\xfe=\x00"])
def test_bytes_that_say_nothing_are_an_empty_form(form_page, body):
    response = post_body(form_page, body)
    assert response.status_code == 422
    assert "Enter your name" in response.content.decode()


def test_invisible_and_broken_characters_never_reach_the_database(form_page):
    name = f"f{form_page.pk}-your_name"
    mail = f"f{form_page.pk}-e_mail_address"
    body = f"{name}=In%00es%08+%E2%80%AEO%ff&{mail}=in%00es@example.org"
    assert post_body(form_page, body).status_code == 303
    assert SignUp.objects.get().answers == {
        "your_name": "Ines O\N{REPLACEMENT CHARACTER}",
        "e_mail_address": "ines@example.org",
    }


def test_markup_is_shown_as_it_was_typed(form_page):
    response = send(form_page, your_name='"><script>alert(1)</script>')
    assert b"<script>alert" not in response.content
    assert b"&quot;&gt;&lt;script&gt;alert(1)" in response.content


@pytest.mark.parametrize(
    "number",
    ["", "0", "-1", "9" * 18, "9" * 19, "9" * 4000, "1.5", "1e5", "٣", "null", "' OR 1=1", "²"],
)
def test_a_forged_host_is_no_host(form_page, number):
    assert send(form_page, number).status_code == 422
    assert send_right(form_page, number).status_code == 303
    assert SignUp.objects.get().host_id == form_page.pk


def test_hosts_that_are_other_kinds_of_page_are_no_host(form_page, home_page, blog_index):
    for page in [home_page, blog_index, home_page.get_parent()]:
        response = send(form_page, page)
        assert response.status_code == 422
        assert f"<h1>{form_page.title}</h1>" in response.content.decode()


def test_a_page_that_only_leads_to_the_form_is_no_host(form_page):
    text = f'<p><a linktype="page" id="{form_page.pk}">Sign up</a></p>'
    page = StandardPageFactory(body=[("paragraph", text)])
    assert 'value="Ines"' in send(form_page, page, your_name="Ines").content.decode()
    send_right(form_page, page)
    assert SignUp.objects.get().host_id == form_page.pk


def test_forged_choices_are_refused_and_shown_nowhere():
    kinds = ["radio", "dropdown", "checkboxes", "multiselect"]
    form_page = SignUpFormPageFactory(
        fields=[
            SignUpFieldFactory.build(label=kind, field_type=kind, choices="a\nb") for kind in kinds
        ]
    )
    response = send(form_page, **dict.fromkeys(kinds, "forged 'option'"))
    assert response.status_code == 422
    assert b"forged" not in response.content
    assert response.content.count(b"is not offered: choose again</a>") == 4


def test_a_file_is_no_answer(form_page):
    name = f"f{form_page.pk}-your_name"
    files = fields(form_page, e_mail_address="ines@example.org")
    files[name] = SimpleUploadedFile("x.exe", b"MZ")
    response = Client().post(address(form_page), files, headers=FROM_HERE)
    assert response.status_code == 422
    assert "Enter your name" in response.content.decode()


def test_a_page_number_in_the_query_harms_nothing(form_page):
    for query in ["?page=99999", "?page=%00", "?mode=x"]:
        path = address(form_page) + query
        assert Client().post(path, {}, headers=FROM_HERE).status_code in {404, 422}


@pytest.mark.parametrize(
    "path",
    [
        "/sign-up/",
        "/sign-up/x/",
        "/sign-up/%00/",
        "/sign-up/1/thank-you/",
        "/sign-up/00000000-0000-4000-8000-000000000000/thank-you/%00/",
    ],
)
def test_other_addresses_are_not_found(path, home_page):
    assert Client().post(path, headers=FROM_HERE).status_code == 404


def test_a_text_may_be_long_but_not_endless():
    asked = SignUpFieldFactory.build(label="Tell us", field_type="multiline")
    form_page = SignUpFormPageFactory(fields=[asked])
    assert send(form_page, tell_us="x" * 20_000).status_code == 303
    response = send(form_page, tell_us="x" * 20_001)
    assert "“Tell us” must be 20000 characters or fewer" in response.content.decode()
