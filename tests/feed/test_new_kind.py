"""A new kind of item is one line and one presenter; all else comes of itself."""

import json
import subprocess
import sys
import textwrap

from django.conf import settings

#: What a developer adds, and what they then look at. In a process of its own, because addresses
#: are made once and for all.
ADDED = textwrap.dedent(
    """
    import json

    import django

    from cms.publication.kinds import KINDS, Kind

    KINDS["projects"] = Kind(
        "projects", "project", "Projects", order="published_at", filters=("topic",)
    )

    django.setup()

    from django.urls import reverse
    from rest_framework import serializers

    from blog.examples import POST
    from cms.feed import parameters
    from cms.feed.manual import manual
    from cms.feed.schema import document
    from cms.feed.service import STARTS
    from cms.feed.shapes import ItemSerializer, TopicReferenceSerializer
    from cms.publication.registry import PagePresenter, register
    from home.models import StandardPage


    class ProjectSerializer(ItemSerializer):
        '''A project.'''

        summary = serializers.CharField(help_text="What it does.")
        topics = TopicReferenceSerializer(many=True, help_text="What it is about.")


    class ProjectPresenter(PagePresenter):
        '''Presents projects.'''

        kind = "projects"
        model = StandardPage
        summary_serializer = detail_serializer = ProjectSerializer
        example = {**POST, "kind": "projects", "summary": "It mends chairs."}

        def fields(self, row, presenting):
            return {"summary": row.summary, "topics": []}


    register(ProjectPresenter())

    [chapter] = [shape for shape in manual().kinds if shape.anchor == "projects"]
    result = {
        "paths": [path for path in document()["paths"] if "projects" in path],
        "address": reverse("feed:projects"),
        "starts": "projects" in STARTS,
        "filters": list(parameters.of_list("projects")),
        "kinds": list(parameters.of_changes()["kind"].allowed),
        "chapter": [[field.name, field.example] for field in chapter.fields],
    }
    print(json.dumps(result))
    """
)


def test_a_new_kind_is_one_line_and_one_presenter():
    run = subprocess.run(  # noqa: S603 - the code above
        [sys.executable, "-c", ADDED],
        cwd=settings.BASE_DIR,
        env={"DJANGO_SETTINGS_MODULE": "cms.settings.test"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)

    assert told["paths"] == ["/api/v1/projects/", "/api/v1/projects/{id}/"]
    assert told["address"] == "/api/v1/projects/"
    assert told["starts"]
    assert {"topic", "slug", "published_from", "limit", "fields"} <= set(told["filters"])
    assert "author" not in told["filters"]
    assert told["kinds"][-1] == "projects"
    assert ["summary", '"It mends chairs."'] in told["chapter"]
