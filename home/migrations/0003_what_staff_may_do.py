"""Let Wagtail's two groups do the whole job.

Wagtail lets Editors write pages and Moderators publish them, and both add pictures and
documents. The words that pages share are theirs to keep too; deleting, redirects, and reading
what people answered when they signed up are for Moderators.
"""

from django.db import migrations

GRANTS = {
    "Editors": [
        ("vocabulary", "topic", ["add", "change", "view"]),
        ("vocabulary", "organisation", ["add", "change", "view"]),
    ],
    "Moderators": [
        ("vocabulary", "topic", ["add", "change", "delete", "view"]),
        ("vocabulary", "organisation", ["add", "change", "delete", "view"]),
        ("wagtailredirects", "redirect", ["add", "change", "delete", "view"]),
        ("offers", "signup", ["view"]),
    ],
}


def grant(apps, schema_editor):
    """Give the groups their permissions, which Django itself would only make later."""
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    for name, grants in GRANTS.items():
        group, _ = Group.objects.get_or_create(name=name)
        for app_label, model, actions in grants:
            content_type, _ = ContentType.objects.get_or_create(app_label=app_label, model=model)
            for action in actions:
                verbose_name = apps.get_model(app_label, model)._meta.verbose_name
                permission, _ = Permission.objects.get_or_create(
                    content_type=content_type,
                    codename=f"{action}_{model}",
                    defaults={"name": f"Can {action} {verbose_name}"},
                )
                group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_first_pages"),
        ("offers", "0001_initial"),
        ("vocabulary", "0001_initial"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
