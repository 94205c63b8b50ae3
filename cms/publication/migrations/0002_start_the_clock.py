from django.db import migrations


def start(apps, schema_editor):
    """Make the one row of the clock."""
    apps.get_model("publication", "Clock").objects.get_or_create(pk=1, defaults={"number": 0})


class Migration(migrations.Migration):
    dependencies = [("publication", "0001_initial")]

    operations = [migrations.RunPython(start, migrations.RunPython.noop)]
