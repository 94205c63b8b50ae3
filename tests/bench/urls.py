"""All addresses of the site, and `/constant/<name>/`: the bytes of a real answer, from memory."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

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


urlpatterns = [path("constant/<str:name>/", constant), *site.urlpatterns]
