"""The WSGI entry point for gunicorn."""

import gc
import os
import re
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

_CHARSET = re.compile(r";\s*charset\s*\*?\s*=[^;]*", re.IGNORECASE)
_django = get_wsgi_application()
gc.freeze()  # what is loaded by now stays: no need to look through it again and again


def application(environ: dict[str, Any], start_response: Any) -> Any:
    """Answer a request. It is in UTF-8, whatever it claims.

    Django would read even the address as the claim says, and Python has encodings (`base64`)
    that are none for text: it would fail before it can answer.
    """
    if claim := environ.get("CONTENT_TYPE"):
        environ["CONTENT_TYPE"] = _CHARSET.sub("", claim)
    return _django(environ, start_response)
