"""Everything that can happen to a page or to what it shows, and what partners then get."""

import json
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    PageViewRestriction,
    Site,
)

from blog.models import AuthorPage, BlogIndexPage, PostPage
from cms.publication.models import ContentItem
from offers.models import OfferPage, OfferSession
from tests.factories.blog import AuthorPageFactory, PostPageFactory, contribution
from tests.factories.home import StandardPageFactory
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.offers import OfferPageFactory, OfferSessionFactory, SignUpFormPageFactory
from tests.factories.vocabulary import OrganisationFactory, TopicFactory

pytestmark = pytest.mark.django_db


def item_of(row):
    key = f"{row.page_id}:{row.key}" if isinstance(row, OfferSession) else str(row.pk)
    return ContentItem.objects.get(source=row._meta.label_lower, source_key=key)


def told(row):
    return json.loads(item_of(row).detail)


def publish(page):
    page.save_revision().publish()


def paragraph(html):
    return [("paragraph", html)]


def test_a_published_post_has_an_item():
    post = PostPageFactory(title="Reflect | Recharge")

    item = item_of(post)

    assert item.public
    assert item.event == "published"
    assert told(post)["title"] == "Reflect | Recharge"
    assert item.slug == "reflect-recharge"


def test_a_draft_has_no_item():
    post = PostPageFactory(live=False)

    assert not ContentItem.objects.filter(kind="posts", source_key=str(post.pk)).exists()


def test_an_edited_post_is_updated_with_a_larger_number_and_the_same_id():
    post = PostPageFactory()
    before = item_of(post)

    post.standfirst = "Something else."
    publish(post)

    after = item_of(post)
    assert (after.pk, after.event) == (before.pk, "updated")
    assert after.change > before.change
    assert json.loads(after.summary)["standfirst"] == "Something else."


def test_publishing_the_same_words_again_changes_nothing():
    post = PostPageFactory(body=paragraph("<p>Words.</p>"))
    before = item_of(post)

    publish(PostPage.objects.get(pk=post.pk))

    after = item_of(post)
    assert (after.change, after.detail) == (before.change, before.detail)


def test_an_unpublished_post_leaves_a_tombstone_without_content():
    post = PostPageFactory()
    change = item_of(post).change

    post.unpublish()

    item = item_of(post)
    assert not item.public
    assert item.event == "withdrawn"
    assert item.change > change
    assert {item.title, item.sort_key, item.summary, item.detail} == {""}
    assert item.url.endswith(f"/blog/{post.slug}/")


def test_a_post_published_again_keeps_its_id():
    post = PostPageFactory()
    identity = item_of(post).pk
    post.unpublish()

    publish(PostPage.objects.get(pk=post.pk))

    assert item_of(post).pk == identity
    assert item_of(post).event == "published"


def test_a_deleted_post_leaves_a_tombstone():
    post = PostPageFactory()

    PostPage.objects.get(pk=post.pk).delete()

    assert item_of(post).event == "withdrawn"


def test_deleting_a_blog_withdraws_every_post_in_it(blog_index):
    posts = [PostPageFactory(), PostPageFactory()]

    BlogIndexPage.objects.get(pk=blog_index.pk).delete()

    assert [item_of(post).event for post in posts] == ["withdrawn", "withdrawn"]


def test_moving_below_a_private_page_withdraws_what_moved(home_page):
    offer = OfferPageFactory(sessions=[OfferSessionFactory.build()])
    session = offer.sessions.get()
    private = StandardPageFactory(parent=home_page)
    PageViewRestriction.objects.create(page=private, restriction_type="login")

    offer.move(private, pos="last-child")

    assert item_of(offer).event == "withdrawn"
    assert item_of(session).event == "withdrawn"


def test_moving_an_index_gives_its_posts_new_addresses(blog_index, home_page):
    post = PostPageFactory()
    archive = StandardPageFactory(parent=home_page, slug="archive")

    BlogIndexPage.objects.get(pk=blog_index.pk).move(archive, pos="last-child")

    assert told(post)["url"].endswith(f"/archive/blog/{post.slug}/")


def test_a_new_slug_above_gives_posts_new_addresses(blog_index):
    post = PostPageFactory()

    blog = BlogIndexPage.objects.get(pk=blog_index.pk)
    blog.slug = "news"
    publish(blog)

    assert told(post)["url"].endswith(f"/news/{post.slug}/")


