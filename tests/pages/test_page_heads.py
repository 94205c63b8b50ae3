"""What a page tells browsers, search engines, caches and whoever it is shared with."""

from datetime import timedelta

from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from cms.vocabulary.models import Topic
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.media import ImageFactory
from tests.factories.offers import OfferPageFactory, OfferSessionFactory, SignUpFormPageFactory
from tests.factories.vocabulary import TopicFactory


def head(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser").head


def canonical(client, address):
    return head(client, address).find("link", rel="canonical")["href"]


def test_reading_sets_no_cookie_and_looks_at_none(client, blog_index, offer_index):
    form = SignUpFormPageFactory()
    body = [("sign_up_form", {"title": "Join us", "form": form})]
    pages = [
        PostPageFactory(body=body),
        OfferPageFactory(sign_up_form=form),
        StandardPageFactory(),
        form,
    ]
    addresses = [page.url for page in pages]
    for address in [*addresses, "/", "/blog/", "/people/", "/offers/", "/no/such/page/"]:
        response = client.get(address)
        assert not response.cookies, address
        assert "Cookie" not in response.headers.get("Vary", ""), address


def test_staff_get_the_bar_that_leads_to_the_editor(admin_client, client, home_page):
    edit = reverse("wagtailadmin_pages:edit", args=[home_page.pk])
    assert edit in admin_client.get("/").text
    assert "wagtail-userbar" not in client.get("/").text


def test_a_page_says_its_public_address_however_it_was_asked_for(client, home_page):
    Site.objects.update(hostname="commonplace.example", port=443)
    post = PostPageFactory(slug="tea")
    response = client.get(f"{post.url_path.removeprefix(home_page.url_path.rstrip('/'))}?from=mail")
    found = BeautifulSoup(response.content, "html.parser").find("link", rel="canonical")
    assert found["href"] == "https://commonplace.example/blog/tea/"


def test_a_post_that_appeared_elsewhere_first_says_where(client, blog_index):
    post = PostPageFactory(canonical_url="https://elsewhere.example/tea")
    assert canonical(client, post.url) == "https://elsewhere.example/tea"


def test_each_page_of_a_list_has_an_address_of_its_own(client, blog_index):
    topic = Topic.objects.create(name="Tea", slug="tea")
    PostPageFactory.create_batch(13, topic=topic)
    assert canonical(client, "/blog/?page=1") == "http://localhost/blog/"
    assert canonical(client, "/blog/?page=2") == "http://localhost/blog/?page=2"
    assert canonical(client, "/blog/topics/tea/?page=2").endswith("/blog/topics/tea/?page=2")


def test_an_offer_keeps_the_bar_in_its_name(client, offer_index):
    offer = OfferPageFactory(title="Reflect | Recharge <&>")
    page = BeautifulSoup(client.get(offer.url).content, "html.parser")
    assert page.title.text.strip() == "Reflect | Recharge <&> – Commonplace"
    assert page.h1.text == "Reflect | Recharge <&>"


def test_a_shared_post_brings_its_words_and_its_picture(client, blog_index):
    post = PostPageFactory(
        title="Tea & talk",
        standfirst="What happened “then”.",
        picture=ImageFactory(),
        picture_alt_text="A kettle",
    )
    shared = {
        tag["property"]: tag["content"]
        for tag in head(client, post.url).find_all("meta", property=True)
    }
    assert shared["og:title"] == "Tea & talk"
    assert shared["og:type"] == "article"
    assert shared["og:description"] == "What happened “then”."
    assert shared["og:url"] == post.full_url
    assert shared["og:image"].startswith("http://localhost/media/")
    assert shared["og:image:alt"] == "A kettle"


def test_a_post_without_a_picture_is_shared_with_a_card_that_says_its_title(client, blog_index):
    found = head(client, PostPageFactory(title="Tea & talk").url)
    assert found.find("meta", property="og:image:type")["content"] == "image/png"
    assert found.find("meta", property="og:image:alt")["content"] == "Tea & talk"


def test_a_person_is_shared_with_the_largest_file_of_their_portrait(client, author_index):
    portrait = ImageFactory(file__width=800, file__height=800)
    found = head(client, AuthorPageFactory(portrait=portrait).url)
    assert found.find("meta", property="og:image:width")["content"] == "384"


def test_every_list_and_form_says_what_it_holds(client, blog_index, offer_index):
    PostPageFactory(topic=TopicFactory(name="Tea", slug="tea", description=""))
    form = SignUpFormPageFactory(intro="<p>Tell us <b>who</b> you are.</p>")
    OfferPageFactory(sign_up_form=(plain := SignUpFormPageFactory()), summary="A day by the sea.")
    year = timezone.localdate().year
    expected = {
        "/blog/topics/tea/": "All posts about Tea.",
        "/blog/archive/": f"All posts by Commonplace since {year}, by the year in which",
        f"/blog/archive/{year}/": f"1 post by Commonplace from {year}, by month.",
        "/offers/sessions/": "Sessions that are coming up",
        "/offers/sessions/past/": "Sessions that are over",
        form.url: "Tell us who you are.",
        plain.url: "A day by the sea.",
    }
    for address, words in expected.items():
        found = head(client, address)
        shared = found.find("meta", property="og:description")["content"]
        assert shared == found.find("meta", attrs={"name": "description"})["content"]
        assert shared.startswith(words), address
        assert address in (form.url, plain.url) or "dateModified" not in str(found)


def alternates(client, address):
    """Give what a page has to subscribe to, or to read instead: media type, title and path."""
    return [
        (link["type"], link["title"], link["href"])
        for link in head(client, address).find_all("link", rel="alternate")
    ]


def subscriptions(client, address):
    return [each for each in alternates(client, address) if each[0] != "application/json"]


SESSIONS = ("text/calendar", "Commonplace (calendar of sessions)", "/offers/sessions.ics")


def feeds(title, query=""):
    return [
        ("application/atom+xml", f"{title} (Atom)", f"/feed.atom{query}"),
        ("application/feed+json", f"{title} (JSON Feed)", f"/feed.json{query}"),
    ]


def test_every_page_leads_to_the_feeds_of_all_posts(client, blog_index, offer_index):
    pages = [PostPageFactory(), OfferPageFactory(), StandardPageFactory(), SignUpFormPageFactory()]
    addresses = [page.url for page in pages]
    for address in [*addresses, "/", "/blog/", "/people/", "/offers/", "/api/v1/docs/", "/none/"]:
        assert subscriptions(client, address) == [*feeds("Commonplace"), SESSIONS], address


def test_topics_and_authors_lead_to_their_own_feeds_first(client, blog_index):
    topic, author = TopicFactory(name="Tea & cake"), AuthorPageFactory(title="Ada <A.>")
    pages = {
        f"/blog/topics/{topic.slug}/": ("Posts about Tea & cake", f"?topic={topic.slug}"),
        author.url: ("Posts by Ada <A.>", f"?author={author.slug}"),
    }
    for address, (title, query) in pages.items():
        found = subscriptions(client, address)
        assert found == [*feeds(title, query), *feeds("Commonplace"), SESSIONS]
        for _, _, feed in found:
            assert client.get(feed).status_code == 200


def test_sessions_lead_to_the_calendar(client, offer_index):
    session = OfferSessionFactory(page__title="Reflect | Recharge")
    address = f"/offers/sessions.ics?offer={session.page.slug}"

    of_offer = ("text/calendar", "Sessions of Reflect | Recharge", address)
    assert subscriptions(client, session.page.url)[0] == of_offer
    assert subscriptions(client, "/offers/")[-1] == SESSIONS
    for page, (_, _, calendar) in ((session.page.url, of_offer), ("/offers/", SESSIONS)):
        body = BeautifulSoup(client.get(page).content, "html.parser").body
        assert [link["href"] for link in body.select('a[href*="sessions.ics"]')] == [calendar]
        assert client.get(calendar)["Content-Type"] == "text/calendar; charset=utf-8"


def test_nobody_is_asked_to_add_what_is_over_to_a_calendar(client, offer_index):
    now = timezone.now()
    session = OfferSessionFactory(starts_at=now - timedelta(days=2), ends_at=now)

    for address in (session.page.url, "/offers/"):
        assert "to your calendar" not in client.get(address).text


def test_pages_that_are_items_lead_to_their_data(client, blog_index, offer_index):
    topic = TopicFactory()
    pages = [PostPageFactory(), AuthorPageFactory(), OfferPageFactory()]
    addresses = {page.url: page.slug for page in pages}
    for address, slug in {**addresses, f"/blog/topics/{topic.slug}/": topic.slug}.items():
        (_, _, data), *_ = alternates(client, address)
        assert client.get(data).json()["slug"] == slug
    for address in ("/", "/blog/", "/people/", "/offers/", "/none/"):
        assert "application/json" not in [kind for kind, _, _ in alternates(client, address)]
