"""What every answer of the feed says about itself."""

from django.http import HttpResponse

EXPOSED = "ETag, Link, RateLimit, RateLimit-Policy, Retry-After"


def for_everybody(response: HttpResponse) -> HttpResponse:
    """Let scripts of any origin read the answer, and caches tell apart only encodings."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = EXPOSED
    response["Vary"] = "Accept-Encoding"
    return response
