"""A developer's machine and `make demo`: one process, SQLite, files under `var/`."""

from cms.settings.base import *

DEBUG = True
SECRET_KEY = "development-only"  # noqa: S105 - guards nothing but a demo on this machine
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8000"
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

# Whoever changes a template wants to see it.
CACHES["pages"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}

VAR_DIR.mkdir(exist_ok=True)
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR_DIR / "commonplace.sqlite3",
        "OPTIONS": SQLITE_OPTIONS,
    }
}
