# One-line names for what `council` and pytest do, and the set-up of the environment they run in.
PYTHON ?= python3
VENV ?= .venv
LANGS ?=
SIZES ?=
ONLY ?=
BASE ?= HEAD
ifeq ($(OS),Windows_NT)
  BIN := $(VENV)/Scripts
else
  BIN := $(VENV)/bin
endif
.DELETE_ON_ERROR:
.PHONY: council-report finals check-sources fmt diff review test lint check accept bench clean

council-report: $(VENV)/ready ## build every document
	@$(BIN)/python -m pipeline build $(if $(LANGS),--lang "$(LANGS)")

finals: $(VENV)/ready ## build finals: nothing missing, no provenance
	@$(BIN)/python -m pipeline build --final $(if $(LANGS),--lang "$(LANGS)")

check-sources: $(VENV)/ready ## say all that is wrong in the sources
	@$(BIN)/python -m pipeline check

fmt: $(VENV)/ready ## set numbers right and give ids in the fragments
	@$(BIN)/python -m pipeline fmt

diff: $(VENV)/ready ## a redline of every document since BASE (HEAD~1, issued …) in every language
	@for document in $$(ls sources | grep -v languages); do $(BIN)/python -m pipeline diff $$document --from $(BASE) --format docx; done

review: $(VENV)/ready ## the pages that documents are reviewed on, with what changed since BASE
	@$(BIN)/python -m pipeline review --from $(BASE)

test: $(VENV)/test tests/validator/node_modules ## run every test
	@$(BIN)/python -m pytest -n auto $(ARGS)

accept: $(VENV)/test ## rewrite the expected texts of the tests
	@$(BIN)/python -m pytest --accept $(ARGS)

lint: $(VENV)/check ## style, types and imports
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

bench: $(VENV)/ready tests/bench/node_modules ## measure beside others who write the same words: SIZES="S M L T1k T10k", ONLY="ways languages redline cold session"
	@$(BIN)/python -m tests.bench $(if $(SIZES),--sizes $(SIZES)) $(if $(ONLY),--only $(ONLY)) $(ARGS)

check: lint test ## what a change must pass

clean:
	rm -rf $(VENV) build/* build/.council-* tests/validator/node_modules tests/bench/node_modules

$(VENV)/ready: pyproject.toml
	@mkdir -p $(VENV) 2>/dev/null && test -w $(VENV) || { echo "$(VENV) cannot be written: ask for permission to write in this folder, or copy the project into one of your own"; exit 3; }
	@echo "Setting up $(VENV) (once) ..."
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or later is needed, this is " + sys.version)'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	@touch $@

$(VENV)/test: $(VENV)/ready
	@echo "Adding what the tests need to $(VENV) (once) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[test]'
	@touch $@

$(VENV)/check: $(VENV)/test
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[check]'
	@touch $@

# The Open XML SDK's validator; without npm the tests say in one line that they ran without it.
tests/validator/node_modules: tests/validator/package-lock.json
	@if command -v npm >/dev/null 2>&1; then echo "Installing the Open XML validator (once) ..."; (npm ci --silent --no-audit --no-fund --prefix tests/validator && touch $@) || echo "It could not be installed here; the tests say what was not run."; fi

# Libraries of Node to measure beside; without npm the measurements say in one line that they are not installed.
tests/bench/node_modules: tests/bench/package-lock.json
	@if command -v npm >/dev/null 2>&1; then echo "Installing libraries of Node to measure beside (once) ..."; (npm ci --silent --no-audit --no-fund --prefix tests/bench && touch $@) || echo "They could not be installed here; they are not measured."; fi
