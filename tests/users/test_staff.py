"""A communications officer can do the main job with the groups that every site has."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from blog.models import PostPage
from cms.media.models import LibraryDocument, LibraryImage
from cms.users.models import User
from cms.vocabulary.models import Organisation, Topic
from tests.factories.blog import PostPageFactory
from tests.factories.users import PASSWORD
from tests.factories.vocabulary import OrganisationFactory, TopicFactory


@pytest.fixture(params=["editor_client", "moderator_client"])
def staff_client(request: pytest.FixtureRequest, db: None) -> Client:
    """Sign in as either."""
    return request.getfixturevalue(request.param)


def post_data(**fields):
    return nested_form_data(
        {
            "title": "Spring in the garden",
            "slug": "spring-in-the-garden",
            "standfirst": "What grew.",
            "licence": "CC-BY-4.0",
            "body": streamfield([]),
            "contributions": inline_formset([]),
            "related": inline_formset([]),
            "comments": inline_formset([]),
            **fields,
        }
    )


def write_post(client, blog_index, **fields):
    address = reverse("wagtailadmin_pages:add", args=["blog", "postpage", blog_index.pk])
    return client.post(address, post_data(topic=TopicFactory().pk, **fields))


def test_a_moderator_writes_and_publishes_a_post(moderator_client, blog_index):
    write_post(moderator_client, blog_index, **{"action-publish": "1"})
    assert PostPage.objects.get().live


def test_an_editor_writes_a_post_and_somebody_else_publishes_it(
    editor_client, moderator_client, blog_index
):
    write_post(editor_client, blog_index, **{"action-submit": "1"})
    post = PostPage.objects.get()
    assert not post.live
    assert post.workflow_in_progress
    task_state = post.current_workflow_task_state
    moderator_client.post(
        reverse(
            "wagtailadmin_pages:workflow_action",
            args=[post.pk, "approve", task_state.pk],
        ),
        {"comment": ""},
    )
    post.refresh_from_db()
    assert post.live


def test_an_editor_cannot_publish(editor_client, blog_index):
    write_post(editor_client, blog_index, **{"action-publish": "1"})
    assert PostPage.objects.get().live is False


def test_staff_add_a_picture(staff_client):
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "seagreen").save(file, "PNG")
    file.seek(0)
    file.name = "garden.png"
    staff_client.post(
        reverse("wagtailimages:add"),
        {"title": "Garden", "file": file, "collection": Collection.get_first_root_node().pk},
    )
    assert LibraryImage.objects.get().title == "Garden"


def test_staff_add_a_document(staff_client):
    file = io.BytesIO(b"How to run a meeting.")
    file.name = "meeting.txt"
    staff_client.post(
        reverse("wagtaildocs:add"),
        {"title": "Meeting", "file": file, "collection": Collection.get_first_root_node().pk},
    )
    assert LibraryDocument.objects.get().title == "Meeting"


def test_staff_keep_the_topics(staff_client):
    topic = TopicFactory()
    add = reverse("wagtailsnippets_vocabulary_topic:add")
    edit = reverse("wagtailsnippets_vocabulary_topic:edit", args=[topic.pk])
    staff_client.post(add, {"name": "Gardens", "slug": "gardens"})
    staff_client.post(edit, {"name": "Halls", "slug": "halls"})
    assert set(Topic.objects.values_list("name", flat=True)) == {"Gardens", "Halls"}


def test_staff_keep_the_organisations(staff_client):
    organisation = OrganisationFactory()
    data = {"name": "Hill End", "slug": "hill-end", "kind": "funder"}
    edit = reverse("wagtailsnippets_vocabulary_organisation:edit", args=[organisation.pk])
    staff_client.post(edit, data)
    assert Organisation.objects.get().name == "Hill End"


def test_a_topic_is_deleted_by_moderators_only(editor_client, moderator_client):
    delete = reverse("wagtailsnippets_vocabulary_topic:delete", args=[TopicFactory().pk])
    editor_client.post(delete)
    assert Topic.objects.exists()
    moderator_client.post(delete)
    assert not Topic.objects.exists()


def test_a_moderator_sends_an_old_address_to_a_new_page(moderator_client, blog_index):
    post = PostPageFactory()
    redirect = {"old_path": "/beans/", "redirect_page": post.pk, "is_permanent": "on"}
    moderator_client.post(reverse("wagtailredirects:add"), redirect)
    response = moderator_client.get("/beans/")
    assert (response.status_code, response["Location"]) == (301, post.url)


def test_staff_comment_on_a_draft(staff_client, blog_index):
    post = PostPageFactory(live=False)
    comment = {
        "id": "",
        "contentpath": "standfirst",
        "text": "Shorter?",
        "position": "",
        "resolved": "",
        "replies-TOTAL_FORMS": "0",
        "replies-INITIAL_FORMS": "0",
    }
    staff_client.post(
        reverse("wagtailadmin_pages:edit", args=[post.pk]),
        post_data(topic=post.topic_id, comments=inline_formset([comment])),
    )
    assert post.wagtail_admin_comments.get().text == "Shorter?"


@pytest.mark.parametrize(
    "listing", ["wagtailusers_users:index", "wagtailusers_groups:index", "wagtailsites:index"]
)
def test_accounts_and_sites_are_for_administrators(staff_client, admin_client, listing):
    assert staff_client.get(reverse(listing)).status_code == 302
    assert admin_client.get(reverse(listing)).status_code == 200


def test_an_administrator_makes_an_account(admin_client, client):
    admin_client.post(
        reverse("wagtailusers_users:add"),
        {
            "username": "new",
            "email": "new@example.org",
            "first_name": "New",
            "last_name": "Colleague",
            "password1": PASSWORD,
            "password2": PASSWORD,
            "is_superuser": "on",
        },
    )
    assert User.objects.get(username="new").email == "new@example.org"
    assert client.login(username="new", password=PASSWORD)