def test_a_new_slug_of_the_blog_gives_topics_new_addresses(blog_index):
    topic = TopicFactory()
    offer = OfferPageFactory(topics=[topic])

    blog_index.slug = "stories"
    publish(blog_index)

    address = told(topic)["url"]
    assert address.endswith(f"/stories/topics/{topic.slug}/")
    assert told(offer)["topics"][0]["url"] == address


def test_topics_have_no_address_without_a_public_blog(blog_index):
    topic = TopicFactory()

    blog_index.unpublish()

    assert item_of(topic).public
    assert told(topic)["url"] is None


def test_a_new_slug_reaches_the_posts_that_link_to_a_page():
    target = StandardPageFactory()
    post = PostPageFactory(
        body=paragraph(f'<p>See <a linktype="page" id="{target.pk}">this</a>.</p>')
    )

    target.slug = "moved-here"
    publish(target)

    assert "/moved-here/" in told(post)["body"]["html"]


@pytest.mark.parametrize("above", [False, True])
def test_privacy_at_the_page_or_above_withdraws_and_lifting_it_brings_back(blog_index, above):
    post = PostPageFactory()
    restricted = blog_index if above else post

    restriction = PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    assert item_of(post).event == "withdrawn"

    restriction.delete()
    assert item_of(post).event == "published"


def test_a_private_author_is_not_named_in_a_public_post():
    author = AuthorPageFactory(title="Marker Person")
    post = PostPageFactory(authors=[author])
    assert "Marker Person" in item_of(post).detail

    PageViewRestriction.objects.create(page=author, restriction_type="login")

    assert "Marker Person" not in item_of(post).detail + item_of(post).summary


def test_a_draft_author_is_named_once_they_are_published():
    author = AuthorPageFactory(title="Marker Person", live=False)
    post = PostPageFactory(authors=[author])
    assert "Marker Person" not in item_of(post).detail

    publish(AuthorPage.objects.get(pk=author.pk))

    assert told(post)["contributions"][0]["author"]["name"] == "Marker Person"


def test_an_authors_new_name_reaches_their_posts():
    author = AuthorPageFactory(title="Old Name")
    post = PostPageFactory(authors=[author])

    author.title = "New Name"
    publish(author)

    assert told(post)["contributions"][0]["author"]["name"] == "New Name"
    assert "Old Name" not in item_of(post).detail


def test_an_authors_new_role_leaves_their_posts_as_they_were_written():
    author = AuthorPageFactory(role="Volunteer")
    post = PostPageFactory(authors=[author])

    author.role = "Director"
    publish(author)

    assert told(post)["contributions"][0]["role"] == "Volunteer"
    assert told(author)["role"] == "Director"


def test_a_renamed_organisation_reaches_posts_authors_and_offers():
    organisation = OrganisationFactory(name="Old Trust")
    author = AuthorPageFactory(organisation=organisation)
    post = PostPageFactory(authors=[author])
    offer = OfferPageFactory(organisations=[organisation])

    organisation.name = "New Trust"
    organisation.save()

    for row in (post, author, offer, organisation):
        assert "New Trust" in item_of(row).detail
        assert "Old Trust" not in item_of(row).detail


def test_a_renamed_topic_reaches_posts_that_are_also_about_it_and_offers():
    topic = TopicFactory(name="Old topic")
    post = PostPageFactory(further_topics=[topic])
    offer = OfferPageFactory(topics=[topic])

    topic.name = "New topic"
    topic.save()

    for row in (post, offer, topic):
        assert "New topic" in item_of(row).detail


def test_a_deleted_topic_leaves_the_posts_that_were_also_about_it():
    topic = TopicFactory(name="Gone topic")
    post = PostPageFactory(further_topics=[topic])
    identity = item_of(topic).pk

    topic.delete()

    assert "Gone topic" not in item_of(post).detail
    assert ContentItem.objects.get(pk=identity).event == "withdrawn"


def test_posts_are_counted_at_their_topics_and_authors():
    topic, author = TopicFactory(), AuthorPageFactory()
    post = PostPageFactory(topic=topic, authors=[author])
    assert (told(topic)["posts_count"], told(author)["posts_count"]) == (1, 1)

    post.unpublish()

    assert (told(topic)["posts_count"], told(author)["posts_count"]) == (0, 0)


def test_a_new_post_leaves_the_others_on_its_topic_as_they_are():
    topic = TopicFactory()
    post = PostPageFactory(topic=topic)
    number = item_of(post).change

    PostPageFactory(topic=topic)

    assert item_of(post).change == number
    call_command("check_publication")


