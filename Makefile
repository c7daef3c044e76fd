# Two commands: `make run` opens the demo, `make test` checks everything. Each sets up first what it needs.
PYTHON ?= python3
PY := .venv/bin/python
# What Python compiles it may keep, whatever the machine says: otherwise each of a hundred processes compiles it all anew.
export PYTHONDONTWRITEBYTECODE :=
WORKERS ?= 3
SPREAD = --numprocesses=$(WORKERS) --dist=loadscope --no-loadscope-reorder
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock" pyproject.toml

.PHONY: run help setup serve backup demo test all-but-types test-sqlite test-postgres check check-types check-rest tests-ready format lock bench storm pictures clean

run: setup
	@$(PY) scripts/run.py

help:
	@echo "make run      the demo at http://localhost:8000; PORT=8080 for another port"
	@echo "make demo     begin again with a fresh demo"
	@echo "make setup    set up, and start nothing"
	@echo "make test     check everything; make check: all but the tests"
	@echo "make format   write code and templates as we do"
	@echo "make serve    for real: docs/hosting.md tells all of it; make backup: the database and the pictures"
	@echo "make bench    how fast it is here; make storm: ten thousand odd requests"
	@echo "make clean    take away what was made here, but for what is kept in var/"
	@echo "What else there is to type: .venv/bin/python manage.py help, and README.md"

setup:
	@$(PYTHON) scripts/setup.py run

# For real, behind a web server that speaks HTTPS; docs/hosting.md tells all of it.
serve: setup
	@$(PY) scripts/serve.py

# `make backup FILE=…`: the database and the pictures in one file.
backup: setup
	@$(PY) manage.py backup $(or $(FILE),var/backup-$(shell date +%Y-%m-%d-%H%M%S).tar)

demo: setup
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py demo --fresh

# What reads types takes one core a minute, and goes beside all else.
test: tests-ready
	@$(MAKE) --no-print-directory --jobs=2 check-types all-but-types

# While one run waits (for a browser, for a race to be run, for its last worker) the other has the cores. The tests are
# read once before: what Python compiles of them is kept, which else five workers would each do for themselves.
all-but-types: check-rest
	@mkdir -p var
	@$(PY) -m pytest --collect-only --quiet --quiet >var/tests-read.txt || (cat var/tests-read.txt; exit 1)
	@$(PY) scripts/side_by_side.py "$(MAKE) --no-print-directory WORKERS=3 test-sqlite" \
		"$(MAKE) --no-print-directory WORKERS=2 test-postgres"

test-sqlite: tests-ready
	DATABASE_URL=sqlite:///var/tests.sqlite3 $(PY) -m pytest $(SPREAD)

# The pages look the same on either database: in the browser only what is marked `on_postgres` is walked twice.
# EVERYTHING=1: what is marked `once` too; before a release, say.
test-postgres: tests-ready
	$(PY) scripts/postgres.py -- $(PY) -m pytest $(SPREAD) -o cache_dir=.pytest_cache/postgres -m "not browser or on_postgres"

# What reads types takes as long as all else together, and goes beside it.
check: tests-ready
	@$(MAKE) --no-print-directory --jobs=2 check-types check-rest

check-types:
	.venv/bin/mypy

check-types check-rest: export HEARTH_MODE = test
check-rest:
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/lint-imports
	DATABASE_URL=sqlite://:memory: $(PY) manage.py makemigrations --check --dry-run  # whatever one's own has come to
	$(PY) manage.py check --fail-level WARNING
	find . -path ./.venv -prune -o -path ./var -prune -o -name '*.html' -print0 | xargs -0r .venv/bin/djade --check --target-version 5.2

format: tests-ready
	.venv/bin/ruff format
	.venv/bin/ruff check --fix
	find . -path ./.venv -prune -o -path ./var -prune -o -name '*.html' -print0 | xargs -0r .venv/bin/djade --target-version 5.2

tests-ready:
	@$(PYTHON) scripts/setup.py test

lock: tests-ready
	.venv/bin/$(LOCK) --output-file requirements/run.txt
	.venv/bin/$(LOCK) --constraints requirements/run.txt --group dev --output-file requirements/test.txt

# How fast the parts are here, on both databases, beside plain SQL; nothing fails. SIZE=100k, 1m, 10m or 2m-a-year sessions.
bench: tests-ready
	@SIZE=$(SIZE) $(PY) -m tests.bench

# Ten thousand requests of every kind on each database, other ones each time: no fault, no law broken. Some minutes.
storm: export STORM = 10000
storm: tests-ready
	DATABASE_URL=sqlite:///var/tests.sqlite3 $(PY) -m pytest tests/http/test_storm.py tests/http/test_rounds.py --capture=no
	$(PY) scripts/postgres.py -- $(PY) -m pytest tests/http/test_storm.py tests/http/test_rounds.py --capture=no

pictures: tests-ready
	$(PY) scripts/pictures.py

# What was made here; the database, pictures and letters under var/ stay.
clean:
	rm -rf .venv var/static var/static.stamp .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build
