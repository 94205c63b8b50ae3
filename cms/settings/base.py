"""What the product is, wherever it runs. Reads nothing from outside."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"

INSTALLED_APPS = [
    "home",
    "blog",
    "offers",
    "cms.feed",
    "cms.withdrawal",
    "cms.publication",
    "cms.pages",
    "cms.blocks",
    "cms.vocabulary",
    "cms.media",
    "cms.users",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "rest_framework",
    "drf_spectacular",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "cms.pages.middleware.without_dead_cookies",
    # Around sessions: who has one gets pages made anew. Around policies: what a page may load is
    # known only while it is made.
    "cms.caching.middleware.kept_pages",
    "cms.pages.content_policy.ContentPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.pages.middleware.without_unsafe_characters",
    "home.not_found.never_a_dead_end",
    "cms.withdrawal.middleware.old_links",  # around the redirects: they have their turn first
    "cms.withdrawal.redirects.Redirects",
    "cms.publication.middleware.whole_or_not_at_all",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

AUTH_USER_MODEL = "users.User"
LOGIN_REDIRECT_URL = "/"  # of whoever signs in to read; the admin leads to itself
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# SQLite as one node needs it: readers never wait for the writer, a transaction takes the write
# lock when it begins (not half-way), and a second writer waits instead of failing
# (wagtail#14361).
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
# PostgreSQL prepares what the feed asks again and again, and plans it once for all values: the
# indexes leave no choice, and to look for one takes longer than to read twenty rows. It waits for
# others as long as SQLite does, and not until the server is ended: whoever signs up is told.
POSTGRESQL_OPTIONS = {
    "prepare_threshold": 0,
    "options": "-c plan_cache_mode=force_generic_plan -c lock_timeout=20s",
}

CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "renditions": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "renditions",
        "TIMEOUT": 600,
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # What is kept under an old version is overwritten, or goes when there are too many.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 24 * 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
    # Apart from the rest, so that many who ask cannot push out what pages need.
    "limits": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "limits",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}

# Work after a publish runs in the request. Production hands it to a worker instead.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

EMAIL_TIMEOUT = 10  # seconds
SIGN_UP_SECONDS = 3  # sooner after its form was put together, a sign-up is suspected; 0: never
SIGN_UPS_UNSUSPECTED = 5  # from one address in ten minutes; 0: any number

MAIL_PAUSE = 60  # seconds until a mail is tried again that was refused for now; grows
MAIL_OUTAGE_PAUSE = 5  # seconds until a mail server is tried again that is away; grows
MAIL_LOST_AFTER = 15 * 60  # seconds after which a mail that is being sent has lost its worker
REPLY_TO_EMAIL = ""  # where replies to our mails go; empty: to whom they come from

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "cms" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # No address leads here: files that people sent in go out only through a view that asks who
    # wants them.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "private", "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long page in the editor has thousands of fields
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editor shows previews in a frame
# What a page may load, and do. Staff have Wagtail’s bar and its admin, which ask for more.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],  # no script does; Lighthouse asks for robots.txt as the page would
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    }
}
CONTENT_SECURITY_POLICY_OF_STAFF = {
    "object-src": [NONE],
    "base-uri": [SELF],
    "frame-ancestors": [SELF],
}
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
INDEXED = True  # by search engines, if they like
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # would have DENY instead

WAGTAIL_SITE_NAME = "Commonplace"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False  # would tell a third party our host name
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # would send staff e-mail hashes to a third party
WAGTAIL_AUTOSAVE_INTERVAL = 4000  # milliseconds
WAGTAIL_I18N_ENABLED = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}

WAGTAILIMAGES_IMAGE_MODEL = "media.LibraryImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.media.forms.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024  # bytes
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_DOCUMENT_MODEL = "media.LibraryDocument"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ics", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024  # bytes
WAGTAILDOCS_PASSWORD_REQUIRED_TEMPLATE = "wagtailcore/password_required.html"  # noqa: S105 - none
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # so that a private collection stays private

# What holds for everything in the feed, unless an item says otherwise; and whom to ask about it.
FEED_LICENCE = {
    "name": "Creative Commons Attribution 4.0",
    "url": "https://creativecommons.org/licenses/by/4.0/",
}
FEED_CONTACT = {"name": "The people who run this site", "url": "/about/"}
FEED_REQUESTS_PER_MINUTE = 1200  # from one address; 0: no limit
SIGN_UPS_PER_MINUTE = 30  # likewise
SEARCHES_PER_MINUTE = 60  # of the search page; likewise
# Of files that came with answers that have to be corrected: how many wait, and how much.
WAITING_FILES_FROM_ONE, WAITING_MB_FROM_ONE = 20, 60  # from one address
WAITING_FILES, WAITING_MB = 2_000, 2_000  # in all

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "EXCEPTION_HANDLER": "cms.feed.errors.handle",
    "UNAUTHENTICATED_USER": None,
    "UNAUTHENTICATED_TOKEN": None,
    "URL_FORMAT_OVERRIDE": None,
    "NUM_PROXIES": 0,  # of ours, that write who asks into X-Forwarded-For
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}

SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.0",
    "TITLE": "Commonplace feed",
    "VERSION": "1.0.0",
    "DESCRIPTION": (
        "Everything that is public here, as data, for sites that show it too. Read-only and "
        "anonymous. Inside version 1 only additions are made: ignore fields and block types "
        "that you do not know. Moments are in UTC. With `fields` or `body`, items hold only "
        "what was asked for."
    ),
    "LICENSE": FEED_LICENCE,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SORT_OPERATIONS": False,
    "SORT_OPERATION_PARAMETERS": False,
    # Not among them: the hook that names lists of choices, by names that may change.
    "POSTPROCESSING_HOOKS": ["cms.feed.schema.finished"],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    # It would look at the API of Wagtail's admin; the feed's description has tests of its own.
    "ENABLE_DJANGO_DEPLOY_CHECK": False,
}
