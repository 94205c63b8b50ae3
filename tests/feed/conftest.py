"""What tests of the feed ask for."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.feed.real import publish_everything


@pytest.fixture
def get(client: Client, db: None) -> Callable[..., Any]:
    """Ask for an address and give the JSON that comes back, which must be the good answer."""

    def ask(address: str, **parameters: Any) -> Any:
        response = client.get(address, parameters)
        assert response.status_code == 200, response.content
        return json.loads(response.content)

    return ask


@pytest.fixture
def real_content(db: None) -> None:
    """Publish something of every kind, with most of what each can have."""
    publish_everything()
