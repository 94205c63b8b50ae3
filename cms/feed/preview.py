"""A page as partners get it, for editors to look at before they publish."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from cms.pages.previews import PreviewMode
from cms.publication.registry import presenter_of
from cms.publication.storing import preview


def _applies(page: Any) -> bool:
    return presenter_of(page) is not None


def _render(page: Any, request: HttpRequest) -> HttpResponse:
    """Show the item of a page that may never have been saved."""
    item = preview(page)
    document = json.dumps(item, indent=2, ensure_ascii=False, default=str)
    return TemplateResponse(
        request, "feed/preview.html", {"page": page, "item": item, "document": document}
    )


FEED_PREVIEW = PreviewMode("feed", "As partner sites get it", _applies, _render)
