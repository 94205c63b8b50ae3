"""Staff unpublish or delete a page, and say why and what replaces it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction

from cms.publication.farewells import words_about
from cms.publication.models import ContentItem
from offers.models import OfferIndexPage, OfferPage, SignUpFormPage
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.offers import OfferPageFactory, OfferSessionFactory, SignUpFormPageFactory

pytestmark = pytest.mark.django_db

UNPUBLISH, DELETE = "wagtailadmin_pages:unpublish", "wagtailadmin_pages:delete"
either = pytest.mark.parametrize("view", [UNPUBLISH, DELETE])
ASKED = b"Why is it withdrawn?"


def item_of(page):
    return ContentItem.objects.get(source=page._meta.label_lower, source_key=str(page.pk))


def asked(client, view, page):
    return client.get(reverse(view, args=[page.pk]))


def sent(client, view, page, **fields):
    return client.post(reverse(view, args=[page.pk]), fields)


@either
def test_the_words_go_with_the_item(moderator_client, view):
    post, other = PostPageFactory(), OfferPageFactory()

    sent(moderator_client, view, post, reason="It is out of date.", replacement=other.pk)

    item = item_of(post)
    assert (item.event, item.reason) == ("withdrawn", "It is out of date.")
    assert item.replaced_by == item_of(other)


@either
def test_partners_who_follow_changes_are_told_and_told_again_when_the_words_change(
    client, moderator_client, view
):
    post, other = PostPageFactory(), OfferPageFactory(title="Pause | Plan")
    before = client.get("/api/v1/changes/").json()["next"]

    sent(moderator_client, view, post, reason="It is out of date.", replacement=other.pk)

    answer = client.get(before).json()
    [told] = [row for row in answer["results"] if row["event"] == "withdrawn"]
    assert (told["id"], told["reason"]) == (str(item_of(post).pk), "It is out of date.")
    assert told["replaced_by"]["title"] == "Pause | Plan"
    assert told["item"] is None
    moderator_client.post(f"/admin/reports/withdrawn/{told['id']}/", {"reason": "It moved."})
    [told] = client.get(answer["next"]).json()["results"]
    assert (told["event"], told["reason"], told["replaced_by"]) == ("withdrawn", "It moved.", None)


@either
def test_both_may_be_left_out(moderator_client, view):
    post = PostPageFactory()

    sent(moderator_client, view, post)

    assert (item_of(post).event, item_of(post).reason) == ("withdrawn", "")
    assert item_of(post).replaced_by is None


@pytest.mark.parametrize(
    ("view", "fields"), [(UNPUBLISH, {"include_descendants": "on"}), (DELETE, {})]
)
def test_what_is_below_goes_with_the_same_words(admin_client, offer_index, view, fields):
    offer = OfferPageFactory(sessions=[OfferSessionFactory.build()])
    aside = PostPageFactory()

    sent(admin_client, view, offer_index, reason="The fund is spent.", **fields)

    withdrawn = ContentItem.objects.filter(event="withdrawn")
    assert {item.kind for item in withdrawn} == {"offers", "sessions"}
    assert {item.reason for item in withdrawn} == {"The fund is spent."}
    assert item_of(offer).public is False
    assert item_of(aside).public


@either
def test_the_words_are_gone_when_it_is_done(moderator_client, view):
    first, second = PostPageFactory(), PostPageFactory()

    sent(moderator_client, view, first, reason="It is out of date.")
    sent(moderator_client, view, second)

    assert item_of(second).reason == ""
    assert words_about(first).reason == ""


def test_a_fault_half_way_leaves_nothing_withdrawn_and_no_words_behind(admin_client, offer_index):
    offers = [OfferPageFactory(), OfferPageFactory()]

    def fail(request, page):
        assert not item_of(offers[1]).public
        raise RuntimeError

    with hooks.register_temporarily("after_unpublish_page", fail), pytest.raises(RuntimeError):
        sent(admin_client, UNPUBLISH, offer_index, reason="Over.", include_descendants="on")

    assert all(item_of(offer).public for offer in offers)
    assert Page.objects.get(pk=offers[1].pk).live
    assert words_about(offers[0]).reason == ""


@either
def test_published_again_the_item_has_no_words(admin_client, view):
    post = PostPageFactory()
    sent(admin_client, UNPUBLISH, post, reason="Too early.")

    post.save_revision().publish()

    assert (item_of(post).event, item_of(post).reason) == ("published", "")


@either
@pytest.mark.parametrize(
    ("reason", "kept"),
    [
        ("<script>alert(1)</script> & “so”", "<script>alert(1)</script> & “so”"),
        ("one\r\n two\t three ", "one two three"),
        ("evil\u202egnihton\u2066\x1b", "evilgnihton"),
        ("é" * 280, "é" * 280),
    ],
)
def test_a_reason_is_one_line_of_printable_text(moderator_client, view, reason, kept):
    post = PostPageFactory()

    sent(moderator_client, view, post, reason=reason)

    assert item_of(post).reason == kept


@either
@pytest.mark.parametrize("length", [281, 10_000])
def test_a_long_reason_is_refused_and_kept_for_correction(moderator_client, view, length):
    post, other = PostPageFactory(), PostPageFactory(title="The new one")
    reason = length * "x"

    answer = sent(moderator_client, view, post, reason=reason, replacement=other.pk)

    assert f"Shorten this to 280 characters. It has {length}." in answer.content.decode()
    assert reason in answer.content.decode()
    assert "The new one" in answer.content.decode()
    assert item_of(post).public


def test_a_tick_for_the_pages_below_is_kept_too(admin_client, offer_index):
    OfferPageFactory()
    fields = {"reason": "x" * 281, "include_descendants": "on"}

    for client_sends, ticked in [(fields, True), ({"reason": "x" * 281}, False)]:
        answer = sent(admin_client, UNPUBLISH, offer_index, **client_sends)
        box = BeautifulSoup(answer.content, "html.parser").find(attrs={"type": "checkbox"})
        assert (box["name"], box.has_attr("checked")) == ("include_descendants", ticked)


def private():
    page = PostPageFactory()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


#: What cannot replace an offer index with its offers.
REPLACEMENTS = {
    "itself": OfferIndexPage.objects.get,
    "below it": OfferPage.objects.get,
    "a draft": lambda: PostPageFactory(live=False),
    "private": private,
    "an alias": lambda: PostPageFactory().create_alias(update_slug="again"),
    "no item": StandardPageFactory,
}


@either
@pytest.mark.parametrize("which", REPLACEMENTS)
def test_what_visitors_cannot_be_led_to_is_refused(admin_client, offer_index, view, which):
    OfferPageFactory()
    page = REPLACEMENTS[which]()

    answer = sent(admin_client, view, offer_index, reason="Why not.", replacement=page.pk)

    words = "withdrawn itself" if which in ("itself", "below it") else "Visitors cannot see this"
    assert words in answer.content.decode()
    assert "Why not." in answer.content.decode()
    assert Page.objects.get(pk=offer_index.pk).live


@either
@pytest.mark.parametrize("value", ["999999", "x", "-1", "1 or 1", "9" * 40])
def test_what_is_no_page_is_refused(moderator_client, view, value):
    post = PostPageFactory()

    answer = sent(moderator_client, view, post, replacement=value)

    assert b"does not exist any more" in answer.content
    assert item_of(post).public


@either
@pytest.mark.parametrize("make", [PostPageFactory, AuthorPageFactory, OfferPageFactory])
def test_staff_are_asked_where_somebody_would_read_it(moderator_client, view, make):
    answer = asked(moderator_client, view, make())

    assert ASKED in answer.content
    assert b"Old links keep working" in answer.content


@either
def test_staff_are_not_asked_where_nobody_would(admin_client, blog_index, view):
    plain = StandardPageFactory()
    assert ASKED not in asked(admin_client, view, plain).content
    assert ASKED not in asked(admin_client, view, blog_index).content
    if view == DELETE:
        draft = PostPageFactory(live=False)
        assert ASKED not in asked(admin_client, view, draft).content
    PostPageFactory()
    assert ASKED in asked(admin_client, view, blog_index).content
    PageViewRestriction.objects.create(page=blog_index, restriction_type="login")
    assert ASKED not in asked(admin_client, view, blog_index).content


@either
def test_who_may_not_publish_withdraws_nothing(editor_client, view):
    post = PostPageFactory()

    sent(editor_client, view, post, reason="Mine now.")

    assert item_of(post).public
    assert item_of(post).reason == ""


@pytest.fixture
def form_of_an_offer():
    """Lie below its offer, where the editor’s help says that it belongs."""
    offer = OfferPageFactory(title="Pause | Plan")
    form = SignUpFormPageFactory(parent=offer, title="Sign up")
    offer = OfferPage.objects.get(pk=offer.pk)
    offer.sign_up_form = form
    offer.save_revision().publish()
    return form


def test_an_offer_goes_with_the_form_below_it(admin_client, form_of_an_offer):
    offer = OfferPage.objects.get()
    assert b"prevent it from being deleted" not in asked(admin_client, DELETE, offer).content
    sent(admin_client, DELETE, offer, reason="It is over.")
    assert not OfferPage.objects.exists()
    assert not SignUpFormPage.objects.exists()


def test_a_form_that_an_offer_needs_cannot_be_deleted_alone(admin_client, form_of_an_offer):
    shown = asked(admin_client, DELETE, form_of_an_offer).content
    assert b"prevent it from being deleted" in shown
    assert b"Yes, delete it" not in shown
    sent(admin_client, DELETE, form_of_an_offer)
    assert SignUpFormPage.objects.exists()


def test_what_cannot_be_deleted_says_why_and_keeps_the_words(admin_client, form_of_an_offer):
    OfferPageFactory(title="Books in order", sign_up_form=form_of_an_offer)
    offer = OfferPage.objects.get(title="Pause | Plan")

    answer = sent(admin_client, DELETE, offer, reason="It is over.")

    assert "Nothing has been deleted: “Books in order” cannot do without" in answer.content.decode()
    assert b"It is over." in answer.content
    assert item_of(offer).public
    assert SignUpFormPage.objects.exists()


def test_many_pages_are_deleted_only_by_who_types_the_name_of_the_site(
    admin_client, offer_index, settings
):
    settings.WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 2
    offer = OfferPageFactory()
    assert b"confirm_site_name" in asked(admin_client, DELETE, offer_index).content

    answer = sent(admin_client, DELETE, offer_index, reason="Over.", confirm_site_name="what?")

    assert b"Over." in answer.content
    assert item_of(offer).public
    sent(admin_client, DELETE, offer_index, reason="Over.", confirm_site_name="Commonplace")
    assert item_of(offer).reason == "Over."
