"""Let the groups of staff do the whole job.

Wagtail lets Editors write pages and Moderators publish them, and both add pictures and
documents. The words that pages share are theirs to keep too; deleting them, and redirects, are
for Moderators. What people answered when they signed up is personal: to read it takes a group of
its own, whatever else somebody may do.
"""

from django.db import migrations

GRANTS = {
    "Editors": [
        ("vocabulary", "topic", "topic", ["add", "change", "view"]),
        ("vocabulary", "organisation", "organisation", ["add", "change", "view"]),
    ],
    "Moderators": [
        ("vocabulary", "topic", "topic", ["add", "change", "delete", "view"]),
        ("vocabulary", "organisation", "organisation", ["add", "change", "delete", "view"]),
        ("wagtailredirects", "redirect", "redirect", ["add", "change", "delete", "view"]),
    ],
    "Sign-up readers": [
        ("wagtailadmin", "admin", "admin", ["access"]),
        ("offers", "signup", "sign-up", ["view"]),
    ],
}


def grant(apps, schema_editor):
    """Give the groups their permissions, which Django itself would only make later."""
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    for name, grants in GRANTS.items():
        group, _ = Group.objects.get_or_create(name=name)
        for app_label, model, words, actions in grants:
            content_type, _ = ContentType.objects.get_or_create(app_label=app_label, model=model)
            for action in actions:
                permission, _ = Permission.objects.get_or_create(
                    content_type=content_type,
                    codename=f"{action}_{model}",
                    defaults={"name": f"Can {action} {words}"},
                )
                group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_first_pages"),
        ("offers", "0001_initial"),
        ("vocabulary", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
