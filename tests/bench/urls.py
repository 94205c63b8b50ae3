"""All addresses of the site, and `/constant/<name>/`: the bytes of a real answer, from memory."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from cms import urls as site

handler400, handler500 = site.handler400, site.handler500


@cache
def answer(name: str) -> tuple[int, dict[str, str], bytes]:
    """Give what was kept of a real answer."""
    kept = Path(os.environ["BENCH_ANSWERS"], name)
    head: dict[str, Any] = json.loads(kept.with_suffix(".json").read_text())
    return head["status"], head["headers"], kept.with_suffix(".body").read_bytes()


def constant(request: HttpRequest, name: str) -> HttpResponse:
    """Give the same answer every time."""
    status, headers, body = answer(name)
    return HttpResponse(body, status=status, headers=headers)


def asking(request: HttpRequest, name: str, questions: int) -> HttpResponse:
    """Give the same answer every time, after asking the database the least that can be asked."""
    for _ in range(questions):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchall()
    return constant(request, name)


urlpatterns = [
    path("constant/<str:name>/", constant),
    path("asking/<str:name>/<int:questions>/", asking),
    *site.urlpatterns,
]
