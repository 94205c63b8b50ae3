"""A public server. Reads the environment; a missing name stops the start and is named."""

import environ
from django.core.exceptions import ImproperlyConfigured

from cms.settings.base import *

env = environ.Env()

REQUIRED = ["SECRET_KEY", "PUBLIC_BASE_URL", "DATABASE_URL", "DEFAULT_FROM_EMAIL", "EMAIL_URL"]
if missing := [name for name in REQUIRED if not env(name, default="")]:
    raise ImproperlyConfigured(f"Not set in the environment: {', '.join(missing)}")

SECRET_KEY = env("SECRET_KEY")
# To open SQLite takes as long as to answer ten requests; PostgreSQL is no quicker.
KEPT_OPEN = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}  # seconds
DATABASES = {"default": {**env.db("DATABASE_URL"), **KEPT_OPEN}}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL")
vars().update(env.email("EMAIL_URL"))
REPLY_TO_EMAIL = env("REPLY_TO_EMAIL", default="")
SIGN_UPS_UNSUSPECTED = int(env("SIGN_UPS_UNSUSPECTED", default="") or SIGN_UPS_UNSUSPECTED)

PUBLIC_BASE_URL = env.url("PUBLIC_BASE_URL")
if PUBLIC_BASE_URL.scheme not in {"http", "https"} or not PUBLIC_BASE_URL.hostname:
    raise ImproperlyConfigured("PUBLIC_BASE_URL must be a whole address: https://example.org")
WAGTAILADMIN_BASE_URL = f"{PUBLIC_BASE_URL.scheme}://{PUBLIC_BASE_URL.netloc}"
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[]) or [PUBLIC_BASE_URL.hostname]

DEBUG = False
MIDDLEWARE = [MIDDLEWARE[0], "whitenoise.middleware.WhiteNoiseMiddleware", *MIDDLEWARE[1:]]

match DATABASES["default"]["ENGINE"]:
    case "django.db.backends.sqlite3":
        DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    case "django.db.backends.postgresql":
        INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.postgres"]
        DATABASES["default"]["ENGINE"] = "cms.postgresql"
        DATABASES["default"].setdefault("OPTIONS", {}).update(POSTGRESQL_OPTIONS)
    case engine:
        raise ImproperlyConfigured(f"DATABASE_URL must name PostgreSQL or SQLite, not {engine}.")

if REDIS_URL := env("REDIS_URL", default=""):
    REDIS = {
        "BACKEND": "cms.caching.backends.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},  # seconds
    }
    # Who asks these does not expect that a cache may fail: Wagtail, and whoever makes a page.
    FORGIVING = {**REDIS, "BACKEND": "cms.caching.backends.ForgivingRedisCache"}
    HERE = PUBLIC_BASE_URL.netloc  # another site may have the same server
    CACHES = {
        "default": {**FORGIVING, "KEY_PREFIX": HERE},
        "renditions": {**FORGIVING, "KEY_PREFIX": f"{HERE}/renditions", "TIMEOUT": 600},
        "pages": {
            **FORGIVING,
            "KEY_PREFIX": f"{HERE}/pages",
            "TIMEOUT": CACHES["pages"]["TIMEOUT"],
        },
        "limits": {**REDIS, "KEY_PREFIX": f"{HERE}/limits"},
    }
FEED_REQUESTS_PER_MINUTE = int(
    env("FEED_REQUESTS_PER_MINUTE", default="") or FEED_REQUESTS_PER_MINUTE
)
SIGN_UPS_PER_MINUTE = int(env("SIGN_UPS_PER_MINUTE", default="") or SIGN_UPS_PER_MINUTE)
SEARCHES_PER_MINUTE = int(env("SEARCHES_PER_MINUTE", default="") or SEARCHES_PER_MINUTE)
WAITING_FILES_FROM_ONE = int(env("WAITING_FILES_FROM_ONE", default="") or WAITING_FILES_FROM_ONE)
WAITING_MB_FROM_ONE = int(env("WAITING_MB_FROM_ONE", default="") or WAITING_MB_FROM_ONE)
WAITING_FILES = int(env("WAITING_FILES", default="") or WAITING_FILES)
WAITING_MB = int(env("WAITING_MB", default="") or WAITING_MB)
REST_FRAMEWORK = {**REST_FRAMEWORK, "NUM_PROXIES": 1}

# `manage.py worker` runs what this backend keeps.
TASKS_BACKEND = env("TASKS_BACKEND", default="") or "django_tasks_db.DatabaseBackend"
TASKS = {"default": {"BACKEND": TASKS_BACKEND}}

STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
STORAGES["private"]["OPTIONS"]["location"] = env("PRIVATE_ROOT", default="") or VAR_DIR / "private"
if S3_BUCKET := env("S3_BUCKET", default=""):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": env("S3_ENDPOINT_URL", default="") or None,
            "querystring_auth": False,  # picture addresses must not expire
            "file_overwrite": False,
        },
    }
if S3_PRIVATE_BUCKET := env("S3_PRIVATE_BUCKET", default=""):
    STORAGES["private"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_PRIVATE_BUCKET,
            "endpoint_url": env("S3_ENDPOINT_URL", default="") or None,
            "default_acl": "private",
            "file_overwrite": False,
        },
    }
MEDIA_ROOT = env("MEDIA_ROOT", default="") or MEDIA_ROOT

INDEXED = env.bool("INDEXED", default=True)

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=True)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env("LOG_LEVEL", default="") or "INFO"},
}
