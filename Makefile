# Two commands do everything on a machine with Python 3.11 or newer: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TESTED := $(VENV)/.ready-for-tests
CATALOGUES := $(VENV)/.catalogues
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help run test bench mutants goldens bundle docs translations lock clean

help: ## List what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

run: $(READY) $(CATALOGUES) ## Open the application (without a display: a screenshot and every export in out/)
	@$(BIN)/visavis $(FILE)

test: $(TESTED) $(CATALOGUES) ## Run the whole suite: tests, lint, types, layers
	@$(BIN)/python -m pytest -n 2 $(TESTS)

bench: $(TESTED) $(CATALOGUES) ## Measure speed against the budgets
	@$(BIN)/python -m tests.benchmarks

mutants: $(TESTED) $(CATALOGUES) ## Try wrongs that a test must notice, in modules changed since main (MUTANTS=--all: in all)
	@$(BIN)/python -m tests.mutants $(MUTANTS)

goldens: $(READY) ## Make the golden drawings again, where a change of one is meant
	@$(BIN)/python -m tests.drawing.goldens

bundle: ## Make a program that needs no Python (build/bundle), and prove that it starts and exports
	@$(PYTHON) -m venv build/environment
	@build/environment/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@build/environment/bin/python -m pip install --quiet --disable-pip-version-check "pyinstaller==6.22.3"
	@build/environment/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation .
	@build/environment/bin/python -m docs.make_bundle

docs: $(TESTED) $(CATALOGUES) ## Make the screenshots, the gallery, the rule pages and the table of posters of docs/ again
	@$(BIN)/python -m docs.make_rules
	@$(BIN)/python -m docs.make_gallery
	@$(BIN)/python -m docs.make_posters

translations: $(TESTED) $(CATALOGUES) ## Bring the French catalogues and the rule pages up to date
	@$(BIN)/python -m docs.make_catalogues

PINNED := --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links
lock: ## Pin the dependencies again (needs uv)
	@uv pip compile $(PINNED) --group dev pyproject.toml -o requirements-dev.lock
	@uv pip compile $(PINNED) --group build --constraints requirements-dev.lock pyproject.toml -o requirements.lock

clean: ## Remove what was made
	rm -rf $(VENV) out build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Vis-à-vis needs Python 3.11 or newer; try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "Python's venv module is missing; on Debian and Ubuntu: sudo apt install python3-venv"; exit 2; }
	@echo "Setting up $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q blueprint examples exporters templates ui
	@touch $(READY) $(CATALOGUES)

$(CATALOGUES): $(wildcard templates/locale/fr/*.po) | $(READY)
	@$(BIN)/python -m docs.make_catalogues --compile
	@touch $(CATALOGUES)

$(TESTED): $(READY) requirements-dev.lock
	@echo "Adding what the tests need …"
	@$(PIP) --require-hashes --no-deps -r requirements-dev.lock
	@$(BIN)/python -m docs.make_links
	@touch $(TESTED)
