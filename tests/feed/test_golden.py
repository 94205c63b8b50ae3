"""The feed's shape, kept as files that a reviewer can read.

A golden file changes only together with a line in the CHANGELOG. Delete one and run this test
to have it written anew.
"""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cms.publication.kinds import KINDS
from cms.publication.models import ContentItem
from tests.factories.blog import AuthorPageFactory, PostPageFactory, contribution
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.offers import OfferPageFactory, OfferSessionFactory, SignUpFormPageFactory
from tests.factories.vocabulary import OrganisationFactory, TopicFactory

GOLDEN = Path(__file__).parent / "golden"

#: What differs from run to run, and what stands in its place.
PASSING = [
    (r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "00000000-0000-4000-8000-000000000000"),
    (r'"digest": "[0-9a-f]{64}"', '"digest": "…"'),
    (r'"change": \d+', '"change": 1'),
    (r"garden-[0-9a-f]{8}", "garden-0a1b2c3d"),
    (r"/documents/\d+/plan[^\"/]*\.txt", "/documents/1/plan.txt"),
]


def publish():
    day = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    topic = TopicFactory(name="Organising", slug="organising", description="How it is done.")
    trust = OrganisationFactory(
        name="Example Trust",
        slug="example-trust",
        kind="delivery_partner",
        place="Exampleton",
        link="https://example.org/",
        logo=ImageFactory(title="Logo", file__filename="garden.jpg"),
    )
    author = AuthorPageFactory(
        title="A. Author",
        slug="a-author",
        role="Director",
        organisation=trust,
        biography="<p>Writes <b>things</b> down.</p>",
        first_published_at=day,
    )
    form = SignUpFormPageFactory(title="Sign up", slug="sign-up", consent="Kept for a year.")
    offer = OfferPageFactory(
        title="Reflect | Recharge",
        slug="reflect-recharge",
        short_name="Reflect",
        who_for="<p>Area partnerships.</p>",
        what_you_get="<p>A plan.</p>",
        organisations=[trust],
        topics=[topic],
        documents=[DocumentFactory(title="Session plan", file__filename="plan.txt")],
        sessions=[
            OfferSessionFactory.build(
                title="First session",
                starts_at=datetime(2026, 4, 1, 17, tzinfo=UTC),
                ends_at=datetime(2026, 4, 1, 19, tzinfo=UTC),
                venue="The hall, Exampleton",
                places=12,
            )
        ],
        sign_up_form=form,
        first_published_at=day,
    )
    PostPageFactory(
        title="“Quoted” & <odd> | title 🌱",
        slug="quoted",
        topic=topic,
        contributions=[contribution(author, role="Volunteer", organisation=trust)],
        picture=ImageFactory(
            title="Garden", file__filename="garden.jpg", file__width=500, credit="Photo: B"
        ),
        picture_alt_text="A garden",
        picture_caption="In May",
        body=[
            ("paragraph", f'<p>About <a linktype="page" id="{offer.pk}">the offer</a>.</p>'),
            ("quote", {"role": "pull", "words": "It was ours.", "attribution": "A resident"}),
            ("sign_up_form", {"title": "", "form": form}),
        ],
        first_published_at=day,
    )


@pytest.fixture(scope="module")
def content(once):
    once(publish)


def settled(stored: str) -> str:
    """Give stored JSON in a form that is the same in every run."""
    text = json.dumps(json.loads(stored), indent=2, ensure_ascii=False)
    for pattern, instead in PASSING:
        text = re.sub(pattern, instead, text)
    moment = r'"(updated_at|published_at)": "20\d\d-(?!03-02)[^"]*"'
    return re.sub(moment, r'"\1": "2026-03-02T09:30:00Z"', text) + "\n"


@pytest.mark.parametrize("kind", list(KINDS))
def test_an_item_has_the_shape_that_was_agreed(kind, content, db):
    item = ContentItem.objects.public().filter(kind=kind).with_status().get()
    for form, stored in (("list", item.summary_json()), ("whole", item.detail_json())):
        file = GOLDEN / f"{kind}-{form}.json"
        if not file.exists():
            file.write_text(settled(stored))
            pytest.fail(f"{file.name} was missing and has been written. Read it, and commit it.")
        assert settled(stored) == file.read_text()
