"""Let those who publish change the programme's name, colours, logo and footer.

They are part of every page, as a menu is; addresses of sites stay with administrators.
"""

from django.db import migrations


def grant(apps, schema_editor):
    """Give the permission, which Django itself would only make later."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="pages", model="siteidentity"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename="change_siteidentity",
        defaults={"name": "Can change name and appearance"},
    )
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Moderators")
    group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0005_pictures_with_embeds"),
        ("pages", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
