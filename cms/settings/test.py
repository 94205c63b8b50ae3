"""The test run: SQLite in memory, fast hashes, nothing that leaves the process."""

from cms.settings.base import *

SECRET_KEY = "test-only"  # noqa: S105 - guards nothing
ALLOWED_HOSTS = ["localhost", "testserver", "127.0.0.1"]
WAGTAILADMIN_BASE_URL = "http://localhost"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
FEED_REQUESTS_PER_MINUTE = 0  # tests ask faster than anybody; those of the limit set it
SIGN_UP_SECONDS = SIGN_UPS_UNSUSPECTED = 0  # the same
SIGN_UPS_PER_MINUTE = SEARCHES_PER_MINUTE = 0  # likewise

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": ":memory:",
        "OPTIONS": SQLITE_OPTIONS,
    }
}
