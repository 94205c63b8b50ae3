"""The search page: whatever is public is found, and nobody is left without a way on."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from blog.models import PostPage
from home.search import excerpts
from home.search.excerpts import excerpt
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.offers import OfferPageFactory
from tests.factories.publication import WholePostFactory, findable
from tests.factories.vocabulary import TopicFactory

pytestmark = pytest.mark.django_db


def soup(client, **asked):
    response = client.get("/search/", asked)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(page):
    return [title.text for title in page.select(".result__title")]


def words(element):
    return " ".join(element.text.split())


def test_posts_offers_people_topics_and_plain_pages_are_found(client, home_page):
    PostPageFactory(title="A post of tea", topic=TopicFactory(name="Tea and toast"))
    OfferPageFactory(title="Tea for all")
    AuthorPageFactory(title="Tea Rose")
    StandardPageFactory(title="Tea and cookies")
    page = soup(client, q="TEA")
    assert sorted(titles(page)) == [
        "A post of tea",
        "Tea Rose",
        "Tea and cookies",
        "Tea and toast",
        "Tea for all",
    ]
    assert page.h1.text.split() == ["5", "results", "for", "“TEA”"]
    assert page.title.text.startswith("Search for “TEA” – ")
    assert page.find("meta", {"name": "robots"})["content"] == "noindex, nofollow"
    assert page.find("link", rel="canonical")["href"] == "http://localhost/search/?q=TEA"
    assert words(page.select_one(".breadcrumbs [aria-current=page]")) == "Search"


def test_drafts_private_pages_and_what_a_draft_changes_are_not_found(client, home_page):
    PostPageFactory(title="Secret draft", live=False)
    StandardPageFactory(title="Secret plain draft", live=False)
    private = StandardPageFactory(title="Secret plain page")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    changed = StandardPageFactory(title="Hours", body=[("paragraph", "<p>Nine to five.</p>")])
    changed.body = [("paragraph", "<p>A secret.</p>")]
    changed.save_revision()
    assert not titles(soup(client, q="secret"))
    assert titles(soup(client, q="nine")) == ["Hours"]
    changed.get_latest_revision().publish()
    assert titles(soup(client, q="secret")) == ["Hours"]
    changed.unpublish()
    assert not titles(soup(client, q="secret"))


def test_words_are_marked_as_the_search_sees_them(client, home_page):
    text = "<p>" + "Nothing here. " * 30 + "We met in the café &amp; danced.</p>"
    text += "<ul><li>Tea</li></ul>"
    PostPageFactory(title="Dancing <b>at</b> night", body=[("paragraph", text)])
    result = soup(client, q="CAFE dance").select_one(".result")
    assert [mark.text for mark in result.select("mark")] == ["Dancing", "café", "danced"]
    assert result.select_one(".result__title").text == "Dancing <b>at</b> night"
    assert result.select_one(".result__words").text.startswith("… ")
    assert "danced. · Tea ·" in result.select_one(".result__words").text
    assert not result.select("b")


def test_what_is_found_by_its_name_says_how_it_begins_and_its_name_once(client, home_page):
    name = "Tea after sign-up"
    OfferPageFactory(title=name, short_name=name, summary="Cake.", who_for="<p>Of tea.</p>")
    result = soup(client, q="tea").select_one(".result")
    assert result.select_one(".result__title .whole").text == "sign-up"
    assert words(result.select_one(".result__words")).startswith("Cake.")


def test_parts_without_words_are_left_out_of_an_excerpt():
    parts = ["Small.", "\n- \n- Up to ten", "", " ", "- one\n- two"]
    assert excerpt(parts, ["ten"]) == "Small. · Up to <mark>ten</mark> · one · two"


def test_a_long_text_is_looked_through_without_stemming_every_word(monkeypatch):
    stemmed = []
    monkeypatch.setattr(excerpts, "stems", lambda word: stemmed.append(word) or ())
    excerpt([" ".join(f"word{number}" for number in range(3000)), "kettles"], ["kettl"])
    assert stemmed == ["kettles"]


def test_results_are_narrowed_by_kind_and_topic_which_are_counted(client, home_page):
    topic = TopicFactory(name="Gardens", slug="gardens")
    PostPageFactory(title="Bread one", topic=topic)
    PostPageFactory(title="Bread two")
    OfferPageFactory(title="Bread three")
    page = soup(client, q="bread")
    assert [words(link) for link in page.select(".filter a")][:3] == [
        "All (3)",
        "Blog (2)",
        "Support (1)",  # as the menu has it
    ]
    assert titles(soup(client, q="bread", kind="offers")) == ["Bread three"]
    assert titles(soup(client, q="bread", topic="gardens")) == ["Bread one"]
    assert not titles(soup(client, q="bread", topic="gardens", kind="offers"))
    assert len(titles(soup(client, q="bread", kind="nonsense"))) == 3


def test_what_has_the_words_in_its_title_comes_first_and_pages_follow(client, db):
    for number in range(23):
        findable(WholePostFactory(title=f"Number {number}"), lead="oak")
    findable(WholePostFactory(title="The oak"))
    first, last = soup(client, q="oak"), soup(client, q="oak", page=3)
    assert titles(first)[:2] == ["The oak", "Number 22"]
    assert titles(last) == ["Number 3", "Number 2", "Number 1", "Number 0"][-len(titles(last)) :]
    assert first.select_one("a[rel=next]")["href"] == "/search/?q=oak&page=2"
    assert last.title.text.startswith("Search for “oak”, page 3")
    assert last.ol.find_next("ol")["start"] == "21"
    for page in ("4", "0", "x", "9" * 30):
        assert client.get("/search/", {"q": "oak", "page": page}).status_code == 404


def test_a_misspelt_word_is_understood(client, home_page):
    PostPageFactory(title="Gardening on the roof")
    page = soup(client, q="gardning roof")
    assert titles(page) == ["Gardening on the roof"]
    status = words(page.select_one("[role=status]"))
    assert status == "Nothing has “gardning”. Here is what has “gardening roof”."


def test_a_word_that_only_a_text_or_a_plain_page_has_is_not_taken_for_misspelt(client, home_page):
    PostPageFactory(title="Biscuits", body=[("paragraph", "<p>A brisket.</p>")])
    StandardPageFactory(title="Privacy", body=[("paragraph", "<p>A casket.</p>")])
    assert "“brisket”" in words(soup(client, q="brisket zzzz").select_one("[role=status]"))
    assert "“casket”" in words(soup(client, q="casket zzzz").select_one("[role=status]"))


def test_where_nothing_is_found_there_are_topics_and_tips(client, blog_index):
    PostPageFactory(topic=TopicFactory(name="Gardens", slug="gardens"))
    TopicFactory(name="Unused")
    page = soup(client, q="zzzzzz")
    assert words(page.h1) == "Nothing found for “zzzzzz”"
    assert [words(link) for link in page.select(".prose .topics a")] == ["Gardens"]
    assert "Use fewer words" in words(page.main)
    assert [heading.text for heading in page.select("h2")] == ["What may help", "Topics"]


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "   ",
        "?!…",
        '"',
        '"unclosed OR NOT NEAR(',
        "a* AND title:x ^",
        "\x00nul\x00",
        "'; DROP TABLE x; --",
        "a & b | !c <-> d",
        "%_\\",
        "x" * 1000,
        "word " * 300,
        "\u202egnp.exe שלום עולם",
        "<script>alert(1)</script>",
        "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    ],
)
def test_odd_questions_have_sensible_answers(client, home_page, asked):
    PostPageFactory(title="A post")
    page = soup(client, q=asked)
    assert page.select_one("main h1")
    assert len(page.select("h1")) == 1
    assert not page.select("main script")
    assert "\u202e" not in page.text
    assert "\x00" not in page.text


def test_a_search_costs_few_queries_whatever_is_found(client, home_page):
    def cost(asked):
        client.get("/search/", {"q": asked})
        with CaptureQueriesContext(connection) as queries:
            client.get("/search/", {"q": asked})
        return len(queries)

    PostPageFactory(title="Bread 0")
    StandardPageFactory(title="Bread")
    one = cost("bread")
    for number in range(1, 8):
        PostPageFactory(title=f"Bread {number}")
    assert cost("bread") == one <= 15
    assert cost("bred bakers zzzzz") <= 15
    assert cost("") <= 15


def test_too_many_searches_have_to_wait_and_the_form_alone_never_does(client, settings, db):
    settings.SEARCHES_PER_MINUTE = 2
    for _ in range(2):
        assert client.get("/search/", {"q": "tea"}).status_code == 200
    refused = client.get("/search/", {"q": "tea"})
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 60
    assert refused["Cache-Control"] == "no-store"
    assert b"noindex" in refused.content
    assert client.get("/search/").status_code == 200


def test_it_sets_no_cookie_and_is_only_for_reading(client, home_page):
    assert not client.get("/search/", {"q": "tea"}).cookies
    assert client.head("/search/").status_code == 200
    assert client.post("/search/").status_code in {403, 405}


def test_each_page_leads_to_the_search(client, home_page):
    for address in ("/", "/blog/", "/offers/", "/nothing/"):
        page = BeautifulSoup(client.get(address).content, "html.parser")
        assert page.select_one("header a[href='/search/']")


def test_a_withdrawn_post_is_found_no_more(client, home_page):
    PostPageFactory(title="Bread")
    assert titles(soup(client, q="bread")) == ["Bread"]
    PostPage.objects.get().unpublish()
    assert not titles(soup(client, q="bread"))
