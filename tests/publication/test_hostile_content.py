"""Hostile content, written straight into the database, leaves by no address."""

import json
import re
from functools import cache
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.db.models import CharField, TextField, URLField
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex, Site

from blog.models import AuthorLink, AuthorPage, PostContribution, PostPage
from cms.blocks.markup import ALLOWED, SCHEMES, UNSAFE_CHARACTERS, clean
from cms.media.models import LibraryDocument, LibraryImage
from cms.publication.kinds import KINDS
from cms.publication.models import ContentItem
from cms.vocabulary.models import Organisation, Topic
from home.models import HomePage, StandardPage
from offers.models import OfferPage, OfferSession, SignUpField, SignUpFormPage
from tests.factories.blog import AuthorPageFactory, PostPageFactory, contribution
from tests.factories.home import StandardPageFactory
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.offers import OfferPageFactory, OfferSessionFactory, SignUpFormPageFactory
from tests.factories.vocabulary import OrganisationFactory, TopicFactory

pytestmark = pytest.mark.django_db

#: What is put into every text there is, by what it tries.
TEXTS = {
    "elements": (
        "MARK<script>alert(1)</script><style>*{display:none}</style><iframe src=//evil.example>"
        "</iframe><base href=//evil.example/><meta http-equiv=refresh content='0;//evil.example'>"
        "<object data=//evil.example></object><embed src=//evil.example><form action=/evil>"
        "<input name=q><button>b</button></form><link rel=stylesheet href=//evil.example>"
        "<textarea></title></textarea><noscript><p title='</noscript><img src=x onerror=alert(1)>'>"
    ),
    "attributes": (
        "MARK<p onclick=alert(1) style='position:fixed' class=header id=main>a</p>"
        "<img src=x onerror=alert(1) srcset='javascript:alert(1) 1x, data:text/html,x 2x'>"
        "<a href='https://example.org' onmouseover=alert(1) target=_blank ping=//evil.example>b</a>"
        "\" onfocus=alert(1) autofocus x=\" ' onload=alert(1) x=' ` onblur=alert(1) ><b/onclick=1>"
    ),
    "schemes": (
        "MARK<a href=javascript:alert(1)>1</a><a href='JaVaScRiPt:alert(1)'>2</a>"
        "<a href='java&#9;script:alert(1)'>3</a><a href='&#106;avascript&colon;alert(1)'>4</a>"
        "<a href=' &#1; javascript:alert(1)'>5</a><a href='java\nscript:alert(1)'>6</a>"
        "<a href='vbscript:msgbox(1)'>7</a><a href='data:text/html;base64,PHNjcmlwdD4='>8</a>"
        "<a href='jav\tascript&#58;alert(1)'>9</a><a href='blob:https://evil.example/1'>10</a>"
        "<a href='file:///etc/passwd'>11</a><a href='https://[broken'>12</a>"
        "<a linktype=page id='1 or 1=1'>13</a><a linktype=page id=99999999999999999999>14</a>"
        "<a linktype=document id=-1 href='javascript:alert(1)'>15</a>"
        "<embed embedtype=media url='javascript:alert(1)'/>"
    ),
    "broken tags": (
        "MARK<<script>alert(1)//<</script><scr<script>ipt>alert(1)</scr</script>ipt>"
        "<p><b><i></p></b><table><tr><a href=x><td></a></tr><!--><img src=x onerror=alert(1)>-->"
        "<![CDATA[<script>alert(1)</script>]]><?xml-stylesheet href='//evil.example'?>"
        "&lt;script&gt;alert(1)&lt;/script&gt;</div></body></html><a href='x"
    ),
    "foreign elements": (
        "MARK<svg><script>alert(1)</script><a xlink:href='javascript:alert(1)'><text>a</text></a>"
        "<animate attributeName=href values='javascript:alert(1)'/><foreignObject><iframe/>"
        "</foreignObject></svg><math><mtext><table><mglyph><style><!--</style>"
        "<img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'></mglyph></table></mtext>"
        "<maction actiontype='statusline#' xlink:href='javascript:alert(1)'>b</maction></math>"
    ),
    "characters": (
        "MARK\u202egnp.exe\u202c \u2066x\u2069\u200b\u2060\ufeff"
        "\x01\x1b[31m\x7f\x85\x9b\u206a\ufff9"
        "&#x202e;&#8238;&#0;&#x1b;&#xd800;&#xfeff;&#8203; "
    ),
    "too much": "MARK" + "<b><i><p><ul><li>" * 200 + "&" * 500 + "<" * 500,
}  # fmt: skip

#: What is put into every field that holds an address.
ADDRESSES = {
    "elements": "https://example.org/\"><script>alert(1)</script>",
    "attributes": "https://example.org/' onclick='alert(1)",
    "schemes": "javascript:alert(1)//https://example.org/",
    "broken tags": "java\tscript:alert(1)",
    "foreign elements": "data:image/svg+xml,<svg onload=alert(1)>",
    "characters": "https://example.org/\u202e\x01",
    "too much": "vbscript:" + "x" * 2000,
}  # fmt: skip

#: Names that the database, the tree or the code knows rows by, and choices.
INTERNAL = {"path", "url_path", "slug", "key", "translation_key", "file", "file_hash", "field_type",
            "name", "clean_name", "recipients", "draft_title", "choices"}  # fmt: skip

MODELS = [
    PostPage, PostContribution, AuthorPage, AuthorLink, OfferPage, OfferSession, SignUpFormPage,
    SignUpField, HomePage, StandardPage, Topic, Organisation, LibraryImage, LibraryDocument,
]  # fmt: skip


def body(text, address, image, page, document):
    """Give a body with every type of block, and the text in every place that can hold one."""
    blocks = {
        "paragraph": f"<p>{text}</p>",
        "heading": {"text": text, "level": text, "anchor": text},
        "quote": {"role": text, "words": text, "attribution": text},
        "testimonial": {"words": text, "attribution": text, "anonymous": False},
        "questions": {"title": text, "questions": [{"type": "item", "value": text, "id": text}]},
        "callout": {"kind": text, "title": text, "text": text},
        "picture": {"image": image, "alt_text": text, "decorative": False, "caption": text},
        "embed": {"url": address, "title": text},
        "table": {
            "caption": text,
            "columns": [{"type": t, "heading": text} for t in ("text", "number", "rich_text")],
            "rows": [{"values": [text, text, text]}, {"values": ["", "12.5", ""]}],
        },
        "call_to_action": {
            "label": text, "page": None, "form": None, "document": None, "address": address,
        },
        "documents": {"title": text, "documents": [{"type": "item", "value": document, "id": "a"}]},
        "related_pages": {"title": text, "pages": [{"type": "item", "value": page, "id": "b"}]},
        "sign_up_form": {"title": text, "form": SignUpFormPage.objects.get().pk},
    }  # fmt: skip
    return [
        {"type": name, "value": value, "id": f"{number:08}-0000-4000-8000-000000000000"}
        for number, (name, value) in enumerate(blocks.items())
    ]


def content():
    """Publish something of every kind, each naming the others."""
    image, document = ImageFactory(), DocumentFactory()
    organisation = OrganisationFactory(logo=image)
    author = AuthorPageFactory(organisation=organisation, portrait=image)
    author.links.add(AuthorLink(label="Elsewhere", url="https://example.org/"))
    author.save_revision().publish()
    form = SignUpFormPageFactory()
    OfferPageFactory(
        sign_up_form=form,
        organisations=[organisation],
        documents=[document],
        sessions=[OfferSessionFactory.build(venue="Library")],
        picture=image,
    )
    StandardPageFactory()
    post = PostPageFactory(
        topic=TopicFactory(),
        picture=image,
        contributions=[contribution(author, organisation=organisation)],
    )
    return image.pk, post.pk, document.pk


def poison(text, address):
    """Write a text into every text field there is, and an address into every field for one."""
    references = content()
    blocks = json.dumps(body(text, address, *references))
    for model in MODELS:
        values = {}
        for field in model._meta.get_fields():
            if not getattr(field, "concrete", False) or field.name in INTERNAL or field.choices:
                continue
            if isinstance(field, StreamField):
                values[field.name] = raw(blocks)
            elif isinstance(field, URLField):
                values[field.name] = fitting(address, field)
            elif isinstance(field, CharField | TextField):
                values[field.name] = fitting(text, field)
        for row in model.objects.all():
            own = dict(values)
            if model in {Topic, Organisation}:
                own["name"] = fitting(f"{row.pk}{text}", model._meta.get_field("name"))
            model.objects.filter(pk=row.pk).update(**own)
    Site.objects.update(site_name=text[:255])
    Site.clear_site_root_paths_cache()
    call_command("rebuild_publication", verbosity=0)
    assert not ContentItem.objects.due().exists()


