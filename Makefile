# What a developer runs. Everything it makes lies in .venv/ and var/, which git ignores.

PORT ?= 8000
ARGS ?=
PY := .venv/bin/python
DEVELOPMENT := DJANGO_SETTINGS_MODULE=cms.settings.development $(PY) manage.py
INSTALL := $(PY) -m pip install --disable-pip-version-check --quiet --require-hashes

.DEFAULT_GOAL := help
.PHONY: help demo test check bench format lock

help: ## List these targets.
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

demo: .venv/base-installed ## Fill a site with invented content and serve it on 127.0.0.1:PORT.
	@$(PY) .ci/require-free-port $(PORT)
	@$(DEVELOPMENT) migrate --verbosity 0
	@$(DEVELOPMENT) set_site_address http://127.0.0.1:$(PORT)
	@$(DEVELOPMENT) load_sample_content
	@$(DEVELOPMENT) make_demo_login
	@echo
	@echo "  Site      http://127.0.0.1:$(PORT)/"
	@echo "  Search    http://127.0.0.1:$(PORT)/search/"
	@echo "  Design    http://127.0.0.1:$(PORT)/style-guide/     every component and block"
	@echo "  Admin     http://127.0.0.1:$(PORT)/admin/     admin / commonplace-demo"
	@echo "  Feed      http://127.0.0.1:$(PORT)/api/v1/"
	@echo "  Its docs  http://127.0.0.1:$(PORT)/api/v1/docs/"
	@echo "  Mails     are shown here as they are sent"
	@echo
	@# Ctrl+C reaches the worker by itself, and the server, which is in the background, does not hear it.
	@$(DEVELOPMENT) worker & worker=$$!; \
		DJANGO_RUNSERVER_HIDE_WARNING=true $(DEVELOPMENT) runserver --noreload 127.0.0.1:$(PORT) & \
		server=$$!; \
		trap 'kill $$server; wait; exit 0' INT; \
		trap 'kill $$server $$worker; wait; exit 0' TERM; \
		wait $$server; kill $$worker; wait

test: .venv/dev-installed ## Run the tests; ARGS="tests/feed -k topic" runs some.
	@chromium="$$(.ci/find-chromium)" && java="$$(.ci/find-java)" && \
		COMMONPLACE_CHROMIUM="$$chromium" COMMONPLACE_JAVA="$$java" $(PY) -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder $(ARGS)

check: .venv/dev-installed ## Run every check that is no test: style, types, layers, deployment.
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	find templates -name '*.html' -exec .venv/bin/djade --check --target-version 5.2 {} +
	$(PY) -m mypy
	.venv/bin/lint-imports --no-logo
	$(DEVELOPMENT) check --fail-level WARNING
	$(DEVELOPMENT) makemigrations --check --dry-run
	.ci/check-deployment

bench: .venv/dev-installed ## Measure the feed (20 minutes, or ARGS=--quick), or ARGS=--pages; docs/benchmarks.md.
	@$(PY) -m tests.bench $(ARGS)

format: .venv/dev-installed ## Put Python and templates into their one form.
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} +

# One resolution for all three, so that they cannot disagree: the largest first, the others
# held to its versions.
COMPILE := .venv/lock/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-annotate

lock: .venv/lock/bin/uv ## Resolve pyproject.toml anew into requirements/; ARGS=--upgrade for news.
	$(COMPILE) --extra production --extra dev --output-file requirements/dev.txt $(ARGS)
	$(COMPILE) --extra production --constraint requirements/dev.txt \
		--output-file requirements/production.txt $(ARGS)
	$(COMPILE) --constraint requirements/dev.txt --output-file requirements/base.txt $(ARGS)

.venv/bin/python:
	@python="$$(.ci/find-python)" && "$$python" -m venv .venv

.venv/base-installed: requirements/base.txt | .venv/bin/python
	@echo "Installing the locked packages…"
	@$(INSTALL) --requirement requirements/base.txt
	@touch $@

.venv/dev-installed: requirements/dev.txt | .venv/bin/python
	@echo "Installing the locked packages, development tools included…"
	@$(INSTALL) --requirement requirements/dev.txt
	@touch $@

.venv/lock/bin/uv: | .venv/bin/python
	@$(PY) -m venv .venv/lock
	@.venv/lock/bin/python -m pip install --disable-pip-version-check --quiet uv
