"""What browsers may load for a page: by the Content-Security-Policy, nothing but what is ours."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.files.storage import default_storage
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

_STYLES = re.compile(r"<style>(.*?)</style>", re.DOTALL)
#: Pages that have to do without any other file, and carry a style of their own. Nothing in them
#: was written by anybody else.
_ALONE = {400, 500}


class ContentPolicy(CSPMiddleware):
    """Tells browsers what a page may load and do; data is told nothing.

    Who has a session may get Wagtail’s bar, and the admin needs scripts and styles that no policy
    could tell from others (wagtail#1288), so theirs is looser.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        """Add the policies to a page."""
        if not response.get("Content-Type", "").startswith("text/html"):
            return response
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return super().process_response(request, response)

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Give the policy for staff, or that for visitors, with what this page itself needs."""
        parts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        if _is_for_staff(request):
            parts.config = settings.CONTENT_SECURITY_POLICY_OF_STAFF
            return parts
        content = getattr(response, "content", b"") if response.status_code in _ALONE else b""
        styles = [*_allowed(request), *_STYLES.findall(content.decode())]
        parts.update = {
            **(parts.update or {}),
            "style-src": [source_of(style) for style in styles],
            "img-src": _media_host(),
        }
        return parts


def allow_style(request: HttpRequest, style: str) -> None:
    """Let a page carry a style in itself, in exactly these words."""
    request.inline_styles = [*_allowed(request), style]  # type: ignore[attr-defined]


def source_of(style: str) -> str:
    """Give the source expression of an inline style: its SHA-256 digest."""
    return f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"


def _allowed(request: HttpRequest) -> list[str]:
    return getattr(request, "inline_styles", [])


def _is_for_staff(request: HttpRequest) -> bool:
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return has_session or request.path_info.startswith(reverse("wagtailadmin_home"))


@cache
def _media_host() -> list[str]:
    """Give the host that pictures come from, where it is another than ours: a bucket has one."""
    parts = urlsplit(default_storage.url("picture"))
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []
