"""Every address of the site, in one place. Nobody imports this."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.feed.syndication import AtomView, JsonFeedView

handler400 = "cms.feed.errors.bad_request"
handler500 = "cms.feed.errors.server_error"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("sign-up/", include("offers.urls")),
    path("api/", include("cms.feed.urls")),
    path("feed.atom", AtomView.as_view(), name="atom"),
    path("feed.json", JsonFeedView.as_view(), name="json-feed"),
    *(static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT) if settings.DEBUG else []),
    path("", include(wagtail_urls)),
]
