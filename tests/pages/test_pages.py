"""What visitors find on a page of each type."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.models import Page

from blog.models import AuthorLink
from home.models import FeaturedPage
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.offers import (
    OfferPageFactory,
    OfferSessionFactory,
    SignUpFormPageFactory,
)
from tests.factories.vocabulary import OrganisationFactory, TopicFactory


def soup(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(element):
    return " ".join(element.get_text(" ").split())


def test_a_post_has_everything_around_its_body(client, blog_index):
    hall = OrganisationFactory(name="Fernhill Together")
    writer = AuthorPageFactory(
        title="Nadia Okafor",
        role="Community worker",
        organisation=hall,
        biography="<p>Keeps the <b>kettle</b> on.</p>",
    )
    topic = TopicFactory(name="Places", slug="places")
    PostPageFactory(title="An older post", topic=topic)
    post = PostPageFactory(
        title="Tea for forty",
        standfirst="How a hall stayed open.",
        topic=topic,
        authors=[writer],
        picture=ImageFactory(credit="Photo: A. Example"),
        picture_alt_text="A kettle",
        picture_caption="On the hob.",
        body=[("paragraph", "<p>We met on Mondays.</p>")],
        first_published_at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC),
    )
    page = soup(client, post.url)
    article = page.article
    assert article.select_one(".label a")["href"] == "/blog/topics/places/"
    assert article.h1.text == "Tea for forty"
    assert words(article.select_one(".standfirst")) == "How a hall stayed open."
    byline = words(article.select_one(".byline"))
    assert byline == "By Nadia Okafor , Community worker, Fernhill Together"
    assert words(article.time) == "2 July 2026"  # it was after midnight in Britain
    assert article.time["datetime"] == "2026-07-02T00:30:00+0100"
    assert "1 minute to read" in words(article)
    assert article.figure.img["alt"] == "A kettle"
    assert words(article.figure.figcaption) == "On the hob. Photo: A. Example"
    assert words(article.select_one(".prose")) == "We met on Mondays."
    about = article.select_one(".about")
    assert words(about.h2) == "About the author"
    assert (
        str(about.select_one(".about__words p")) == "<p>Keeps the <strong>kettle</strong> on.</p>"
    )
    assert "An older post" in words(page.select_one("main > section"))


def test_a_biography_below_a_post_links_to_what_is_public(client, blog_index):
    public, draft = StandardPageFactory(slug="open"), StandardPageFactory(live=False)
    biography = (
        f'<p><a linktype="page" id="{public.pk}">Open</a> '
        f'<a linktype="page" id="{draft.pk}">closed</a></p>'
    )
    post = PostPageFactory(authors=[AuthorPageFactory(biography=biography)])
    about = soup(client, post.url).select_one(".about__words")
    assert [link["href"] for link in about.find_all("a")] == [public.url]


def test_times_are_written_as_machines_may_read_them(client, blog_index):
    page = PostPageFactory(first_published_at=datetime(2026, 3, 4, 5, 6, 7, 891011, tzinfo=UTC))
    assert soup(client, page.url).find("time")["datetime"] == "2026-03-04T05:06:07+0000"


def test_a_table_without_a_caption_still_has_a_name(client, blog_index):
    columns = [{"type": "text", "heading": "Month"}]
    blocks = PostPageFactory._meta.model._meta.get_field("body").stream_block
    table = {"caption": "", "columns": columns, "rows": [{"values": ["May"]}]}
    body = [("table", blocks.child_blocks["table"].to_python(table))]
    page = PostPageFactory(body=body)
    assert soup(client, page.url).find(role="region")["aria-label"] == "Table"


def test_a_post_that_needs_nothing_has_nothing(client, blog_index):
    page = soup(client, PostPageFactory(body=[]).url)
    assert not page.select(".article figure, .byline, .about, main > section")
    assert "to read" not in words(page.main)


def test_a_topic_lists_its_posts_under_its_own_heading(client, blog_index):
    topic = TopicFactory(name="Places", slug="places", description="Halls and gardens.")
    PostPageFactory(title="About a hall", topic=topic)
    PostPageFactory(title="About money")
    page = soup(client, "/blog/topics/places/")
    assert page.h1.text == "Places"
    assert "Halls and gardens." in words(page.main)
    assert [words(title) for title in page.select(".card__title")] == ["About a hall"]
    assert words(page.select_one(".filter [aria-current]")) == "Places"
    assert not page.select(".card .label")


def test_lists_are_paged(client, blog_index):
    PostPageFactory.create_batch(13)
    first, second = soup(client, "/blog/"), soup(client, "/blog/?page=2")
    assert (len(first.select(".card")), len(second.select(".card"))) == (12, 1)
    assert first.select_one("a[rel=next]")["href"] == "/blog/?page=2"
    assert second.select_one("a[rel=prev]")["href"] == "/blog/"
    assert client.get("/blog/?page=3").status_code == 404


def test_a_person_has_a_profile_with_their_posts(client, author_index):
    links = [AuthorLink(label="Allotment diary", url="https://diary.example/")]
    person = AuthorPageFactory(title="Tomos Bright", links=links, portrait=ImageFactory())
    PostPageFactory(title="Twelve chairs", authors=[person])
    page = soup(client, person.url)
    assert page.h1.text == "Tomos Bright"
    assert page.find("a", string="Allotment diary")["href"] == "https://diary.example/"
    assert [words(title) for title in page.select(".card__title")] == ["Twelve chairs"]
    assert "Tomos Bright" in words(soup(client, "/people/").main)


def test_an_offer_says_all_there_is_to_know(client, offer_index):
    now = timezone.now()
    offer = OfferPageFactory(
        title="Books in order",
        summary="A day with an accountant.",
        who_for="<p>Treasurers.</p>",
        what_you_get="<p>Peace of mind.</p>",
        closes_at=now + timedelta(days=90),
        places=20,
        organisations=[OrganisationFactory(name="The Long Table")],
        documents=[DocumentFactory(title="Budget", file__filename="budget.txt")],
        sessions=[OfferSessionFactory.build(title="Opening evening")],
        sign_up_form=SignUpFormPageFactory(title="Ask for a place"),
    )
    page = soup(client, offer.url)
    assert words(page.select_one(".status")) == "Open"
    facts = {words(term): words(term.find_next("dd")) for term in page.select(".facts dt")}
    assert set(facts) == {"Closes", "Places", "Delivered by"}
    assert facts["Places"] == "20"
    assert facts["Delivered by"] == "The Long Table"
    headings = [words(heading) for heading in page.select("h2")]
    assert headings == [
        "Who it is for",
        "What you get",
        "Sessions",
        "Toolkit",
        "Ask for a place",
    ]
    assert words(page.select_one(".downloads li")).startswith("Budget TXT, ")
    assert page.select_one("#sign-up form")


def test_sessions_are_told_in_words_and_in_local_time(client, offer_index):
    start = datetime(2031, 7, 1, 9, 0, tzinfo=UTC)
    session = OfferSessionFactory.build(
        title="By the sea", starts_at=start, ends_at=start + timedelta(hours=26), venue="Seaton"
    )
    page = soup(client, OfferPageFactory(sessions=[session]).url)
    shown = page.select_one(".session")
    assert words(shown.time) == "Tuesday 1 July 2031"
    assert "10am to midday on Wednesday 2 July 2031" in words(shown)
    assert "Seaton, or online (times in BST)" in words(shown)
    assert "over" not in words(shown)


def test_a_session_that_is_over_says_so(client, offer_index):
    start = timezone.now() - timedelta(days=1)
    session = OfferSessionFactory.build(starts_at=start, ends_at=start + timedelta(hours=1))
    page = soup(client, OfferPageFactory(sessions=[session]).url)
    assert "This session is over." in words(page.select_one(".session"))


def test_offers_are_grouped_by_state(client, offer_index):
    now = timezone.now()
    OfferPageFactory(title="Now")
    OfferPageFactory(title="Later", opens_at=now + timedelta(days=1))
    OfferPageFactory(title="Over", closes_at=now - timedelta(days=1))
    OfferPageFactory(title="Taken", places=0)
    groups = {
        words(section.h2): [words(title) for title in section.select(".card__title")]
        for section in soup(client, "/offers/").select("main > section")
    }
    assert groups == {
        "Open now": ["Now"],
        "Opening soon": ["Later"],
        "Full": ["Taken"],
        "Closed": ["Over"],
    }


def test_the_front_page_shows_what_is_featured_new_open_and_coming_up(client, home_page):
    post = PostPageFactory(title="A post", picture=ImageFactory(), picture_decorative=True)
    PostPageFactory(title="A newer post")
    OfferPageFactory(title="An offer", sessions=[OfferSessionFactory.build(title="A session")])
    home_page.strapline = "Neighbours who keep what they learned"
    home_page.featured = [FeaturedPage(target=Page.objects.get(pk=post.pk))]
    home_page.save_revision().publish()
    page = soup(client, "/")
    assert page.h1.text == "Neighbours who keep what they learned"
    sections = {words(section.h2): words(section) for section in page.select("main section")}
    assert "A post" in sections["Start here"]
    assert "A newer post" in sections["Latest posts"]
    assert "An offer" in sections["Support you can sign up for now"]
    assert "A session" in sections["Upcoming sessions"]
    assert page.select_one(".cards--featured img")


def test_what_is_featured_is_not_repeated_further_down(client, home_page):
    post, offer = PostPageFactory(title="A post"), OfferPageFactory(title="An offer")
    OfferPageFactory(title="Another offer")
    home_page.featured = [
        FeaturedPage(target=Page.objects.get(pk=page.pk)) for page in (post, offer)
    ]
    home_page.save_revision().publish()
    page = soup(client, "/")
    titles = [words(title) for title in page.select(".card__title")]
    assert titles == ["A post", "An offer", "Another offer"]
    assert words(page.select_one(".cards--featured .status")) == "Open"
    assert "Latest posts" not in words(page.main)


def test_the_newest_post_leads_the_first_page_of_the_blog_only(client, blog_index):
    PostPageFactory.create_batch(13)
    first, second = soup(client, "/blog/"), soup(client, "/blog/?page=2")
    assert "card--lead" in first.select(".card")[0]["class"]
    assert (len(first.select(".card--lead")), len(second.select(".card--lead"))) == (1, 0)


def test_a_plain_page_of_several_sections_lists_them(client, home_page):
    sections = [("heading", {"text": text, "level": "h2", "anchor": text}) for text in "abc"]
    part = ("heading", {"text": "d", "level": "h3", "anchor": "d"})
    long, short = (
        StandardPageFactory(body=[*sections, part]),
        StandardPageFactory(body=sections[1:]),
    )
    listed = soup(client, long.url).select(".contents a")
    assert [link["href"] for link in listed] == ["#a", "#b", "#c"]
    assert not soup(client, short.url).select(".contents")


def test_an_offer_in_a_list_says_until_when(client, offer_index):
    now = timezone.now()
    OfferPageFactory(closes_at=now + timedelta(days=30))
    OfferPageFactory(opens_at=now + timedelta(days=1))
    OfferPageFactory(closes_at=now - timedelta(days=1))
    OfferPageFactory()
    told = [words(line).split()[0] for line in soup(client, "/offers/").select(".card__meta")]
    assert told == ["Sign", "No", "Opens", "Closed"]


@pytest.mark.parametrize("address", ["/", "/blog/", "/people/", "/offers/"])
def test_a_new_site_says_that_there_is_nothing_yet(client, home_page, address):
    assert soup(client, address).select_one(".nothing-yet")


def test_a_person_without_posts_says_so(client, author_index):
    assert "No posts yet." in words(soup(client, AuthorPageFactory().url))


def test_a_topic_without_posts_leads_to_all_posts(client, blog_index):
    TopicFactory(slug="tea")
    nothing = soup(client, "/blog/topics/tea/").select_one(".nothing-yet")
    assert nothing.a["href"] == "/blog/"


def test_a_broken_server_can_still_say_so():
    """Django renders this page without a request, a database or context processors."""
    page = BeautifulSoup(render_to_string("500.html"), "html.parser")
    assert words(page.h1) == "Something went wrong on our side"
    assert not page.select("link, script, img")
