"""Which site is asked for: the one that Wagtail would say."""

from itertools import product

import pytest
from django.test import RequestFactory
from wagtail.models import Site

from cms.pages.sites import site_of
from home.models import HomePage

pytestmark = pytest.mark.django_db

PLACES = [("a.test", 80), ("a.test", 8000), ("b.test", 80)]


@pytest.mark.parametrize("chosen", list(product([False, True], repeat=3)))
@pytest.mark.parametrize("default", [None, 0, 1, 2])
def test_the_site_is_the_one_wagtail_would_find(settings, chosen, default):
    settings.ALLOWED_HOSTS = ["*"]
    Site.objects.all().delete()
    home = HomePage.objects.get()
    for number, (place, wanted) in enumerate(zip(PLACES, chosen, strict=True)):
        if wanted or number == default:
            host, port = place
            is_default = number == default
            Site.objects.create(
                hostname=host, port=port, root_page=home, is_default_site=is_default
            )
    for host in ["a.test", "A.test:8000", "a.test:9", "b.test", "c.test"]:
        request, other = (RequestFactory().get("/", headers={"host": host}) for _ in range(2))
        assert site_of(request) == Site.find_for_request(other), host
