# Two commands do everything: `make run` and `make test`.
SHELL := /bin/bash
.ONESHELL:
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
# Where the compiled form of modules is not kept, every process that a test starts compiles all anew.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# The rooms that serve, ask, or run commands: each of their tests is quick, all of them are not.
SERVED := api cli client dashboard e2e faults pipeline security
# Three processes that take tests from each other, as some wait for servers; one that dies is replaced, and its test named.
PYTEST := $(BIN)/python -m pytest -n 3 --dist worksteal --max-worker-restart 3

.PHONY: help run test test-quick lint evaluate client lock clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: $(VENV)/.run ## load the bundled evidence and serve dashboard and API on 127.0.0.1:8000
	$(BIN)/coregap load
	$(BIN)/coregap gaps --short
	exec $(BIN)/coregap serve

test: $(VENV)/.test ## everything: style, types, import contracts, all tests
	$(BIN)/python tests/chromium.py
	$(MAKE) --no-print-directory lint
	mapfile -t sets < <($(BIN)/python -m tests.labelled_sets)
	if [ $${#sets[@]} -gt 0 ]; then $(BIN)/coregap evaluate "$${sets[@]}"; fi
	$(PYTEST) -m "not browser"
	$(PYTEST) -m browser tests/e2e

test-quick: $(VENV)/.test ## in a minute: reading, matching, mapping and keeping, without server, browser or PostgreSQL
	$(PYTEST) -n 2 -m "not browser and not postgres and not slow" -p no:schemathesis $(SERVED:%=--ignore=tests/%)

lint: $(VENV)/.test ## style, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --verbose > $(VENV)/lint-imports.log || { cat $(VENV)/lint-imports.log; exit 1; }

evaluate: $(VENV)/.test ## measure the reader on the labelled sets and renew its accuracy card
	mapfile -t sets < <($(BIN)/python -m tests.labelled_sets)
	[ $${#sets[@]} -gt 0 ] || { echo "No labelled sets here: set COREGAP_SHARED to the folder that holds gold/" >&2; exit 1; }
	$(BIN)/coregap evaluate "$${sets[@]}" -o data/accuracy/card.json

client: $(VENV)/.test ## write the typed part of the client again from the API
	$(BIN)/python -m app.api.client_writing

lock: ## make the lock files again from pyproject.toml (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml -o requirements/run.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --extra test pyproject.toml -o requirements/test.lock
	sed -nE 's/^requires = \["(.*)"\]/\1/p' pyproject.toml | uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header - -o requirements/build.lock

clean: ## remove the environment and caches; data stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11)' || { echo "coregap needs Python 3.11 or newer; set PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) || { echo "Could not make a virtual environment. On Debian: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.run: requirements/run.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing what coregap needs (about a minute, once)"
	$(PIP) install --require-hashes -r requirements/run.lock
	$(PIP) install --no-deps --editable .
	touch $@

$(VENV)/.test: requirements/test.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the tests need (about a minute, once)"
	$(PIP) install --require-hashes -r requirements/test.lock
	$(PIP) install --no-deps --editable .
	touch $(VENV)/.run $@
