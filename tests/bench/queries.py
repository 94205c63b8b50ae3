"""How many queries the cases need, counted in a process of its own."""

import json
import sys

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.bench.client import HOST


def main(asked: str) -> None:
    """Ask twice and count the second time: what is done once in a process is not counted."""
    client = Client(SERVER_NAME=HOST)
    counts = []
    for path, conditional in json.loads(asked):
        first = client.get(path, secure=True)
        headers = {"If-None-Match": first["ETag"]} if conditional else {}
        with CaptureQueriesContext(connection) as queries:
            client.get(path, secure=True, headers=headers)
        counts.append(len(queries))
    json.dump(counts, sys.stdout)
