"""The production settings, with the constant answers beside the real ones."""

from cms.settings import production
from cms.settings.production import *

ROOT_URLCONF = "tests.bench.urls"
MIDDLEWARE = [*production.MIDDLEWARE, "tests.bench.urls.counting"]  # sees what is made
