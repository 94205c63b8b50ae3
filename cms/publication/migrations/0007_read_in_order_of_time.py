"""Let phases be read in order of time; let PostgreSQL compress what is stored from now on by LZ4.

Unpacking twenty summaries took it longer than finding them. A server built without LZ4 goes on as
before.
"""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery

COMPRESS = """
DO $$ BEGIN
    ALTER TABLE publication_contentitem
        ALTER COLUMN summary SET COMPRESSION lz4,
        ALTER COLUMN detail SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN NULL;
END $$
"""


def compress(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(COMPRESS)


def fill(apps, schema_editor):
    items = apps.get_model("publication", "ContentItem").objects.filter(pk=OuterRef("item_id"))
    published_at = Subquery(items.values("published_at")[:1])
    apps.get_model("publication", "ItemPhase").objects.update(published_at=published_at)


class Migration(migrations.Migration):
    dependencies = [("publication", "0006_search")]

    operations = [
        migrations.RemoveIndex("contentitem", "item_by_slug"),
        migrations.AddIndex("contentitem", models.Index(fields=["slug"], name="item_by_slug")),
        migrations.AddField("itemphase", "published_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "itemphase",
            models.Index(fields=["status", "published_at", "item"], name="phase_by_status"),
        ),
        migrations.RunPython(compress, migrations.RunPython.noop),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
