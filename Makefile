# `make run` is all that a fresh checkout needs. Python 3.11 or newer.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
PYTHON ?= python3
BIN := .venv/bin
SHA = $(shell $(PYTHON) -c 'import hashlib; print(hashlib.sha256(open("$(1)", "rb").read()).hexdigest()[:16])')
RUNTIME := .venv/.runtime-$(call SHA,requirements.txt)
DEV := .venv/.dev-$(call SHA,requirements-dev.txt)
# Compiled modules make every later start quicker, so they are written even where the user's shell forbids it.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test check bench messages guide lock clean chromium gettext dev

run: $(RUNTIME)
	@$(BIN)/python manage.py setup_site --before-serving
	@exec $(BIN)/python manage.py serve

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: set PYTHON to one.")'
	@$(PYTHON) -m venv --without-pip .venv

$(RUNTIME): | $(BIN)/python
	@PYTHON="$(PYTHON)" .ci/install requirements.txt
	@rm -f .venv/.runtime-*; touch $@

$(DEV): $(RUNTIME)
	@PYTHON="$(PYTHON)" .ci/install requirements-dev.txt
	@rm -f .venv/.dev-*; touch $@

dev: $(DEV)

# Browser tests need a Chromium: the system's, Debian's, or Playwright's.
chromium: $(DEV)
	@if command -v chromium chromium-browser google-chrome >/dev/null; then :; \
	elif ls -d $${PLAYWRIGHT_BROWSERS_PATH:-$$HOME/.cache/ms-playwright}/chromium* >/dev/null 2>&1; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
	    chromium fonts-noto-core fonts-noto-cjk >/dev/null; \
	else $(BIN)/playwright install chromium; \
	fi || { echo "The browser tests need Chromium: install it and run again."; exit 1; }

gettext:
	@if command -v xgettext >/dev/null; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends gettext >/dev/null; \
	fi || { echo "The catalogs need gettext: install it and run again."; exit 1; }

# The suite on SQLite, then on PostgreSQL where one answers.
PG = $${TEST_DATABASE_URL:-postgres://postgres@127.0.0.1:5432/postgres}
# What hardly depends on the database is tested once: in the browser, cleaning, what the whole demo says, who may do what.
ONCE = $(foreach name,admin api_docs api_flat api_sharing bench demo demo_content demo_files demo_glossary demo_parts errors files \
  first_page guide health languages machines messages readme releases role_walk serve settings setup style_sheet, \
  --ignore=hub/tests/test_$(name).py) \
  $(foreach name,accounts blocks checks desk desk_checks desk_help desk_undo home_sections interface_coverage invitations letters \
  machine_services mails_admin outbox_backend pictures site_words text uploads,--ignore=home/tests/test_$(name).py) \
  $(foreach name,city_field conversation_pages desk desk_exports embedding event_feeds finding_pages host_events hosting_room \
  mail_kinds places_data safety sign_up_hostile sign_up_mine world_drawing,--ignore=events/tests/test_$(name).py) \
  --ignore=hub/tests/browser --ignore=home/tests/cleaning

test: $(DEV) chromium
	env -u DATABASE_URL $(BIN)/pytest -n 2 --dist loadgroup
	@if $(BIN)/python -c "import sys, psycopg; psycopg.connect(sys.argv[1], connect_timeout=5).close()" "$(PG)" 2>/dev/null; then \
	  echo "The same on PostgreSQL:"; DATABASE_URL="$(PG)" $(BIN)/pytest -n 2 --dist loadgroup $(ONCE); \
	else echo "No PostgreSQL answered at TEST_DATABASE_URL (or 127.0.0.1:5432), so the suite ran on SQLite only."; fi

STRONG = $$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))')
check: $(DEV) gettext
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --check templates
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/lint-imports
	DJANGO_SETTINGS_MODULE=hub.settings.test $(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m hub.messages check
	SECRET_KEY="$(STRONG)" HUB_ENCRYPTION_KEYS="$(STRONG)" HUB_LOOKUP_KEY="$(STRONG)" ALLOWED_HOSTS=example.org \
	  SITE_ADDRESS=https://example.org EMAIL_URL=smtp+tls://user:password@mail.example.org:587 \
	  DEFAULT_FROM_EMAIL=hub@example.org \
	  $(BIN)/python manage.py check --deploy --fail-level WARNING --settings hub.settings.production

bench: $(RUNTIME)
	$(BIN)/python manage.py bench

# Bring the catalogs up to date with the source, then compile them.
messages: $(DEV) gettext
	DJANGO_SETTINGS_MODULE=hub.settings.test $(BIN)/python manage.py makemessages --all --no-location --ignore .venv --ignore var
	$(BIN)/python -m hub.messages

# Take the pictures of docs/editors.md anew from the running demo.
guide: $(DEV) chromium
	$(BIN)/python manage.py guide_pictures

lock: $(DEV)
	$(BIN)/uv pip compile --quiet --universal --no-header --generate-hashes pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --no-header --generate-hashes -c requirements.txt \
	  --group test --group check --group build -o requirements-dev.txt

clean:
	rm -rf .venv .ruff_cache .pytest_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
