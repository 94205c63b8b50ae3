"""Content as staff would publish it."""

from cms.publication.models import ContentItem
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.media import ImageFactory
from tests.factories.offers import OfferPageFactory, OfferSessionFactory, SignUpFormPageFactory
from tests.factories.vocabulary import OrganisationFactory, TopicFactory


def publish_everything() -> None:
    """Publish something of every kind, with most of what each can have."""
    organisation = OrganisationFactory(logo=ImageFactory(), link="https://example.org/")
    author = AuthorPageFactory(organisation=organisation, portrait=ImageFactory())
    form = SignUpFormPageFactory()
    offer = OfferPageFactory(
        title="Reflect | Recharge",
        sign_up_form=form,
        organisations=[organisation],
        sessions=[OfferSessionFactory.build()],
    )
    PostPageFactory(
        title="Reflect | Recharge: “what” & why 🌱",
        authors=[author],
        picture=ImageFactory(),
        picture_alt_text="A garden.",
        topic=TopicFactory(name="Health & care"),
        body=[
            ("paragraph", f'<p>Hello, <a linktype="page" id="{offer.pk}">join us</a>.</p>'),
            ("sign_up_form", {"form": form}),
        ],
    )
    PostPageFactory()
    assert set(ContentItem.objects.public().values_list("kind", flat=True)) == {
        "posts", "authors", "offers", "sessions", "topics", "organisations"
    }  # fmt: skip
