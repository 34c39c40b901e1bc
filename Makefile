# Each verb makes what it needs: all that must be there is make and Python 3.11 or later.
PYTHON ?= python3
VENV ?= .venv
RECORD := build/example.db
AS_OF ?= 2022-02-01
EXAMPLE := examples/security-guarantees-2022

.PHONY: help brief serve test lint quality bench screenshots clean

help:  ## list the verbs
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

brief: $(VENV)/installed  ## read the example reports and print the brief as of a day (AS_OF=2022-02-17)
	@mkdir -p build && rm -f $(RECORD)
	@$(VENV)/bin/dragoman read $(EXAMPLE) --index $(EXAMPLE)/index.jsonl --record $(RECORD) >&2
	@$(VENV)/bin/dragoman brief --record $(RECORD) --as-of $(AS_OF)

serve: $(VENV)/developing  ## read the example reports and open their page on this machine
	@mkdir -p build
	@$(VENV)/bin/dragoman read $(EXAMPLE) --index $(EXAMPLE)/index.jsonl --record $(RECORD) >&2
	@$(VENV)/bin/dragoman serve --record $(RECORD)

screenshots: $(VENV)/developing  ## take the pictures of the page that stand in the README (needs Chromium)
	$(VENV)/bin/python tools/screenshots.py

test: $(VENV)/developing  ## run the tests
	$(VENV)/bin/python -m pytest -n 2

lint: $(VENV)/developing  ## check style, types and the imports between rooms
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

quality: $(VENV)/developing  ## score readings against the gold readings beside the repository
	$(VENV)/bin/python -m pytest tests/quality -q -s

bench: $(VENV)/developing  ## measure words a second against the bare parse, growth, and the share of the dates
	$(VENV)/bin/python benchmarks/speed.py
	$(VENV)/bin/python benchmarks/timex.py
	$(VENV)/bin/python benchmarks/web.py --documents 2000
	$(VENV)/bin/python benchmarks/attribution.py

clean:  ## remove what the other verbs made
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml $(VENV)/bin/python $(shell find src -type f -not -name '*.pyc')
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check .
	@touch $@

$(VENV)/developing: pyproject.toml $(VENV)/bin/python
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/installed
