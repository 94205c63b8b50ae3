"""What staff say of the programme once, and where it then stands."""

import json
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Site
from wagtail.test.utils.form_data import nested_form_data, rich_text

from cms.pages.content_policy import source_of
from cms.pages.identity import identity_of
from cms.pages.palette import palette_of
from cms.pages.site_identity import SiteIdentity
from cms.publication.models import Clock, ContentItem
from tests.factories.blog import PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.media import ImageFactory

pytestmark = pytest.mark.django_db


def site():
    return Site.objects.get()


def keep(**fields):
    return SiteIdentity.objects.create(site=site(), **fields)


def address(name="edit"):
    return reverse(f"wagtailsettings:{name}", args=["pages", "siteidentity", site().pk])


def form(**fields):
    given = {"name": "Hill and Dale", "logo_on_white": "on", "footer": rich_text("<p></p>")}
    return nested_form_data({**given, **fields})


def shown(client, path="/privacy/"):
    return BeautifulSoup(client.get(path).content, "html.parser")


def errors(response):
    return " ".join(
        text.get_text(" ", strip=True)
        for text in BeautifulSoup(response.content, "html.parser").select(".error-message")
    )


def test_staff_give_the_programme_its_name_colours_and_footer(moderator_client, client, home_page):
    picture = ImageFactory()
    moderator_client.post(
        address(),
        form(
            strapline="Help within reach",
            accent="0B6E4F",
            logo=picture.pk,
            footer=rich_text("<p>Paid for by <b>everybody</b>.</p>"),
        ),
    )
    page = shown(client)
    footer = page.select_one(".site-footer").get_text(" ", strip=True)
    assert page.title.text.strip() == "Privacy – Hill and Dale"
    assert footer.startswith("Hill and Dale Help within reach Paid for by everybody .")
    assert page.select_one(".site-name img")["alt"] == ""
    assert "--link: #0b6e4f;" in page.style.string
    icon = unquote(page.find("link", rel="icon")["href"])
    assert icon.startswith("data:image/svg+xml,<svg ")
    assert palette_of("#0b6e4f").light["accent"] in icon
    assert [meta["content"] for meta in page.select('meta[name="theme-color"]')] == [
        palette_of("#0b6e4f").light["brand"],
        palette_of("#0b6e4f").dark["brand"],
    ]


def test_the_form_shows_the_name_that_the_site_has(moderator_client):
    page = BeautifulSoup(moderator_client.get(address()).content, "html.parser")
    assert page.select_one("#id_name")["value"] == identity_of(site()).name
    assert len(page.select(".palette__scheme")) == 2


def test_a_new_name_reaches_what_partners_copy(moderator_client, blog_index):
    post = PostPageFactory()
    moderator_client.post(address(), form())
    item = ContentItem.objects.get(source_key=str(post.pk), kind="posts")
    assert "Hill and Dale" in json.dumps(json.loads(item.detail))


def test_every_page_changes_with_it(moderator_client):
    before = Clock.objects.get().number
    moderator_client.post(address(), form(accent="#123456"))
    assert Clock.objects.get().number > before


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("#FFF", "#ffffff"), ("abc", "#aabbcc"), (" #0b6e4f ", "#0b6e4f"), ("", "")],
)
def test_a_colour_can_be_typed_in_several_ways(moderator_client, typed, kept):
    moderator_client.post(address(), form(accent=typed))
    assert SiteIdentity.objects.get().accent == kept


@pytest.mark.parametrize("typed", ["plum", "#12345", "#1234567", "red;} body{display:none"])
def test_what_is_no_colour_is_refused_in_words(moderator_client, typed):
    answer = moderator_client.post(address(), form(accent=typed))
    assert "is not a colour" in errors(answer)
    assert SiteIdentity.objects.get().accent == ""
    assert site().site_name != "Hill and Dale"


def test_a_programme_has_a_name(moderator_client):
    assert "required" in errors(moderator_client.post(address(), form(name=" ")))


def test_only_those_who_publish_may_change_it(editor_client, moderator_client, reader_client):
    assert moderator_client.get(address()).status_code == 200
    for other in (editor_client, reader_client):
        assert other.get(address()).status_code == 302
        other.post(address(), form())
    assert site().site_name != "Hill and Dale"


def test_a_change_can_be_looked_at_before_it_is_saved(moderator_client, home_page):
    preview = address("preview_on_edit")
    changes = {"accent": "#0b6e4f", "strapline": "Not yet", "logo": ImageFactory().pk}
    moderator_client.post(preview, form(**changes))
    page = BeautifulSoup(moderator_client.get(preview).content, "html.parser")
    assert page.select_one(".site-name").get_text(strip=True) == "Hill and Dale"
    assert page.select_one(".site-name img")["src"].endswith(".webp")
    assert "--link: #0b6e4f;" in page.style.string
    icon = unquote(page.find("link", rel="icon")["href"])
    assert icon.startswith("data:image/svg+xml,<svg ")
    assert palette_of("#0b6e4f").light["accent"] in icon
    assert site().site_name != "Hill and Dale"
    assert not SiteIdentity.objects.filter(strapline="Not yet").exists()


def test_links_in_the_footer_lead_only_to_what_is_public(client, home_page):
    public, draft = StandardPageFactory(), StandardPageFactory(live=False)
    links = "".join(f'<a linktype="page" id="{page.pk}">x</a> ' for page in (public, draft))
    keep(footer=f'<p>{links}<a href="mailto:us@example.org">Write</a></p><script>1</script>')
    text = shown(client).select_one(".site-footer__text")
    assert [link["href"] for link in text.select("a")] == [public.url, "mailto:us@example.org"]
    assert not text.script


def test_an_identity_costs_one_query(django_assert_num_queries):
    here = site()
    keep(accent="#0b6e4f", footer="<p>Words.</p>")
    with django_assert_num_queries(1):
        assert identity_of(here).style


def test_browsers_may_use_the_colours_each_time(client, home_page):
    keep(accent="#0b6e4f")
    allowed = source_of(palette_of("#0b6e4f").css())
    for _ in range(2):
        assert allowed in client.get("/privacy/")["Content-Security-Policy"]


def test_without_an_accent_there_is_no_style_of_its_own(client, home_page):
    assert not shown(client).style


def test_the_front_page_takes_the_strapline_if_it_has_none_of_its_own(client, home_page):
    keep(strapline="Help within reach")
    assert shown(client, "/").h1.text == "Help within reach"
