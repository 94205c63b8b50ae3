"""The documentation for people who build on the feed, as a page of the site."""

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from rest_framework.request import Request

from cms.feed import parameters
from cms.feed.conditions import not_modified
from cms.feed.filters import public
from cms.feed.manual import manual
from cms.feed.views import JSON, FeedView, filled, fixed_head
from cms.pages.addresses import default_site, name_of
from cms.pages.heads import Alternate, Head

DESCRIPTION = (
    "Everything that is public here, as data: how to keep an exact copy of it, and what each field "
    "means."
)


class DocumentationView(FeedView):
    """The documentation."""

    def get(self, request: Request) -> HttpResponse:
        """Give the documentation as a page of the site."""
        parameters.read(request.query_params, {})
        site = default_site()
        here, described = reverse("feed:documentation"), reverse("feed:schema")
        context = {
            "head": Head(
                title="The feed, for developers",
                site_name=name_of(site),
                address=f"{site.root_url}{here}",
                description=DESCRIPTION,
                alternates=(Alternate(JSON, "OpenAPI", described, rel="service-desc"),),
            ),
            "manual": manual(),
            "root": request.build_absolute_uri("/").rstrip("/"),
            "licence": settings.FEED_LICENCE,
            "contact": settings.FEED_CONTACT,
            "quota": settings.FEED_REQUESTS_PER_MINUTE,
            "newest": public("posts", timezone.now()).order_by("-published_at").only("url").first(),
        }
        page = render_to_string("feed/documentation.html", context, request._request)
        head = fixed_head(page)
        return not_modified(request, head) or filled(head, page, "text/html; charset=utf-8")
