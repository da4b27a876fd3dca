# Two commands do everything from a fresh clone: `make run` and `make test`.
# Python 3.11+ is all they need; OCR=0 leaves the reading of scans out.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OCR ?= 1
ifeq ($(OCR),0)
RUN_LOCK := requirements/base.lock
else
RUN_LOCK := requirements/ocr.lock
endif
ARGS ?=
# Folder by folder, the longest waits first: by size the files of one long test would come last, one process
# beside another that has nothing left to do.
BY_FILE := -q -n auto --dist loadfile --no-loadscope-reorder
CHECK := $(MAKE) --no-print-directory check
# Each process of a run would read all of the source anew without its bytecode: a second of CPU each.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test test-fast check fix measure lock clean

help: ## show the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/bin/python:
	@sh scripts/make_venv.sh "$(PYTHON)" "$(VENV)"

$(VENV)/.run-$(OCR): requirements/base.lock requirements/ocr.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the archive needs (the first time only) ..."
	@test -e $(VENV)/.dev || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(RUN_LOCK)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . 2>/dev/null \
		|| $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements/dev.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the archive and its tests need (the first time only) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

run: $(VENV)/.run-$(OCR) ## start the archive with the three sample projects on http://127.0.0.1:8000
	@$(BIN)/archive serve --demo $(ARGS)

test: $(VENV)/.dev ## every check and every test, the browser's too
	@sh scripts/system_packages.sh
	@said=$$(mktemp); $(CHECK) >"$$said" 2>&1 & check=$$!; \
	TMPDIR=$$(sh scripts/test_folder.sh) $(BIN)/pytest $(BY_FILE) $(PYTEST_ARGS); tests=$$?; \
	wait $$check; checked=$$?; cat "$$said"; rm -f "$$said"; [ $$tests = 0 ] && [ $$checked = 0 ]

test-fast: $(VENV)/.dev ## the tests that need no browser
	@TMPDIR=$$(sh scripts/test_folder.sh) $(BIN)/pytest $(BY_FILE) -m "not browser" $(PYTEST_ARGS)

check: $(VENV)/.dev ## format, lint, types, layers
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports > .lint-imports.txt || { cat .lint-imports.txt; rm -f .lint-imports.txt; exit 1; }
	@tail -n 3 .lint-imports.txt; rm -f .lint-imports.txt

fix: $(VENV)/.dev ## format and mend what can be mended by itself
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

measure: $(VENV)/.dev ## start a server on an empty folder and run the scorers of ../shared/checks
	@$(BIN)/python benchmarks/measure.py $(ARGS)

lock: ## make the locks anew (needs uv)
	uv pip compile --quiet --universal --generate-hashes --extra ocr --extra dev pyproject.toml -o requirements/dev.lock
	uv pip compile --quiet --universal --generate-hashes --extra ocr pyproject.toml -c requirements/dev.lock -o requirements/ocr.lock
	uv pip compile --quiet --universal --generate-hashes pyproject.toml -c requirements/dev.lock -o requirements/base.lock
	uv pip compile --quiet --universal --generate-hashes --extra bench pyproject.toml -c requirements/dev.lock -o requirements/bench.lock

clean: ## remove the environment and what tools left (never the data folder)
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache build dist *.egg-info
