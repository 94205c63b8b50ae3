"""Fill the new columns of what is already presented."""

import json
from datetime import datetime

from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    ContentItem = apps.get_model("publication", "ContentItem")
    items = ContentItem.objects.all()
    apps.get_model("publication", "ContentLink").objects.update(
        slug=Subquery(items.filter(pk=OuterRef("target_id")).values("slug")[:1]),
        published_at=Subquery(items.filter(pk=OuterRef("item_id")).values("published_at")[:1]),
    )
    for session in items.filter(kind="sessions", public=True).only("summary"):
        starts_at = datetime.fromisoformat(json.loads(session.summary)["starts_at"])
        items.filter(pk=session.pk).update(starts_at=starts_at)
    for item in items.filter(public=True).only("title"):
        items.filter(pk=item.pk).update(sort_key=item.title.casefold()[:255])


class Migration(migrations.Migration):
    dependencies = [("publication", "0004_sync_and_ranges")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
