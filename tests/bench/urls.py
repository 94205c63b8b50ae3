"""All addresses of the site, and some to compare them with.

`/constant/<name>`: the bytes of a real answer, from memory. `/asking/<n>` and `/fetching`: the
least that an answer can cost that asks the database n things, or for twenty summaries. None has
an address as pages have, which are kept.
"""

import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import MiddlewareNotUsed
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from cms import urls as site

handler400, handler500 = site.handler400, site.handler500

AS_A_LIST = b"62 kB of this\n" * 4_430


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


def asking(request: HttpRequest, questions: int) -> HttpResponse:
    """Give as much as a list does, after asking the database the least that can be asked."""
    for _ in range(questions):
        _rows("SELECT 1")
    return HttpResponse(AS_A_LIST)


def fetching(request: HttpRequest) -> HttpResponse:
    """Give the summaries of 20 posts as they are: a list without anything."""
    posts = "SELECT summary FROM publication_contentitem WHERE kind = 'posts' AND public"
    found = _rows(f"{posts} ORDER BY published_at DESC LIMIT 20")
    return HttpResponse(",".join(summary for (summary,) in found))


def _rows(query: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def counting(get_response: Callable[[HttpRequest], HttpResponse]) -> Any:
    """Count the pages that are made, by all processes: by the bytes of the file `made`."""
    if "BENCH_ANSWERS" not in os.environ:
        raise MiddlewareNotUsed
    made = os.open(Path(os.environ["BENCH_ANSWERS"], "made"), os.O_CREAT | os.O_APPEND | os.O_RDWR)

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.endswith("/"):
            os.write(made, b".")
        return get_response(request)

    return middleware


urlpatterns = [
    path("constant/<str:name>", constant),
    path("asking/<int:questions>", asking),
    path("fetching", fetching),
    *site.urlpatterns,
]