def test_related_are_the_public_posts_that_an_editor_chose():
    chosen, draft = PostPageFactory(title="Chosen"), PostPageFactory(live=False)

    post = PostPageFactory(related_posts=[draft, chosen])

    assert [other["title"] for other in told(post)["related"]] == ["Chosen"]


def test_a_pictures_new_credit_reaches_the_posts_that_show_it():
    image = ImageFactory(credit="Photo: before")
    post = PostPageFactory(picture=image, picture_alt_text="A garden")
    in_body = PostPageFactory(
        body=[("picture", {"image": image, "alt_text": "A garden", "caption": ""})]
    )

    image.credit = "Photo: after"
    image.save()

    assert told(post)["picture"]["credit"] == "Photo: after"
    assert "Photo: after" in told(in_body)["body"]["text"]


def test_portraits_and_logos_come_whole_in_the_sizes_of_every_picture():
    wide = ImageFactory(file__width=800, file__height=500)
    author = AuthorPageFactory(portrait=wide)
    organisation = OrganisationFactory(logo=wide)
    post = PostPageFactory(authors=[author], picture=wide)
    about = told(post)["about_the_authors"][0]

    sizes = told(post)["picture"]["sizes"]

    assert {(size["width"], size["height"]) for size in sizes} == {
        (320, 200),
        (640, 400),
        (800, 500),
    }
    assert told(author)["portrait"]["sizes"] == sizes
    assert told(organisation)["logo"]["sizes"] == sizes
    assert about["portrait"]["sizes"] == sizes


def test_a_replaced_picture_changes_its_addresses():
    image = ImageFactory()
    post = PostPageFactory(picture=image, picture_alt_text="A garden")
    before = {size["url"] for size in told(post)["picture"]["sizes"]}

    other = ImageFactory(file__color="navy", file__width=700)
    image.file.save("picture.jpg", ContentFile(other.file.read()), save=False)
    image.width, image.height = other.width, other.height
    image.save()
    image.renditions.all().delete()

    after = {size["url"] for size in told(post)["picture"]["sizes"]}
    assert after
    assert not before & after


def test_a_document_that_becomes_private_is_no_longer_linked():
    collection = Collection.get_first_root_node().add_child(name="Papers")
    document = DocumentFactory(collection=collection)
    post = PostPageFactory(
        body=paragraph(f'<p>Read <a linktype="document" id="{document.pk}">this</a>.</p>')
    )
    offer = OfferPageFactory(documents=[document])
    assert "/documents/" in item_of(post).detail

    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")

    assert told(post)["body"]["html"] == "<p>Read this.</p>"
    assert told(offer)["toolkit"] == []


def test_a_document_is_no_longer_linked_when_its_collection_moves_into_a_private_one(admin_client):
    root = Collection.get_first_root_node()
    private, papers = root.add_child(name="Private"), root.add_child(name="Papers")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    document = DocumentFactory(collection=papers)
    offer = OfferPageFactory(documents=[document])
    assert told(offer)["toolkit"]

    fields = {"name": "Papers", "parent": private.pk}
    admin_client.post(f"/admin/collections/{papers.pk}/", fields)

    assert told(offer)["toolkit"] == []


def test_a_link_to_a_page_that_is_unpublished_is_unwrapped():
    target = StandardPageFactory()
    post = PostPageFactory(
        body=paragraph(f'<p>See <a linktype="page" id="{target.pk}">this</a>.</p>')
    )

    target.unpublish()

    assert told(post)["body"]["html"] == "<p>See this.</p>"


def test_a_new_site_address_is_in_every_item():
    post, topic = PostPageFactory(), TopicFactory()

    site = Site.objects.get(is_default_site=True)
    site.hostname = "elsewhere.example"
    site.save()

    assert told(post)["url"].startswith("http://elsewhere.example/")
    assert told(topic)["self"].startswith("http://elsewhere.example/api/v1/topics/")


def test_a_session_keeps_its_id_when_its_offer_is_published_again():
    offer = OfferPageFactory(sessions=[OfferSessionFactory.build()])
    publish(OfferPage.objects.get(pk=offer.pk))
    page = offer.get_latest_revision_as_object()
    page.sessions.add(OfferSessionFactory.build(title="Added later"))
    publish(page)
    added = OfferSession.objects.get(title="Added later")
    identity = item_of(added).pk

    again = OfferPage.objects.get(pk=offer.pk).get_latest_revision_as_object()
    again.summary = "Changed."
    publish(again)

    assert item_of(OfferSession.objects.get(title="Added later")).pk == identity


