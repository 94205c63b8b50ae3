"""Run one of the programs here that need Django: `python -m tests.bench.inside filling 1000`."""

import sys
from importlib import import_module

import django

django.setup()
import_module(f"tests.bench.{sys.argv[1]}").main(*sys.argv[2:])
