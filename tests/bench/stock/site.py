"""Fill a database with the stock site, as large as ours; print the pages that are compared."""

import json
import sys
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from factory.django import ImageField
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page, Site

from tests.bench.bodies import IN_A_BODY, ORGANISATIONS, PEOPLE, POSTS, TOPICS, body
from tests.bench.client import HOST
from tests.bench.stock import models
from tests.bench.things import writer
from tests.bench.vacuum import vacuum


def main() -> None:
    """Make the tables, publish it all, and have pages make the files of their pictures."""
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        for model in apps.get_app_config("stock").get_models():
            editor.create_model(model)
    pages = {name: page.get_url() for name, page in _pages().items()}
    for address in pages.values():
        Client(SERVER_NAME=HOST).get(address, secure=True)
    vacuum()
    json.dump(pages, sys.stdout)


def _pages() -> dict[str, Page]:
    home = models.HomePage(title="Commonplace", slug="front")
    Page.objects.get(depth=1).add_child(instance=home)
    Site.objects.update(root_page=home, hostname=HOST, port=443, site_name="Commonplace")
    blog, people = models.BlogIndexPage(title="Blog"), models.PersonIndexPage(title="People")
    for page in (blog, people, models.HomePage(title="Support"), models.HomePage(title="About")):
        page.show_in_menus = True
        _published(home, page)
    footer = "".join(f'<a linktype="page" id="{page.pk}">About</a>' for page in (home, people))
    models.Footer.objects.create(site=Site.objects.get(), text=f"<p>{footer}</p>")
    topics = [
        models.Topic.objects.create(name=f"{writer.words(2)} {number}", slug=f"topic-{number}")
        for number in range(TOPICS)
    ]
    organisations = [
        models.Organisation.objects.create(name=writer.words(2)) for _ in range(ORGANISATIONS)
    ]
    writers = [_person(people, each, organisations) for each in range(PEOPLE)]
    pictures = [_image() for _ in range(IN_A_BODY)]
    documents = [
        Document.objects.create(title=writer.words(3), file=ContentFile(b"Words.", f"{each}.txt"))
        for each in range(IN_A_BODY)
    ]
    posts = []
    for each in range(POSTS):
        chosen = [
            models.Contribution(person=one, role=one.role, organisation=one.organisation)
            for one in writers[each % 5 : each % 5 + 2]
        ]
        post = models.BlogPage(
            title=writer.words(6),
            standfirst=f"{writer.words(25)}.",
            topic=topics[each % TOPICS],
            further_topics=[topics[(each + more) % TOPICS] for more in (1, 2)],
            contributions=chosen,
            lead_image=_image(),
            lead_image_alt=writer.words(8),
            lead_image_caption=writer.words(6),
            body=body(pictures, documents, writers[:IN_A_BODY]),
        )
        posts.append(_published(blog, post))
    return {"post": posts[POSTS // 2], "blog index": blog}


def _person(parent: Page, number: int, organisations: list[Any]) -> Any:
    page = models.PersonPage(
        title=writer.words(2),
        role="Community worker",
        organisation=organisations[number % len(organisations)],
        biography=f"<p>{writer.paragraphs[number]}</p>",
        portrait=_image(384, 384),
    )
    return _published(parent, page)


def _published(parent: Page, page: Page) -> Page:
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def _image(width: int = 1920, height: int = 1200) -> Image:
    picture = ImageField()._make_data({"width": width, "height": height})
    file = ContentFile(picture, "picture.jpg")
    return Image.objects.create(title=writer.words(3), description=writer.words(8), file=file)