def test_a_session_taken_off_its_offer_is_withdrawn():
    offer = OfferPageFactory(sessions=[OfferSessionFactory.build()])
    session = offer.sessions.get()

    page = OfferPage.objects.get(pk=offer.pk)
    page.sessions.set([])
    publish(page)

    assert item_of(session).event == "withdrawn"


def test_a_changed_form_reaches_its_offer():
    form = SignUpFormPageFactory(consent="Old wording")
    offer = OfferPageFactory(sign_up_form=form)

    form.consent = "New wording"
    publish(form)

    assert told(offer)["sign_up"]["consent"] == "New wording"


def test_a_post_that_embeds_a_form_names_the_offer():
    form = SignUpFormPageFactory()
    offer = OfferPageFactory(title="Pause", sign_up_form=form)
    post = PostPageFactory(body=[("sign_up_form", {"title": "Sign up", "form": form})])
    assert told(post)["offers"][0]["title"] == "Pause"

    offer.title = "Pause again"
    publish(offer)

    assert told(post)["offers"][0]["title"] == "Pause again"


def test_an_alias_is_no_item_and_its_source_stays_one(blog_index):
    post = PostPageFactory()
    alias = post.create_alias(update_slug="the-same-again", parent=blog_index)
    publish(PostPage.objects.get(pk=post.pk))

    assert not ContentItem.objects.filter(source_key=str(alias.pk), kind="posts").exists()
    assert item_of(post).public


def test_a_copy_is_an_item_of_its_own(blog_index):
    post = PostPageFactory()

    copy = post.copy(to=blog_index, update_attrs={"slug": "copied"}, keep_live=True)

    assert item_of(copy).pk != item_of(post).pk
    assert item_of(copy).public


def test_a_copied_offer_has_sessions_of_its_own(offer_index):
    offer = OfferPageFactory(sessions=[OfferSessionFactory.build()])

    copy = offer.copy(to=offer_index, update_attrs={"slug": "copied"}, keep_live=True)

    session, copied = offer.sessions.get(), OfferPage.objects.get(pk=copy.pk).sessions.get()
    assert item_of(session).pk != item_of(copied).pk


def test_a_scheduled_post_appears_when_it_goes_live():
    post = PostPageFactory(live=False)
    post.go_live_at = timezone.now() + timedelta(hours=1)
    publish(post)
    assert not ContentItem.objects.filter(kind="posts", public=True).exists()

    revision = post.revisions.get(approved_go_live_at__isnull=False)
    past = timezone.now() - timedelta(minutes=1)
    content = {**revision.content, "go_live_at": past.isoformat()}
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)
    call_command("publish_scheduled")

    assert item_of(post).public


def test_an_expired_post_is_not_public_before_any_job_has_run():
    post = PostPageFactory(expire_at=timezone.now() + timedelta(hours=1))
    assert ContentItem.objects.public().filter(kind="posts").exists()

    later = timezone.now() + timedelta(hours=2)

    assert item_of(post).public
    assert not ContentItem.objects.public(later).filter(kind="posts").exists()


def test_going_back_to_an_old_version_is_an_update():
    post = PostPageFactory(standfirst="The first.")
    first = post.get_latest_revision()
    post.standfirst = "The second."
    publish(post)

    first.publish()

    assert told(post)["standfirst"] == "The first."


def test_contributions_keep_role_and_organisation_of_the_time():
    old, new = OrganisationFactory(name="Then"), OrganisationFactory(name="Now")
    author = AuthorPageFactory(organisation=new)
    post = PostPageFactory(contributions=[contribution(author, role="Trainee", organisation=old)])

    line = told(post)["contributions"][0]
    assert (line["role"], line["organisation"]["name"]) == ("Trainee", "Then")


def test_an_alias_that_becomes_a_page_of_its_own_has_an_item(admin_client, blog_index):
    alias = PostPageFactory(slug="the-same").create_alias(
        update_slug="the-same-again", parent=blog_index
    )

    admin_client.post(f"/admin/pages/{alias.pk}/convert_alias/")

    assert item_of(alias).public


def test_what_a_site_showed_returns_when_its_root_page_does(home_page):
    post = PostPageFactory()
    site = Site.objects.get(is_default_site=True)
    site.root_page = StandardPageFactory()
    site.save()
    assert not item_of(post).public
    site.root_page = home_page
    site.save()

    assert item_of(post).public
