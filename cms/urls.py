"""Every address of the site, in one place. Nobody imports this."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.feed.atom import AtomView
from cms.feed.calendar import CalendarView
from cms.feed.json_feed import JsonFeedView
from cms.feed.one_session import SessionCalendarView
from cms.feed.robots import robots
from cms.feed.sitemap import index, section
from cms.feed.views import UnknownView
from cms.pages.views import serve
from home.search.views import search
from home.style_guide.views import style_guide

handler400 = "cms.feed.faults.bad_request"
handler404 = "home.not_found.nothing_here"
handler500 = "cms.feed.faults.server_error"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("sign-up/", include("offers.sign_ups.urls")),
    path("api/", include("cms.feed.urls")),
    path("api", UnknownView.as_view()),  # or Django would ask for a slash, and find nothing there
    path("feed.atom", AtomView.as_view(), name="atom"),
    path("feed.json", JsonFeedView.as_view(), name="json-feed"),
    path("sitemap.xml", index, name="sitemaps"),
    path("sitemap-<slug:section>.xml", section, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path("offers/sessions.ics", CalendarView.as_view(), name="sessions-calendar"),
    path("offers/sessions/<uuid:id>.ics", SessionCalendarView.as_view(), name="session-calendar"),
    path("search/", search, name="search"),
    *(static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT) if settings.DEBUG else []),
    *([path("style-guide/", style_guide)] if settings.DEBUG else []),
    *wagtail_urls.urlpatterns[:-1],  # where people sign in to private pages
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
]
