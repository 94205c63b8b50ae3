"""The commands that compare, mend and rebuild what is published."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from blog.models import PostPage
from cms.publication.models import ContentItem
from cms.vocabulary.models import Topic
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.offers import OfferPageFactory, OfferSessionFactory
from tests.factories.vocabulary import TopicFactory

pytestmark = pytest.mark.django_db


def check(*arguments):
    out, err = StringIO(), StringIO()
    call_command("check_publication", *arguments, stdout=out, stderr=err)
    return out.getvalue() + err.getvalue()


@pytest.fixture
def site_with_content():
    author = AuthorPageFactory()
    OfferPageFactory(sessions=[OfferSessionFactory.build()])
    return PostPageFactory(authors=[author], body=[("paragraph", "<p>Words.</p>")])


def test_nothing_has_drifted_after_ordinary_publishing(site_with_content):
    assert "Every content item is what its page gives." in check()


def test_a_page_changed_behind_our_back_is_found_and_mended(site_with_content):
    PostPage.objects.filter(pk=site_with_content.pk).update(standfirst="Changed by hand.")

    with pytest.raises(CommandError) as error:
        check()
    assert error.value.returncode == 1

    assert "1 mended" in check("--repair")
    item = ContentItem.objects.get(kind="posts")
    assert json.loads(item.summary)["standfirst"] == "Changed by hand."


def test_a_page_hidden_behind_our_back_is_found_and_withdrawn(site_with_content):
    PostPage.objects.filter(pk=site_with_content.pk).update(live=False)

    assert "is not public but has an item" in check("--repair")
    assert ContentItem.objects.get(kind="posts").event == "withdrawn"


def test_rows_that_came_in_without_a_signal_are_found_and_presented():
    Topic.objects.bulk_create([Topic(name="Imported", slug="imported")])

    assert "is public but has no item" in check("--repair")
    assert ContentItem.objects.get(kind="topics", slug="imported").public


def test_rebuilding_changes_nothing_that_is_right(site_with_content):
    before = list(ContentItem.objects.order_by("pk").values_list("pk", "change", "detail"))

    call_command("rebuild_publication", stderr=StringIO())

    assert list(ContentItem.objects.order_by("pk").values_list("pk", "change", "detail")) == before


def test_rebuilding_brings_back_what_was_lost(site_with_content):
    TopicFactory()
    ContentItem.objects.all().delete()

    call_command("rebuild_publication", stderr=StringIO())

    assert "Every content item is what its page gives." in check()
    assert ContentItem.objects.public().filter(kind="posts").exists()


@pytest.mark.django_db
def test_after_a_restore_everybody_who_follows_is_sent_to_the_snapshot(client):
    address = client.get("/api/v1/changes/").json()["next"]
    tag = client.get("/api/v1/posts/")["ETag"]

    call_command("begin_new_epoch", stdout=StringIO())

    assert client.get(address).status_code == 410
    assert client.get("/api/v1/posts/")["ETag"] != tag
