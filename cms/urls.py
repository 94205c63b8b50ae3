"""Every address of the site, in one place. Nobody imports this."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.feed.atom import AtomView
from cms.feed.calendar import CalendarView
from cms.feed.json_feed import JsonFeedView

handler400 = "cms.feed.errors.bad_request"
handler500 = "cms.feed.errors.server_error"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("sign-up/", include("offers.urls")),
    path("api/", include("cms.feed.urls")),
    path("feed.atom", AtomView.as_view(), name="atom"),
    path("feed.json", JsonFeedView.as_view(), name="json-feed"),
    path("offers/sessions.ics", CalendarView.as_view(), name="sessions-calendar"),
    *(static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT) if settings.DEBUG else []),
    path("", include(wagtail_urls)),
]
