"""The factories make what an editor could have made."""

import pytest
from django.core.files.storage import default_storage

from blog.models import PostPage
from cms.pages.visibility import published
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.offers import OfferPageFactory, OfferSessionFactory, SignUpFormPageFactory
from tests.factories.vocabulary import OrganisationFactory, TopicFactory

FACTORIES = [
    AuthorPageFactory,
    DocumentFactory,
    ImageFactory,
    OfferPageFactory,
    OfferSessionFactory,
    OrganisationFactory,
    PostPageFactory,
    SignUpFormPageFactory,
    StandardPageFactory,
    TopicFactory,
]


@pytest.mark.parametrize("factory", FACTORIES)
def test_a_factory_makes_what_is_valid(db, factory):
    factory().full_clean()


@pytest.mark.parametrize(
    "factory",
    [
        AuthorPageFactory,
        OfferPageFactory,
        PostPageFactory,
        SignUpFormPageFactory,
        StandardPageFactory,
    ],
)
def test_a_page_of_a_factory_stands_where_an_editor_could_have_put_it(db, factory):
    page = factory()
    assert type(page) in page.get_parent().specific.allowed_subpage_models()
    assert published(type(page).objects.all()).filter(pk=page.pk).exists()


def test_a_draft_of_a_factory_is_not_public(db):
    PostPageFactory(live=False)
    assert not published(PostPage.objects.all()).exists()


def test_the_authors_of_a_post_keep_their_role_of_the_time(db):
    author = AuthorPageFactory(role="Treasurer", organisation=OrganisationFactory())
    post = PostPageFactory(authors=[author])
    line = post.contributions.get()
    assert (line.author, line.role, line.organisation) == (author, "Treasurer", author.organisation)


def test_uploads_of_tests_stay_out_of_the_project(db, settings):
    image = ImageFactory(file__width=12)
    assert image.width == 12
    assert not default_storage.path(image.file.name).startswith(str(settings.VAR_DIR))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("run", [1, 2])
def test_a_test_with_real_transactions_finds_the_pages_of_a_new_site(run):
    assert PostPageFactory(topic__name="Gardens").topic.slug == "gardens"
