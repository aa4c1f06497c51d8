# The project's commands. Needs Python 3.11 or newer and make; `make help` lists them.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
PYTHONS ?= /usr/bin/python3 python3.12 python3.13 python3.14
OUT ?= out
CORPUS ?= ../shared/corpus
FUZZ ?= 100000
MINUTES ?= 30
LIMIT ?= 20
PART ?=
KINDS := resolution draft_not_adopted presidential_statement written_procedure_letter
SAMPLE := tests/documents/S-2020-1166/source.txt

SUPPLY = mkdir -p build/trust && $(BIN)/python -m pip install --quiet --disable-pip-version-check \
  -c constraints.txt -e '.[supply]'

.DEFAULT_GOAL := help
.PHONY: help publish test quick pythons check golden checkers editor spark earl corpus bench queries growth http loads lock sbom audit clean

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

publish: $(READY) ## turn the sample letter into out/, validated, and answer one question from it
	$(BIN)/councilgraph publish $(SAMPLE) --out $(OUT)
	$(BIN)/councilgraph query sponsors-without-seat --data $(OUT)

test: $(READY) ## run every test
	$(BIN)/pytest -q -n auto

# What tests write is little, and no disk has to be waited for where there is a folder in memory.
quick: MEMORY = $(firstword $(wildcard /dev/shm $(TMPDIR) /tmp))
quick: $(READY) ## run the tests that take no time
	TMPDIR=$(MEMORY) $(BIN)/pytest -q -n auto --dist loadfile -m "not slow" -p no:doctest -p no:logging \
	  -o addopts=--strict-markers tests --ignore tests/ontology

pythons: ## run the quick tests with each other Python that is there: PYTHONS="python3.12 python3.13"
	@for python in $(PYTHONS); do \
	  if $$python -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then \
	    $$python --version; $(MAKE) quick PYTHON=$$python VENV=build/pythons/$$python || exit 1; \
	  else echo "$$python: not there"; fi; \
	done

check: $(READY) ## lint, types, architecture, ontology
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q tests/ontology

golden: $(READY) ## rewrite what the document cases expect; review the change like code
	$(BIN)/pytest -q tests/test_documents.py tests/test_readme.py \
	  tests/ontology/test_context.py --update-golden

# Judges of pages, of these releases; they come from npm and are not kept.
checkers: ## fetch what judges the pages: axe-core (accessibility) and the W3C's HTML checker
	npm install --prefix build/npm --no-save --ignore-scripts --no-audit --no-fund --loglevel error \
	  axe-core@4.14.1 vnu-jar@26.9.27

# The releases are those of editor/package-lock.json; what is built is not checked in.
editor: $(READY) ## build the better editor of the SPARQL page; its parts come from npm
	$(BIN)/python hatch_build.py

earl: $(READY) ## report how the server does in the W3C's tests: conformance/earl.ttl
	$(BIN)/pytest -q tests/serve/test_w3c.py --update-golden

# A document that is refused or contradicts itself is told of and does not stop the others.
corpus: $(READY) ## score the converter on real documents: make corpus CORPUS=../shared/corpus
	rm -rf build/corpus
	for form in txt xml; do \
	  $(BIN)/councilgraph convert --quiet --to nt -o build/corpus/$$form \
	    $$(find $(KINDS:%=$(CORPUS)/%) -name "*.$$form" | sort) || test $$? -ne 70 || exit 70; \
	  for by in lang kind; do \
	    echo "== $$form, by $$by"; \
	    $(BIN)/python $(CORPUS)/../tools/score.py --truth $(CORPUS)/truth.jsonl \
	      --graphs build/corpus/$$form --form $$form --only-present --by $$by | grep -v '^score:'; \
	  done; \
	done

bench: $(READY) ## time each stage beside its plain alternative; writes reports/bench.json and a plot
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	rm -rf build/bench build/bench.many build/bench.real
	$(BIN)/councilgraph render --random 120 --distinct --quiet -o build/bench
	$(BIN)/councilgraph render --random 2000 --distinct --quiet -o build/bench.many
	test ! -d $(CORPUS)/resolution || ln -s $(abspath $(CORPUS))/resolution build/bench.real
	$(BIN)/python benchmarks/bench.py build/bench --report reports

