"""Documents that visitors download."""

import pytest
from django.core.files.base import ContentFile

from tests.factories.media import DocumentFactory

pytestmark = pytest.mark.django_db


def test_a_new_file_is_told_from_the_one_before(client):
    document = DocumentFactory()
    first = client.get(document.url)
    again = client.get(document.url, headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)

    document.file = ContentFile(b"How to end a meeting.\n", "end.txt")
    document.save()
    changed = client.get(document.url, headers={"If-None-Match": first["ETag"]})
    assert b"".join(changed) == b"How to end a meeting.\n"
    assert document.file_size == len(b"How to end a meeting.\n")
