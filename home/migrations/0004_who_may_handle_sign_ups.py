"""Let groups read and handle sign-ups by page, where it was one permission for all.

Whoever could read all sign-ups still can. A second group does the whole work with them.
"""

from django.db import migrations

GROUPS = {
    "Sign-up readers": ["view"],
    "Sign-up handlers": ["view", "change", "export", "delete"],
}


def grant(apps, schema_editor):
    """Allow the groups their work on the whole site."""
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    Page = apps.get_model("wagtailcore", "Page")
    GroupSignUpPermission = apps.get_model("offers", "GroupSignUpPermission")
    root = Page.objects.get(depth=1)
    admin = Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin")
    for name in GROUPS:
        Group.objects.get_or_create(name=name)[0].permissions.add(admin)
    once = Permission.objects.filter(codename__endswith="_signup", content_type__app_label="offers")
    readers = Group.objects.filter(permissions__in=once).distinct()
    allowed = [(group, "view") for group in readers]
    for name, permissions in GROUPS.items():
        allowed += [(Group.objects.get(name=name), permission) for permission in permissions]
    for group, permission in allowed:
        GroupSignUpPermission.objects.get_or_create(
            group=group, page_id=root.pk, permission=permission
        )
    once.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_what_staff_may_do"),
        ("offers", "0004_words_of_forms_are_moved"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
