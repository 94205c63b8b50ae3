"""Private pages ask who comes, and let in who may read them."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.factories.home import StandardPageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return StandardPageFactory(slug="tea", title="Our minutes")


def form_on(response):
    """Give where the form on a page leads, and the values of its hidden fields."""
    text = response.content.decode()
    [(action, inside)] = re.findall(r'<form class="form".*?action="(.*?)">(.*?)</form>', text, re.S)
    hidden = re.findall(r'type="hidden" name="(\w+)" value="(.*?)"', inside)
    return action, dict(hidden)


@pytest.mark.parametrize("kind", ["login", "groups"])
def test_who_has_an_account_signs_in_and_reads_it(page, kind):
    reader, group = UserFactory(username="ann"), Group.objects.get(name="Editors")
    reader.set_password("a long word")
    reader.save()
    PageViewRestriction.objects.create(page=page, restriction_type=kind).groups.add(group)
    client = Client()

    action, hidden = form_on(client.get("/tea/", follow=True))
    wrong = client.post(action, {**hidden, "username": "ann", "password": "no"})
    assert "do not belong together" in wrong.content.decode()
    answer = {**hidden, "username": "ann", "password": "a long word"}
    response = client.post(action, answer, follow=True)

    if kind == "groups":
        assert "this account may not read" in response.content.decode()
        reader.groups.add(group)
        response = client.get("/tea/")
    assert "Our minutes" in response.content.decode()


def test_who_knows_the_password_of_a_page_reads_it(page):
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="tea")
    client = Client()

    asked = client.get("/tea/")
    assert "Our minutes" not in asked.content.decode()
    action, hidden = form_on(asked)
    wrong = client.post(action, {**hidden, "password": "coffee"})
    assert "Error:" in wrong.content.decode()
    response = client.post(action, {**hidden, "password": "tea"}, follow=True)

    assert "Our minutes" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
