# Two commands are enough to begin: `make demo` and `make test`. The others are for those who work on the code.
SHELL := /bin/sh
PORT ?= 8000
VENV := .venv
PYTHON := $(VENV)/bin/python
TESTS ?= tests
WORKERS ?= 2

# What the demonstration runs with; written once, so that sign-ins survive a restart.
DEMO_ENV := var/demo.env
IN_DEMO := set -a && . ./$(DEMO_ENV) && set +a &&
# Commands that only need settings to load.
WITH_SETTINGS := ENVIRONMENT=development SECRET_KEY=insecure-for-tooling PUBLIC_URL=http://localhost:$(PORT)

.PHONY: demo test test-services run setup setup-test lint messages check-messages bench pictures lock clean

demo: setup $(DEMO_ENV)
	@$(IN_DEMO) $(PYTHON) manage.py migrate --verbosity 0
	@$(IN_DEMO) $(PYTHON) manage.py createcachetable
	@$(IN_DEMO) $(PYTHON) manage.py collectstatic --noinput --verbosity 0
	@$(IN_DEMO) $(PYTHON) manage.py load_example
	@$(IN_DEMO) PORT=$(PORT) exec $(PYTHON) manage.py serve

test: setup-test
	$(PYTHON) -m pytest -n $(WORKERS) --dist worksteal $(TESTS)

# The same suite on PostgreSQL and Redis, which must answer at these addresses.
test-services: export DATABASE_URL ?= postgres://root@127.0.0.1:5432/test
test-services: export REDIS_URL ?= redis://127.0.0.1:6379/9
test-services: setup-test
	$(PYTHON) -m pytest -n $(WORKERS) --dist worksteal --migrations -m "not once" $(TESTS)

run: setup $(DEMO_ENV)
	@$(IN_DEMO) PORT=$(PORT) exec $(PYTHON) manage.py serve

setup: $(VENV)/run.stamp locale/sv/LC_MESSAGES/django.mo

setup-test: $(VENV)/test.stamp locale/sv/LC_MESSAGES/django.mo

$(VENV)/run.stamp: requirements.lock
	@python=$$(tools/prerequisites.sh run) && { [ -x $(PYTHON) ] || "$$python" -m venv $(VENV); }
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/test.stamp: requirements.lock requirements-dev.lock
	@python=$$(tools/prerequisites.sh test) && { [ -x $(PYTHON) ] || "$$python" -m venv $(VENV); }
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock -r requirements-dev.lock
	@tools/browser.sh $(PYTHON)
	@touch $@ $(VENV)/run.stamp

locale/sv/LC_MESSAGES/django.mo: locale/sv/LC_MESSAGES/django.po
	@$(VENV)/bin/pybabel --quiet compile --directory locale --domain django

$(DEMO_ENV):
	@mkdir -p -m 700 var
	@printf 'ENVIRONMENT=demo\nSECRET_KEY=%s\nPUBLIC_URL=http://localhost:%s\nDATA_DIR=%s/var\n' \
		"$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))')" "$(PORT)" "$$(pwd)" > $@

lint: setup-test
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(WITH_SETTINGS) $(PYTHON) manage.py makemigrations --check --dry-run
	$(VENV)/bin/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml

# Needs GNU gettext.
messages: setup-test
	$(WITH_SETTINGS) $(PYTHON) manage.py makemessages --locale sv --no-wrap --no-location --ignore tests --ignore bench --ignore var --ignore staticfiles
	@$(VENV)/bin/pybabel --quiet compile --directory locale --domain django

check-messages: setup-test
	tools/check-messages.sh

bench: setup-test
	$(PYTHON) -m bench.run

# The pictures under docs/pictures; ONLY="glance goals" takes some of them. Needs pdftoppm (poppler-utils).
pictures: setup-test
	$(PYTHON) -m tools.pictures $(ONLY)

# After changing requirements*.in.
lock: setup-test
	$(PYTHON) -m pip install --quiet uv
	for name in requirements requirements-dev; do \
		$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --strip-extras \
			--no-emit-index-url --no-emit-find-links --no-header $$name.in -o $$name.lock; done

clean:
	rm -rf $(VENV) var staticfiles .pytest_cache .ruff_cache .hypothesis
