# Everything a developer or an operator does starts here. `make help` lists it.
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
SHELL := /bin/sh
DEMO := --demo
.PHONY: help run test setup setup-test check format bench lock

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: setup ## set up, migrate and serve at 127.0.0.1:8000 (or PORT); DEMO= starts empty instead of with the demo county
	@exec .venv/bin/gongkai run $(DEMO)

test: setup-test ## set up and run every test: SQLite, PostgreSQL, Chromium
	@$(PYTHON) -m tests.rigs.everything $(ARGS)

setup: ## make .venv from the hash-pinned lock (part of run)
	@bin/setup run

setup-test: ## the same with test packages, PostgreSQL, Chromium, a Chinese font (part of test, check, bench)
	@bin/setup test

check: setup-test ## style, types, imports one way
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-cache

format: setup-test ## put every file in the house's style
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

bench: setup-test ## each figure against its measure, side by side in one run
	@$(PYTHON) -m bench

lock: setup-test ## renew requirements/*.txt from requirements/*.in
	@cd requirements && for name in uv run dev; do \
	  ../.venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	    $(LOCKARGS) $$name.in -o $$name.txt || exit 1; done
