"""What bodies have chosen: read at once, and passed over when it is gone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from blog.models import PostPage
from cms.blocks.choosing import read_chosen
from cms.media.models import LibraryDocument, LibraryImage
from tests.factories.blog import PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.offers import SignUpFormPageFactory

pytestmark = pytest.mark.django_db


def choices():
    image, document, page = (
        ImageFactory(credit="Photo: A."),
        DocumentFactory(),
        StandardPageFactory(),
    )
    nowhere = dict.fromkeys(["page", "form", "document"])
    return [
        ("picture", {"image": image, "decorative": True, "caption": "A caption"}),
        ("documents", {"title": "Files", "documents": [document, None]}),
        ("related_pages", {"title": "Pages", "pages": [page]}),
        ("call_to_action", {**nowhere, "label": "Take it", "document": document}),
        ("call_to_action", {**nowhere, "label": "Read it", "page": page}),
        ("sign_up_form", {"title": "Come", "form": SignUpFormPageFactory(title="The form")}),
    ]


def test_what_a_body_shows_is_read_in_a_query_for_each_sort():
    post = PostPage.objects.get(pk=PostPageFactory(body=choices()).pk)
    with CaptureQueriesContext(connection) as queries:
        read = read_chosen([post.body])
    assert [str(row) for row in read] == [str(LibraryImage.objects.get()), "The form"]
    assert len(queries) == 2
    assert post.body[1].value["documents"][0].pk == LibraryDocument.objects.get().pk
    assert [row.pk for row in read] == [
        post.body[0].value["image"].pk,
        post.body[5].value["form"].pk,
    ]


def test_what_is_gone_leaves_the_rest_of_the_page(client, offer_index):
    post = PostPageFactory(title="The post", body=choices())
    pages = Page.objects.filter(title__in=["The plain page", "The form"])
    for row in (LibraryImage.objects.get(), LibraryDocument.objects.get(), *pages.specific()):
        row.delete()
    response = client.get(post.url)
    assert response.status_code == 200
    text = response.content.decode()
    assert "A caption" in text
    assert "Take it" in text
    assert "<form" not in text.partition("<main")[2].partition("</main")[0]
