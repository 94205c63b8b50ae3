"""The feed does what its OpenAPI document says, whatever is asked, however strange."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis import GenerationMode

from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.offers import OfferPageFactory, OfferSessionFactory
from tests.factories.vocabulary import OrganisationFactory, TopicFactory

#: Cursors only the feed itself can make; a search holds a word, which no pattern can say.
LEFT_OUT = {"cursor", "after", "search"}


@schemathesis.hook
def before_load_schema(context: Any, raw_schema: dict[str, Any]) -> None:
    """Ask without the parameters whose right values a description cannot give."""
    for path in raw_schema["paths"].values():
        for operation in path.values():
            given = operation.get("parameters", [])
            operation["parameters"] = [each for each in given if each["name"] not in LEFT_OUT]


schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", get_wsgi_application())
schema.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])


def make_something() -> None:
    organisation, topic = OrganisationFactory(), TopicFactory()
    author = AuthorPageFactory(organisation=organisation)
    PostPageFactory(authors=[author], topic=topic)
    OfferPageFactory(topics=[topic], sessions=[OfferSessionFactory.build()])


@pytest.fixture(scope="module")
def something_of_each_kind(once: Callable[[Callable[[], None]], None]) -> None:
    once(make_something)


@pytest.fixture
def connection_of_the_test() -> Iterator[None]:
    """Let requests end without closing it, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_the_feed_does_what_its_description_says(
    something_of_each_kind: None, db: None, connection_of_the_test: None, case: Any
) -> None:
    case.call_and_validate()
