"""The production settings, with the constant answers beside the real ones."""

from cms.settings.production import *

ROOT_URLCONF = "tests.bench.urls"
