"""Plain pages. The front page is made by a migration."""

import factory

from home.models import HomePage, StandardPage
from tests.factories.pages import PageFactory


class StandardPageFactory(PageFactory):
    class Meta:
        model = StandardPage

    parent = factory.LazyFunction(HomePage.objects.get)
    title = factory.Sequence(lambda n: f"Plain page {n}")
    summary = "What there is to know."
