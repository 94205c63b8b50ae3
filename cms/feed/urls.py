"""The addresses below `/api/`. What is not among them is answered with a problem, too."""

from django.urls import include, path, re_path

from cms.feed.changes import ChangesView
from cms.feed.documentation import DocumentationView
from cms.feed.items import ItemView
from cms.feed.lists import ListView
from cms.feed.resolve import ResolveView
from cms.feed.service import SchemaView, ServiceView
from cms.feed.snapshot import SnapshotView
from cms.feed.views import UnknownView
from cms.publication.kinds import KINDS

app_name = "feed"

version_1 = [
    path("", ServiceView.as_view(), name="service"),
    path("items/", ListView.as_view(kind="items"), name="items"),
    *(path(f"{kind}/", ListView.as_view(kind=kind), name=kind) for kind in KINDS),
    *(
        path(f"{kind}/<str:id>/", ItemView.as_view(kind=kind), name=f"{kind}-item")
        for kind in KINDS
    ),
    path("changes/", ChangesView.as_view(), name="changes"),
    path("snapshot/", SnapshotView.as_view(), name="snapshot"),
    path("resolve/", ResolveView.as_view(), name="resolve"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocumentationView.as_view(), name="documentation"),
]

urlpatterns = [
    path("v1/", include(version_1)),
    re_path("", UnknownView.as_view()),
]
