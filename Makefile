# planmo — `make help` lists what there is. Needs python3 (3.11 or later) and make; everything else is installed here.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST := PLANMO_ALL_TESTS=1 $(BIN)/python -m pytest -q

.DEFAULT_GOAL := help
.PHONY: help install demo test lint tools bench measures reference templates clean

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(VENV)/.python:
	@sh tests/tools/make_venv.sh "$(PYTHON)" "$(VENV)"
	@touch $@

$(VENV)/.installed: $(VENV)/.python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

install: $(VENV)/.installed  ## planmo in .venv, ready to use

demo: $(VENV)/.installed  ## a complete plan on real data: the computed workbook and the Word plan, in demo/
	@$(BIN)/planmo demo --out demo --lang fr
	@echo "demo/plan.xlsx"; echo "demo/plan.docx"

tools:  # what the tests look through: LibreOffice, poppler, fonts, Java, the OOXML validator
	@sh tests/tools/install_tools.sh

lint: $(VENV)/.tested  ## style, types, the folder rule
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: $(VENV)/.tested tools lint  ## everything: style and types, fast tests, then the slow ones
	$(PYTEST) -n 2 -m "not slow and not office"
	$(PYTEST) -n 2 -m "slow or office"

bench: $(VENV)/.tested  ## our speed beside our peers', on this machine: docs/benchmarks.md
	@test -x .bench-venv/bin/python || sh tests/tools/make_venv.sh "$(PYTHON)" .bench-venv
	.bench-venv/bin/python -m pip install --quiet --disable-pip-version-check -r tests/benchmarks/peers.txt
	$(BIN)/python tests/benchmarks/run.py --peers .bench-venv

measures: $(VENV)/.installed  ## the README's figures, taken on this machine
	$(BIN)/python tests/benchmarks/measure.py --write

reference: $(VENV)/.installed  ## the pages made from the descriptions: docs/functions.md
	PLANMO_LANG=fr $(BIN)/planmo functions --markdown > docs/functions.md

templates: $(VENV)/.installed  ## plan_fr.xlsx and plan_en.xlsx, from the schema
	$(BIN)/python -m workbook_templates.build

clean:  ## away with everything that was installed or made here
	rm -rf $(VENV) .bench-venv node_modules demo build dist .mypy_cache .ruff_cache .hypothesis .import_linter_cache
