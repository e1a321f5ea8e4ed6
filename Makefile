# `make site` builds the archive into site/, `make test` proves it. Both set up everything they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv

.DEFAULT_GOAL := site
.PHONY: site serve test bench lock accept screenshots clean

site: $(VENV)/runtime.stamp
	$(BIN)/python build.py

serve: $(VENV)/runtime.stamp
	$(BIN)/python build.py serve

test: $(VENV)/dev.stamp
	$(BIN)/python -m tests.browser.install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

bench: $(VENV)/dev.stamp
	$(BIN)/python -m tests.bench

# Accept the site as it is built now as the golden tree (read the diff before you commit it).
accept: $(VENV)/dev.stamp
	$(BIN)/python -m tests.accept

# The pictures of README.md and docs/, made from the site as it is built now.
screenshots: $(VENV)/dev.stamp
	$(BIN)/python -m tests.browser.install
	$(BIN)/python -m tests.browser.screenshots

# Universal locks: one file serves every supported Python and platform. Hashes, no index addresses.
lock: $(VENV)/dev.stamp
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' \
	  --upgrade --python-version 3.11 pyproject.toml --output-file requirements.txt
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' \
	  --upgrade --python-version 3.11 pyproject.toml --group dev --output-file requirements-dev.txt

clean:
	rm -rf site .cache

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/runtime.stamp: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/runtime.stamp | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@
