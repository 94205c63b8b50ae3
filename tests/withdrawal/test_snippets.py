"""Staff delete a topic or an organisation, and say why and what replaces it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.publication.models import ContentItem
from cms.vocabulary.models import Organisation, Topic
from cms.withdrawal.snippets import presented_snippets
from tests.factories.blog import PostPageFactory
from tests.factories.vocabulary import OrganisationFactory, TopicFactory

pytestmark = pytest.mark.django_db

both = pytest.mark.parametrize("make", [TopicFactory, OrganisationFactory])
one_or_many = pytest.mark.parametrize("in_bulk", [False, True])


def item_of(row):
    return ContentItem.objects.get(source=row._meta.label_lower, source_key=str(row.pk))


def address(*rows, in_bulk=True):
    options = rows[0]._meta
    if in_bulk:
        path = reverse("wagtail_bulk_action", args=["vocabulary", options.model_name, "delete"])
        return f"{path}?{'&'.join(f'id={row.pk}' for row in rows)}"
    return reverse(f"wagtailsnippets_vocabulary_{options.model_name}:delete", args=[rows[0].pk])


def test_all_that_is_public_and_no_page_is_asked_about():
    assert presented_snippets() == [Topic, Organisation]


@one_or_many
@both
def test_the_words_reach_partners(moderator_client, client, make, in_bulk):
    row, other = make(), make()
    item, place = item_of(row), client.get("/api/v1/changes/").json()["next"]

    moderator_client.post(
        address(row, in_bulk=in_bulk), {"reason": "We say it otherwise.", "replacement": other.pk}
    )

    assert not type(row).objects.filter(pk=row.pk).exists()
    gone = client.get(f"/api/v1/{item.kind}/{item.pk}/")
    assert gone.status_code == 410
    [told] = [each for each in client.get(place).json()["results"] if each["id"] == str(item.pk)]
    assert told["event"] == "withdrawn"
    for words in (gone.json(), told):
        assert words["reason"] == "We say it otherwise."
        assert words["replaced_by"]["id"] == str(item_of(other).pk)


@one_or_many
def test_visitors_read_them_where_the_listing_of_a_topic_was(
    moderator_client, client, blog_index, in_bulk
):
    topic, other = TopicFactory(slug="gardens"), TopicFactory(name="Growing")

    moderator_client.post(
        address(topic, in_bulk=in_bulk), {"reason": "We grow more.", "replacement": other.pk}
    )

    response = client.get("/blog/topics/gardens/")
    assert response.status_code == 410
    page = BeautifulSoup(response.content, "html.parser").main
    assert page.select_one(".standfirst").text == "We grow more."
    link = page.find("a", string="Growing")
    assert client.get(link["href"]).status_code == 200


def test_several_get_the_same_words_and_the_log_knows_each(moderator_client):
    topics = [TopicFactory(name="Gardens"), TopicFactory(name="Allotments")]

    moderator_client.post(address(*topics), {"reason": "We grow more."})

    withdrawn = ContentItem.objects.filter(event="withdrawn")
    assert [item.reason for item in withdrawn] == ["We grow more.", "We grow more."]
    logged = ModelLogEntry.objects.filter(action="wagtail.delete", user__username="moderator")
    assert {entry.label for entry in logged} == {"Gardens", "Allotments"}


@one_or_many
@both
def test_wrong_words_are_shown_again_and_nothing_is_deleted(moderator_client, make, in_bulk):
    row, other = make(), make(name="The new one")

    answer = moderator_client.post(
        address(row, in_bulk=in_bulk), {"reason": "x" * 281, "replacement": other.pk}
    ).content.decode()

    assert "Shorten this to 280 characters. It has 281." in answer
    assert "x" * 281 in answer
    assert "The new one" in answer
    assert item_of(row).public


@one_or_many
@pytest.mark.parametrize("which", ["itself", "gone", "nonsense"])
def test_what_cannot_replace_it_is_refused(moderator_client, which, in_bulk):
    topic = TopicFactory()
    chosen, words = {
        "itself": (topic.pk, "This is being withdrawn itself"),
        "gone": (999_999, "This topic does not exist any more. Choose another."),
        "nonsense": ("x", "This topic does not exist any more. Choose another."),
    }[which]

    answer = moderator_client.post(
        address(topic, in_bulk=in_bulk), {"reason": "Why not.", "replacement": chosen}
    ).content.decode()

    assert words in answer
    assert "Why not." in answer
    assert item_of(topic).public


@one_or_many
def test_what_is_said_of_old_links_is_true(moderator_client, blog_index, in_bulk):
    said = b"Old links keep working"
    asked = b"Why is it withdrawn?"
    topic, organisation = TopicFactory(), OrganisationFactory()

    for row, has_address in [(topic, True), (organisation, False)]:
        page = moderator_client.get(address(row, in_bulk=in_bulk)).content
        assert asked in page
        assert (said in page) == has_address


@one_or_many
def test_what_is_still_used_is_not_deleted(moderator_client, in_bulk):
    topic = TopicFactory()
    PostPageFactory(topic=topic)

    page = moderator_client.get(address(topic, in_bulk=in_bulk)).content
    assert b"prevent it from being deleted" in page
    assert b"Why is it withdrawn?" not in page

    moderator_client.post(address(topic, in_bulk=in_bulk), {"reason": "Over."})
    assert item_of(topic).public


def test_what_came_into_use_since_staff_were_asked_says_so(moderator_client):
    topic = TopicFactory()
    assert b"Yes, delete it" in moderator_client.get(address(topic, in_bulk=False)).content
    PostPageFactory(topic=topic)

    answer = moderator_client.post(address(topic, in_bulk=False), {"reason": "Over."})

    assert b"prevent it from being deleted" in answer.content
    assert item_of(topic).public


@one_or_many
def test_who_may_not_delete_them_withdraws_nothing(editor_client, in_bulk):
    topic = TopicFactory()

    editor_client.post(address(topic, in_bulk=in_bulk), {"reason": "Mine."})

    assert item_of(topic).public


def test_staff_come_back_to_where_they_were(moderator_client):
    topic = TopicFactory()
    listing = reverse("wagtailsnippets_vocabulary_topic:list") + "?p=1"

    asked = moderator_client.get(f"{address(topic, in_bulk=False)}?next={listing}")
    page = BeautifulSoup(asked.content, "html.parser")
    assert page.find("a", string="No, don’t delete it")["href"] == listing
    sent = {"next": page.find("input", {"name": "next"})["value"]}

    assert moderator_client.post(address(topic, in_bulk=False), sent)["Location"] == listing
