"""Where a request comes from, as the browser tells it: what guards forms that need no cookie."""

from urllib.parse import urlsplit

from django.http import HttpRequest


def is_from_here(request: HttpRequest) -> bool:
    """Say whether a page of this site sent the request.

    Browsers add `Sec-Fetch-Site` over HTTPS, and `Origin` to every POST; a page cannot forge
    either. With neither, the `Referer` decides; a request that has none of the three is refused.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        # “none”: the visitor, not a page, as when the browser reopens a tab.
        return site.lower() in {"same-origin", "none"}
    sender = request.headers.get("Origin") or request.headers.get("Referer")
    if not sender:
        return False
    try:
        return urlsplit(sender).netloc.lower() == request.get_host().lower()
    except ValueError:
        return False