def fitting(text, field):
    """Give as much of a text as the database takes; SQLite takes all of it."""
    return text if connection.vendor == "sqlite" else text[: field.max_length]


def raw(blocks):
    """Give stored JSON as the value of a field that would otherwise check it."""
    from django.db.models import Value

    return Value(blocks, output_field=TextField())


def everything(client):
    """Give every answer that the public can get: address and response."""
    service = client.get("/api/v1/").json()
    addresses = ["/api/v1/", *service["links"].values()]
    addresses += [item.url for item in ContentItem.objects.public() if item.url]
    for kind in KINDS:
        found = client.get(f"/api/v1/{kind}/").json()["results"]
        assert found, kind
        addresses += [item["self"] for item in found]
        addresses.append(f"/api/v1/{kind}/?fields=id,title,body")
    for name in ("changes", "snapshot"):
        if name in service["links"]:
            addresses.append(f"/api/v1/{name}/?body=html,blocks,text")
    addresses += [page.get_url() for page in Page.objects.live().filter(depth__gt=1).specific()]
    addresses += ["/api/v1/nothing/", "/nothing/", "/api/v1/posts/?<script>=1"]
    for address in dict.fromkeys(addresses):
        response = client.get(address, follow=True)
        assert response.status_code in {200, 400, 404}, address
        yield address, response


@cache
def check_html(html):
    """Hold a piece of HTML against the allow-list, and against the cleaner itself; each once."""
    for tag in BeautifulSoup(html, "html.parser").find_all(True):
        assert tag.name in ALLOWED, tag.name
        assert set(tag.attrs) <= ALLOWED[tag.name], tag
        for name in ("href", "src"):
            if name in tag.attrs:
                check_address(tag[name])
        for source in filter(None, tag.get("srcset", "").split(",")):
            check_address(source.split()[0])
    assert spelled_alike(clean(html)) == spelled_alike(html)


def spelled_alike(html):
    return " ".join(str(BeautifulSoup(html, "html.parser")).split())


def check_address(address):
    assert re.match(f"({'|'.join(SCHEMES)}):", address), address
    assert address.isprintable()


def check_json(value, name="", block=""):
    """Walk through a document: its HTML, its addresses and its texts."""
    if isinstance(value, dict):
        for key, inner in value.items():
            check_json(inner, key, str(value.get("type")) if key == "value" else block)
    elif isinstance(value, list):
        for inner in value:
            check_json(inner, name, block)
    elif isinstance(value, str):
        assert not UNSAFE_CHARACTERS.search(value), (name, value)
        value.encode()
        rich = (name, block) in {("value", "paragraph"), ("text", "callout"), ("intro", "")}
        if name in {"html", "content_html", "intro"} or rich:
            check_html(value)
        elif name in {"url", "self", "link", "canonical_url", "next", "image", "feed_url"}:
            check_address(value)


def check_page(html):
    """Hold a whole page against what no page of ours has."""
    page = BeautifulSoup(html, "html.parser")
    for mark in page("svg", class_="mark"):
        mark.extract()  # our own
    assert not page(["iframe", "object", "embed", "base", "svg", "math", "style", "frame"])
    assert not page("meta", attrs={"http-equiv": True})
    assert all(script.get("type") == "application/ld+json" for script in page("script"))
    for tag in page.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on")], tag
        assert "style" not in tag.attrs, tag
        for name in ("href", "src", "action", "formaction", "xlink:href", "data", "poster", "ping"):
            scheme = re.match(r"([^/?#]*?):", tag.get(name, ""))
            assert scheme is None or scheme[1] in SCHEMES, tag
        for source in tag.get("srcset", "").split(","):
            assert not re.match(r"\s*(?!https?:)[^/?#]*:", source), tag
    assert page.html
    assert page.body.find("main")


@pytest.mark.parametrize("attempt", TEXTS)
def test_hostile_content_leaves_by_no_address(client, attempt):
    poison(TEXTS[attempt], ADDRESSES[attempt])

    told = set()
    for address, response in everything(client):
        content = b"".join(response) if response.streaming else response.content
        text = content.decode()
        kind = response["Content-Type"].partition(";")[0]
        assert not UNSAFE_CHARACTERS.search(text), (address, UNSAFE_CHARACTERS.search(text))
        if kind in {"application/json", "application/feed+json", "application/problem+json"}:
            check_json(json.loads(text))
        elif kind == "application/x-ndjson":
            for line in text.splitlines():
                check_json(json.loads(line))
        elif kind == "application/atom+xml":
            for element in ET.fromstring(text).iter():  # noqa: S314 - our own
                if element.get("type") == "html":
                    check_html(element.text or "")
                if "href" in element.attrib:
                    check_address(element.get("href"))
        elif kind == "text/html":
            check_page(text)
        if "MARK" in text:
            told.add(kind)
    # It was there to be told, and was told as words.
    assert told >= {
        "application/json",
        "application/feed+json",
        "application/atom+xml",
        "text/html",
    }


@pytest.mark.parametrize(
    "character", ["\x00", "\x0b", "\u202e", "\u2066", "\u200b", "\ufeff", "\x9f", "\ufffe"]
)
def test_a_title_loses_what_is_no_text_and_keeps_the_rest(client, character):
    if character == "\x00" and connection.vendor == "postgresql":
        pytest.skip("PostgreSQL keeps no NUL.")
    post, other = PostPageFactory(title="Before"), PostPageFactory()
    Page.objects.filter(pk=post.pk).update(title=f"A{character}B", seo_title="")
    ReferenceIndex.create_or_update_for_object(other)
    call_command("rebuild_publication", verbosity=0)

    item = ContentItem.objects.get(source_key=str(post.pk), kind="posts")
    assert item.title == "AB"
    assert client.get("/api/v1/posts/?slug=" + post.slug).json()["results"][0]["title"] == "AB"
    for address in (post.get_url(), post.get_parent().get_url(), "/"):
        page = client.get(address).content.decode()
        assert "AB" in page, address
        assert character not in page


def test_half_a_character_in_a_body_leaves_nothing_behind(client):
    post = PostPageFactory()
    stored = (
        '[{"type": "heading", "value": {"text": "Half \\ud83d of it", "level": "h2"}},'
        ' {"type": "paragraph", "value": "<p>And \\udc00 here.</p>"}]'
    )
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL keeps no half of a character.")
    PostPage.objects.filter(pk=post.pk).update(body=raw(stored))
    call_command("rebuild_publication", verbosity=0)

    item = ContentItem.objects.get(kind="posts")
    text = json.loads(client.get(f"/api/v1/posts/{item.pk}/").content)["body"]["text"]
    assert text == "Half  of it\n\nAnd  here." or text == "Half of it\n\nAnd here."
    assert client.get(post.get_url()).status_code == 200


def test_words_in_a_column_of_numbers_are_shown_and_hold_back_nothing(client):
    post = PostPageFactory()
    table = {
        "caption": "Who came",
        "columns": [{"type": "number", "heading": "People"}],
        "rows": [{"values": ["about <b>ten</b>"]}, {"values": ["12"]}, {"values": [None]}],
    }
    PostPage.objects.filter(pk=post.pk).update(
        body=raw(json.dumps([{"type": "table", "value": table}]))
    )
    call_command("rebuild_publication", verbosity=0)

    item = ContentItem.objects.get(kind="posts")
    told = client.get(f"/api/v1/posts/{item.pk}/").json()["body"]
    assert told["blocks"][0]["value"]["rows"] == [["about <b>ten</b>"], [12], [None]]
    assert "about &lt;b&gt;ten&lt;/b&gt;" in told["html"]
    assert "about <b>ten</b>" in told["text"]
    assert "about &lt;b&gt;ten&lt;/b&gt;" in client.get(post.get_url()).content.decode()


def test_the_editor_refuses_words_in_a_column_of_numbers():
    from django.core.exceptions import ValidationError

    from cms.blocks.media import NumberBlock

    with pytest.raises(ValidationError):
        NumberBlock().clean(NumberBlock().to_python("about ten"))
