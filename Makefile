# The project's commands. Needs Python 3.11 or newer and make; `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
OUT ?= out
SAMPLE := tests/documents/S-2020-1166/source.txt

.DEFAULT_GOAL := help
.PHONY: help publish test quick check golden clean

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

publish: $(READY) ## turn the sample letter into out/, validated, and answer one question from it
	$(BIN)/councilgraph publish $(SAMPLE) --out $(OUT)
	$(BIN)/councilgraph query sponsors-without-seat --data $(OUT)

test: $(READY) ## run every test
	$(BIN)/pytest -q -n auto

quick: $(READY) ## run the tests that take no time
	$(BIN)/pytest -q -m "not slow"

check: $(READY) ## lint, types, architecture, ontology
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

golden: $(READY) ## rewrite what the document cases expect; review the change like code
	$(BIN)/pytest -q tests/test_documents.py tests/test_readme.py --update-golden

clean: ## remove what was built and set up, except out/
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# Set up once, and again when the dependencies change.
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
