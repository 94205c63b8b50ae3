"""The site that every history begins with: small, and linked in every way that there is."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from home.models import HomePage
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.offers import OfferPageFactory, OfferSessionFactory, SignUpFormPageFactory
from tests.factories.vocabulary import OrganisationFactory, TopicFactory

SMALL = {"file__width": 48, "file__height": 30}


def small_picture(colour: str) -> ContentFile:
    """Give another file for a picture."""
    return ContentFile(
        get_test_image_file(size=(48, 30), colour=colour).file.getvalue(), "other.png"
    )


def make_site() -> None:
    """Make it below the pages that the migrations made."""
    now = timezone.now()
    papers = Collection.get_first_root_node().add_child(name="Papers")
    Collection.get_first_root_node().refresh_from_db()
    trust = OrganisationFactory(name="Trust", slug="trust", logo=ImageFactory(**SMALL))
    council = OrganisationFactory(name="Council", slug="council")
    places, money = TopicFactory(name="Places", slug="places"), TopicFactory(name="Money")
    amara = AuthorPageFactory(slug="amara", organisation=trust, portrait=ImageFactory(**SMALL))
    ben = AuthorPageFactory(slug="ben", organisation=council)
    about = StandardPageFactory(slug="about-it", parent=HomePage.objects.get())
    inner = StandardPageFactory(slug="inner", parent=about)
    paper = DocumentFactory(collection=papers)
    form = SignUpFormPageFactory(slug="form")
    offer = OfferPageFactory(
        slug="offer",
        sign_up_form=form,
        topics=[places],
        organisations=[trust],
        documents=[paper],
        sessions=[
            OfferSessionFactory.build(starts_at=now + timedelta(days=30)),
            OfferSessionFactory.build(starts_at=now + timedelta(days=60)),
        ],
        opens_at=now + timedelta(days=2),
        closes_at=now + timedelta(days=19),
        places=3,
    )
    first = PostPageFactory(slug="first", topic=places, authors=[ben])
    PostPageFactory(
        slug="second",
        topic=money,
        further_topics=[places],
        authors=[amara, ben],
        picture=ImageFactory(**SMALL),
        related_posts=[first],
        body=every_link(inner, offer, form, paper, ImageFactory(**SMALL)),
    )


def every_link(page, offer, form, document, image):
    """Give a body that links to things in every way that there is."""
    return [
        (
            "paragraph",
            f'<p><a linktype="page" id="{page.pk}">one</a>, '
            f'<a linktype="page" id="{offer.pk}">two</a>, '
            f'<a linktype="document" id="{document.pk}">three</a></p>',
        ),
        ("picture", {"image": image, "alt_text": "", "decorative": True, "caption": ""}),
        ("related_pages", {"title": "Next", "pages": [page, offer]}),
        ("documents", {"title": "Files", "documents": [document]}),
        ("sign_up_form", {"title": "", "form": form}),
        ("call_to_action", {"label": "Go", "form": form}),
    ]
