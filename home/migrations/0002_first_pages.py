"""Give a new site its front page and sections, so that the first login is not an empty screen."""

import uuid

from django.db import migrations

SECTIONS = [
    ("blog.blogindexpage", "Blog", "blog", True),
    ("offers.offerindexpage", "Support", "offers", True),
    ("blog.authorindexpage", "People", "people", True),
    ("home.standardpage", "About us", "about", True),
    ("home.standardpage", "Privacy", "privacy", False),
    ("home.standardpage", "Accessibility", "accessibility", False),
]


def make_pages(apps, schema_editor):
    """Replace Wagtail's welcome page by our own front page with its sections below it."""
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    ContentType = apps.get_model("contenttypes", "ContentType")

    root = Page.objects.get(depth=1)
    Page.objects.filter(depth=2, slug="home").delete()
    locale = Locale.objects.first()

    def make(parent, position, label, title, slug, **fields):
        app_label, model_name = label.split(".")
        content_type, _ = ContentType.objects.get_or_create(app_label=app_label, model=model_name)
        url_path = f"{parent.url_path}{slug}/" if parent.depth > 1 else f"/{slug}/"
        return apps.get_model(label).objects.create(
            title=title,
            draft_title=title,
            slug=slug,
            content_type=content_type,
            path=f"{parent.path}{position:04d}",
            depth=parent.depth + 1,
            numchild=0,
            url_path=url_path,
            locale=locale,
            translation_key=uuid.uuid4(),
            live=True,
            **fields,
        )

    home = make(root, root.numchild + 1, "home.homepage", "Home", "home-page")
    Page.objects.filter(pk=root.pk).update(numchild=Page.objects.filter(depth=2).count())
    for position, (label, title, slug, in_menus) in enumerate(SECTIONS, start=1):
        make(home, position, label, title, slug, show_in_menus=in_menus)
    Page.objects.filter(pk=home.pk).update(numchild=len(SECTIONS))

    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page_id": home.pk}
    )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("blog", "0002_links_to_other_apps"),
        ("offers", "0001_initial"),
        ("wagtailcore", "0002_initial_data"),
    ]

    operations = [migrations.RunPython(make_pages, migrations.RunPython.noop)]
