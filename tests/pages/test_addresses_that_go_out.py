"""Addresses that came into the database by another way than the editor."""

import json

import pytest

from blog.models import AuthorLink, AuthorPage, PostPage
from cms.publication.storing import preview
from cms.vocabulary.models import Organisation
from offers.models.offers import OfferPartner
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.offers import OfferPageFactory
from tests.factories.vocabulary import OrganisationFactory

pytestmark = pytest.mark.django_db

SCRIPT = "javascript:alert(1)"


def test_a_script_for_a_canonical_address_is_none(client):
    post = PostPageFactory()
    PostPage.objects.filter(pk=post.pk).update(canonical_url=SCRIPT)
    assert SCRIPT not in client.get(post.url).content.decode()
    item = preview(PostPage.objects.get(pk=post.pk))
    assert item["canonical_url"] == item["url"]
    assert SCRIPT not in json.dumps(item, default=str)


def test_a_script_for_an_authors_link_is_no_link(client):
    author = AuthorPageFactory()
    for label, url in [("Elsewhere", "https://example.org/"), ("Script", SCRIPT)]:
        AuthorLink.objects.create(page=author, label=label, url=url)
    page = client.get(author.url).content.decode()
    assert 'href="https://example.org/"' in page
    assert SCRIPT not in page
    item = preview(AuthorPage.objects.get(pk=author.pk))
    assert item["links"] == [{"label": "Elsewhere", "url": "https://example.org/"}]


def test_a_script_for_an_organisations_website_is_none(client):
    organisation = OrganisationFactory(name="The Mill", link=SCRIPT)
    offer = OfferPageFactory()
    OfferPartner.objects.create(page=offer, organisation=organisation)
    page = client.get(offer.url).content.decode()
    assert "The Mill" in page
    assert SCRIPT not in page
    assert preview(Organisation.objects.get(pk=organisation.pk))["link"] is None
