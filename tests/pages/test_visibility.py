"""What the public may not see is on no page and nowhere in the feed, whatever the reason."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from blog.models import PostPage
from cms.pages.visibility import published
from cms.publication.models import ContentItem
from home.models import HomePage
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.offers import OfferPageFactory, OfferSessionFactory
from tests.factories.vocabulary import TopicFactory

pytestmark = pytest.mark.django_db

MARKER = "Zanzibarine"


def as_draft(page):
    page.unpublish()


def as_private(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def as_private_above(page):
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")


def as_expired(page):
    page.expire_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    a_moment_ago = timezone.now() - timedelta(seconds=1)
    type(page).objects.filter(pk=page.pk).update(expire_at=a_moment_ago)
    ContentItem.objects.filter(expires_at__isnull=False).update(expires_at=a_moment_ago)


def as_scheduled(page):
    page.unpublish()
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()


HIDDEN = [as_draft, as_private, as_private_above, as_expired, as_scheduled]
PAGES = ["/", "/blog/", "/blog/topics/secret-topic/", "/people/", "/offers/", "/feed.atom"]
SUBSCRIPTIONS = ["/feed.json", "/offers/sessions.ics"]
LISTS = ["items", "posts", "authors", "offers", "sessions"]


def everything(client):
    """Give all words of every list the public can open, following redirects to no login."""
    feed = [f"/api/v1/{kind}/?body=html,text" for kind in ("items", "posts", "offers")]
    addresses = [*PAGES, *SUBSCRIPTIONS, *feed, *(f"/api/v1/{kind}/" for kind in LISTS)]
    return "\n".join(client.get(address).content.decode() for address in addresses)


def make_secret():
    """Publish a post, its author and an offer, all marked, and a post that links to them."""
    topic = TopicFactory(name="Secret topic", slug="secret-topic")
    author = AuthorPageFactory(title=f"{MARKER} Author", biography=f"<p>{MARKER} bio</p>")
    post = PostPageFactory(
        title=f"{MARKER} post",
        topic=topic,
        authors=[author],
        body=[("paragraph", f"<p>{MARKER} body</p>")],
    )
    offer = OfferPageFactory(
        title=f"{MARKER} offer", sessions=[OfferSessionFactory.build(title=f"{MARKER} session")]
    )
    linking = PostPageFactory(
        title="Open post",
        topic=topic,
        authors=[author],
        related_posts=[post],
        body=[
            ("related_pages", {"title": "More", "pages": [post, offer, author]}),
            ("call_to_action", {"label": "Go", "page": post}),
            ("paragraph", f'<p>See <a linktype="page" id="{offer.pk}">it</a>.</p>'),
        ],
    )
    home_page = HomePage.objects.get()
    home_page.featured.create(target=post)
    home_page.featured.create(target=offer)
    return {"post": post, "author": author, "offer": offer, "linking": linking}


@pytest.fixture(scope="module")
def made(once):
    return once(make_secret)


@pytest.fixture
def secret(made, db):
    """Give a post, its author and an offer, all public so far and all marked."""
    return {name: type(page).objects.get(pk=page.pk) for name, page in made.items()}


def test_all_that_is_public_is_found(client, secret):
    words = everything(client)

    for thing in ("post", "Author", "offer", "session", "body"):
        assert f"{MARKER} {thing}" in words


@pytest.mark.parametrize("hide", HIDDEN)
def test_what_is_hidden_is_on_no_list_and_named_by_nothing_else(client, secret, hide):
    for name in ("post", "author", "offer"):
        hide(secret[name])
    words = everything(client)
    if hide is not as_private_above:
        words += client.get(secret["linking"].url).content.decode()
    # What names an expired page is presented anew when the worker unpublishes it.
    if hide is not as_expired:
        assert MARKER not in words
    else:
        pages = "".join(client.get(address).content.decode() for address in PAGES[:-1])
        assert MARKER not in pages


@pytest.mark.parametrize("hide", HIDDEN)
@pytest.mark.parametrize("name", ["post", "author", "offer"])
def test_a_hidden_page_is_not_served_and_its_item_is_gone(client, secret, name, hide):
    page = secret[name]
    [item] = client.get(f"/api/v1/{name}s/", {"slug": page.slug}).json()["results"]

    hide(page)

    response = client.get(page.url)
    assert MARKER not in response.content.decode()
    assert response.status_code in {302, 410}
    assert client.get(item["self"]).status_code == 410
    assert client.get(f"/api/v1/{name}s/", {"slug": page.slug}).json()["results"] == []


def test_an_alias_leads_to_the_page_it_repeats_and_is_listed_nowhere(client, blog_index):
    post = PostPageFactory()
    alias = post.create_alias(parent=blog_index, update_slug="the-same-again")

    response = client.get(alias.url)

    assert response.status_code == 302
    assert response["Location"].endswith(post.url)
    assert "the-same-again" not in everything(client)


def test_a_page_outside_every_site_is_not_public():
    page = StandardPageFactory()
    post = PostPage(title="Outside", standfirst="Out.", topic=TopicFactory())
    outside = page.get_root().add_child(instance=post)

    assert not published(PostPage.objects.filter(pk=outside.pk)).exists()
