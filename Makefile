# make issue   sets everything up and packages the sample issue (or SOURCE=path/to/issue.md) into dist/
# make test    sets everything up with the test extras and runs linters, type checker and tests
# make bench   times the tool beside pandoc + WeasyPrint and beside Typst
# make docs    writes the pages that are generated from the code
# make clean   removes what the others made

PYTHON ?= python3
SOURCE ?=
OUT ?= dist

BIN := .venv/bin
LIBRARIES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
# What pip does for an installed package, and the first run for the templates, unless Python is told
# to keep no bytecode: a third of the time that an EPUB takes.
COMPILE := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m compileall -q packager \
    && PYTHONDONTWRITEBYTECODE= $(BIN)/python -c 'from packager.epub import templates as t; t.compile_all()'
VALIDATORS := pdftotext=poppler-utils qpdf=qpdf gs=ghostscript java=default-jre-headless tesseract-ocr-chi-sim

.PHONY: issue test bench docs clean

issue: .venv/ready
	$(BIN)/packager build $(if $(SOURCE),"$(SOURCE)",--sample) --out "$(OUT)"

test: .venv/ready-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest $(ARGS)

bench: .venv/ready-bench
	$(BIN)/python -m benchmarks

docs: .venv/ready-test
	$(BIN)/python docs/generate.py

clean:
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find dist -mindepth 1 ! -name README.md -delete

.venv/bin/python:
	@sh .ci/system "$(PYTHON)" $(LIBRARIES)
	$(PYTHON) -m venv .venv

.venv/ready: pyproject.toml | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@$(COMPILE)
	@touch $@

.venv/ready-test: pyproject.toml | .venv/bin/python
	@sh .ci/system --optional "$(PYTHON)" $(VALIDATORS)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test]'
	@$(COMPILE)
	@touch $@ .venv/ready

.venv/ready-bench: pyproject.toml | .venv/bin/python
	@sh .ci/system --optional "$(PYTHON)" pandoc
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test,bench]'
	@touch $@ .venv/ready
