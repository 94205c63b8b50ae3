"""The report of what is withdrawn, and what staff correct there."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, ModelLogEntry

from cms.publication.farewells import Farewell, saying
from cms.publication.models import ContentItem
from tests.conftest import signed_in
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.offers import OfferSessionFactory
from tests.factories.publication import TombstoneFactory
from tests.factories.users import UserFactory
from tests.factories.vocabulary import TopicFactory

pytestmark = pytest.mark.django_db

REPORT = "/admin/reports/withdrawn/"


def item_of(row):
    return ContentItem.objects.get(source=row._meta.label_lower, source_key=str(row.pk))


def address(row):
    return f"{REPORT}{item_of(row).pk}/"


def rows(client, query=""):
    page = BeautifulSoup(client.get(f"{REPORT}{query}").content, "html.parser")
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row("td")]
        for row in page.select("#listing-results tbody tr")
    ]


def withdrawn(make=PostPageFactory, reason="", replaced_by=None, **fields):
    """Publish something and withdraw it."""
    row = make(**fields)
    with saying(Farewell(reason, item_of(replaced_by) if replaced_by else None), [row]):
        row.unpublish() if hasattr(row, "unpublish") else row.delete()
    return row


def test_it_says_what_was_withdrawn_why_and_where_it_was(moderator_client):
    other = PostPageFactory(title="The new one")
    post = withdrawn(title="The old one", reason="Out of date.", replaced_by=other)

    [[name, kind, why, replaced_by, old, when]] = rows(moderator_client)

    assert [name, kind, why, replaced_by] == ["The old one", "post", "Out of date.", "The new one"]
    assert old == item_of(post).url
    assert when == "Just now"


def test_what_is_deleted_is_known_by_its_last_name(admin_client, moderator_client):
    post, topic = PostPageFactory(title="The old one"), TopicFactory(name="Gardens")
    admin_client.post(reverse("wagtailadmin_pages:delete", args=[post.pk]), {"reason": "Over."})
    admin_client.post(reverse("wagtailsnippets_vocabulary_topic:delete", args=[topic.pk]))

    assert [row[:3] for row in rows(moderator_client)] == [
        ["Gardens", "topic", ""],
        ["The old one", "post", "Over."],
    ]


def test_what_nobody_remembers_is_known_by_the_last_part_of_its_address(moderator_client):
    withdrawn(TopicFactory, slug="gardens")

    assert rows(moderator_client)[0][0] == "gardens"


def test_a_replacement_that_is_gone_itself_is_pointed_out(moderator_client):
    other = PostPageFactory(slug="the-new-one")
    withdrawn(replaced_by=other)
    other.unpublish()

    replaced_by = rows(moderator_client)[1][3]
    assert replaced_by == "the-new-one (not public any more, so visitors are not led there)"


def test_what_is_public_is_not_in_it_and_sessions_are_not_on_their_own(moderator_client):
    PostPageFactory()
    PostPageFactory(live=False)
    withdrawn(lambda: OfferSessionFactory().page, reason="Over.")

    assert [row[1] for row in rows(moderator_client)] == ["offer"]


def test_it_is_narrowed_by_kind_and_by_words(moderator_client):
    withdrawn(title="A post", reason="Out of date.")
    withdrawn(AuthorPageFactory, title="An author")

    assert [row[0] for row in rows(moderator_client, "?kind=authors")] == ["An author"]
    assert [row[0] for row in rows(moderator_client, "?q=out+of")] == ["A post"]
    assert rows(moderator_client, "?kind=topics") == []


def test_the_latest_comes_first_and_fifty_at_a_time(moderator_client):
    for number in range(51):
        TombstoneFactory(source="blog.postpage", source_key=str(900 + number), slug=f"old-{number}")

    first, second = rows(moderator_client), rows(moderator_client, "?p=2")

    assert (first[0][0], len(first), [row[0] for row in second]) == ("old-50", 50, ["old-0"])


def queries(client):
    client.get(REPORT)
    with CaptureQueriesContext(connection) as captured:
        client.get(REPORT)
    return len(captured)


def test_five_cost_as_many_queries_as_one(moderator_client):
    def one_of_each():
        withdrawn(reason="Over.", replaced_by=PostPageFactory())
        withdrawn().delete()
        withdrawn(TopicFactory)

    one_of_each()
    before = queries(moderator_client)
    for _ in range(4):
        one_of_each()

    assert queries(moderator_client) == before


def test_markup_in_it_is_text(moderator_client):
    withdrawn(title="<i>Old</i>", reason="<script>alert(1)</script>")

    assert rows(moderator_client)[0][::2][:2] == ["<i>Old</i>", "<script>alert(1)</script>"]
    assert b"<script>alert(1)" not in moderator_client.get(REPORT).content


def test_it_is_for_those_who_may_publish(editor_client, moderator_client, reader_client):
    post = withdrawn(reason="Over.")
    for client in (editor_client, reader_client):
        assert client.get(REPORT).status_code == 302
        assert client.get(f"{REPORT}results/").status_code == 302
        assert client.post(address(post), {"reason": "Mine."}).status_code == 302
        assert b"reports/withdrawn" not in client.get("/admin/").content
    assert item_of(post).reason == "Over."
    assert b"reports/withdrawn" in moderator_client.get("/admin/").content


def test_who_may_publish_one_part_of_the_site_corrects_that_part(blog_index):
    group = Group.objects.create(name="Bloggers")
    for name in ("access_admin", "publish_page"):
        permission = Permission.objects.get(codename=name)
        if name == "access_admin":
            group.permissions.add(permission)
        else:
            GroupPagePermission.objects.create(group=group, page=blog_index, permission=permission)
    client = signed_in(UserFactory(groups=["Bloggers"]))
    post = withdrawn(title="Theirs", slug="a")
    author = withdrawn(AuthorPageFactory, title="Not theirs", slug="b")

    assert [row[0] for row in rows(client)] == ["b", "Theirs"]
    client.post(address(post), {"reason": "Over."})
    assert client.post(address(author), {"reason": "Over."}).status_code == 302
    assert (item_of(post).reason, item_of(author).reason) == ("Over.", "")


def test_words_are_corrected_afterwards(moderator_client, client):
    other = PostPageFactory()
    post = withdrawn(reason="Ovr.")
    before = item_of(post)
    assert "Ovr." in moderator_client.get(address(post)).content.decode()

    moderator_client.post(address(post), {"reason": "Over.", "replacement": other.pk})

    item = item_of(post)
    assert (item.reason, item.replaced_by) == ("Over.", item_of(other))
    assert item.change > before.change
    told = client.get(f"/api/v1/posts/{item.pk}/").json()
    assert (told["reason"], told["replaced_by"]["id"]) == ("Over.", str(item_of(other).pk))
    assert "Over." in client.get(post.url).content.decode()
    entry = ModelLogEntry.objects.get(object_id=str(item.pk))
    assert (entry.action, entry.user.username) == ("wagtail.edit", "moderator")


def test_words_about_what_is_deleted_are_corrected_too(moderator_client):
    topic, other = TopicFactory(), TopicFactory()
    item = item_of(topic)
    topic.delete()

    moderator_client.post(f"{REPORT}{item.pk}/", {"reason": "Over.", "replacement": other.pk})

    item.refresh_from_db()
    assert (item.reason, item.replaced_by) == ("Over.", item_of(other))
    assert other.name in moderator_client.get(f"{REPORT}{item.pk}/").content.decode()


def test_a_page_is_never_taken_for_the_topic_of_the_same_number(moderator_client):
    post = PostPageFactory()
    TopicFactory(pk=post.pk, name="Not this")
    withdrawn(TopicFactory, replaced_by=post)
    item = ContentItem.objects.get(event="withdrawn")

    assert b"Not this" not in moderator_client.get(f"{REPORT}{item.pk}/").content


def test_wrong_words_are_shown_again_and_change_nothing(moderator_client):
    post = withdrawn(reason="Over.")

    answer = moderator_client.post(
        address(post), {"reason": "z" * 281, "replacement": post.pk}
    ).content.decode()

    assert "z" * 281 in answer
    assert "Shorten this to 280 characters" in answer
    assert "withdrawn itself" in answer
    assert item_of(post).reason == "Over."


def test_what_is_public_has_no_words_to_correct(admin_client):
    post = PostPageFactory()

    assert admin_client.get(address(post)).status_code == 404
    assert admin_client.post(address(post), {"reason": "Over."}).status_code == 404
    assert item_of(post).reason == ""
