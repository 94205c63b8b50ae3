"""What a page tells browsers, search engines, caches and whoever it is shared with."""

from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Site

from cms.vocabulary.models import Topic
from tests.factories.blog import PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.media import ImageFactory
from tests.factories.offers import OfferPageFactory, SignUpFormPageFactory


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


def test_a_post_without_a_picture_promises_none(client, blog_index):
    assert "og:image" not in str(head(client, PostPageFactory().url))