# Graphs are made once; build/queries and build/questions are removed to make them anew.
queries: $(READY) ## time every named question on real documents, or: make queries SIZES="5000 500000"
ifdef SIZES
	$(BIN)/python benchmarks/questions.py --sizes $(SIZES) --rdflib $(LIMIT) --report reports
else
	mkdir -p build
	test -d build/queries || $(BIN)/councilgraph publish $(CORPUS) --partial --quiet \
	  --out build/queries 2> build/queries.log || test $$? -eq 1
	$(BIN)/python benchmarks/queries.py build/queries
	$(BIN)/python benchmarks/questions.py build/queries --rdflib $(LIMIT) --report build
endif

http: $(READY) ## time our server beside Oxigraph's on invented documents; writes reports/http.json
	test -d build/http || { $(BIN)/councilgraph render --random 100 --distinct --quiet -o build/http.text \
	  && $(BIN)/councilgraph publish build/http.text --quiet --out build/http; }
	$(BIN)/python benchmarks/serving.py build/http --report reports

# The graph is made once, by Spark (make spark); build/loads is removed to make it anew. A store that is not
# there is told of first, before minutes of work.
loads: $(READY) ## load three million statements into Virtuoso and Oxigraph, and compare their answers
	@command -v virtuoso-t > /dev/null || { echo "virtuoso-t was not found: Debian has it in virtuoso-opensource-7-bin" >&2; exit 4; }
	test -d build/loads/graph || $(BIN)/councilgraph render --random 6500 --distinct --quiet -o build/loads/documents
	test -d build/loads/graph || $(BIN)/councilgraph publish --engine spark build/loads/documents --out build/loads/graph
	$(BIN)/python benchmarks/loads.py build/loads/graph --least 3000000

# Apart for its size (some 450 MB); it needs Java 17 or newer too.
spark: $(READY) ## set up Apache Spark, for publish --engine spark and its tests
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r locked-spark.txt

lock: $(READY) ## pin what is installed by hash, after a change of dependencies: locked.txt
	$(SUPPLY)
	sed -n '1,/^[^#]/{/^#/p}' locked.txt > build/locked.txt
	$(BIN)/pip-compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras --no-header \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	  -c constraints.txt -o build/pins.txt pyproject.toml
	cat build/pins.txt >> build/locked.txt
	mv build/locked.txt locked.txt

sbom: $(READY) ## list every part, with hashes and licences, as CycloneDX: build/trust
	$(SUPPLY)
	$(BIN)/cyclonedx-py environment .venv --pyproject pyproject.toml --of JSON \
	  --output-reproducible -o build/trust/sbom.cdx.json
	cd editor && npm sbom --sbom-format cyclonedx --package-lock-only > ../build/trust/sbom-editor.cdx.json

audit: $(READY) ## ask for known weaknesses of what is installed; needs the network
	$(SUPPLY)
	$(BIN)/pip-audit --require-hashes --disable-pip -r locked.txt

.PHONY: trust coverage mutants soak

# PART names a part of tests/trust/trust.toml; without it all but soak run, which takes hours.
trust: $(READY) ## prove all that is promised and print it as a table: make trust PART=faults FUZZ=100000
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[trust]'
	$(BIN)/python tests/trust/trust.py --fuzz $(FUZZ) --minutes $(MINUTES) --corpus $(CORPUS) $(PART)

coverage: $(READY) ## measure the branches that tests take of what reads and writes facts; 95 % is the least
	$(BIN)/python tests/trust/covered.py

mutants: $(READY) ## plant faults in what reads symbols and votes; tests must find 90 %
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[trust]'
	$(BIN)/python tests/trust/mutants.py

soak: $(READY) ## serve under load for long; memory and descriptors must not grow: make soak MINUTES=30
	PYTHONPATH=tests/serve $(BIN)/python tests/trust/soak.py --minutes $(MINUTES)

# Twenty thousand documents take long; GROWTH="1000 2000 4000" tells the exponent too.
GROWTH ?= 1000 5000 20000
growth: $(READY) ## time publishing of more and more documents, and of one changed among them
	$(BIN)/python benchmarks/growing.py build/growth $(GROWTH)

clean: ## remove what was built and set up, except out/
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# Set up once, and again when the dependencies change.
$(READY): pyproject.toml locked.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r locked.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
