"""Which release this is: what another one made is not shown by this one."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.utils.crypto import salted_hmac

#: What pages are made by, besides our own code and templates.
LIBRARIES = ("django", "wagtail")
#: Where that lies, below the root of the project.
FOLDERS = ("cms", "blog", "home", "offers", "templates")
KINDS = {".py", ".html", ".css", ".svg"}


@cache
def release() -> str:
    """Give a name that is another for other code, other templates and another secret.

    It takes in the secret because pages hold what was signed with it.
    """
    made_by = sha256("".join(f"{name} {version(name)}\n" for name in LIBRARIES).encode())
    for path in _files():
        made_by.update(f"{path.relative_to(settings.BASE_DIR)}\n".encode())
        made_by.update(path.read_bytes())
    return salted_hmac("cms.caching.release", made_by.hexdigest()).hexdigest()


def _files() -> Iterator[Path]:
    for folder in FOLDERS:
        found = Path(settings.BASE_DIR, folder).rglob("*")
        yield from sorted(path for path in found if path.suffix in KINDS)
