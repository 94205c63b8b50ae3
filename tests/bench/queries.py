"""How many queries the cases need, counted in a process of its own."""

import json
import sys

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.bench.cases import Case
from tests.bench.client import HOST


def main(asked: str) -> None:
    """Ask twice and count the second time: what is done once in a process is not counted."""
    client = Client(SERVER_NAME=HOST)
    counts = []
    for path, conditional, anew in json.loads(asked):
        first = client.get(path, secure=True)
        case = Case("", "", path, conditional=conditional, anew=anew)
        said = case.headers(first.get("ETag", ""))
        headers = {name.replace("_", "-"): value for name, value in said.items()}
        with CaptureQueriesContext(connection) as queries:
            client.get(path, secure=True, headers=headers)
        counts.append(len(queries))
    json.dump(counts, sys.stdout)
