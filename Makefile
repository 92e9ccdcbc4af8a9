# What a developer and continuous integration run.  Needs Python 3.11 or later and the Python Package Index.
#
#   make test    install from the lock, lint, check types, run the tests (bounded: a few minutes)
#   make check   lint and types only
#   make demo    convert the examples and print what comes out
#   make deep    the laws and the fuzzers with thousands of examples
#   make bench   measure speed, as ratios, and write docs/performance.md

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := test

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; break; fi; done)

.PHONY: test check format demo deep bench install clean

install: $(STAMP)

# uv installs exactly what uv.lock names.  It comes from pip when it is not there; when it cannot come at all, pip
# resolves the ranges of pyproject.toml.
$(STAMP): pyproject.toml uv.lock
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	if $(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.5'; then
		VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv sync --active --frozen --quiet --inexact --no-python-downloads
	else
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[all,dask]' $$($(BIN)/python -c \
			'import tomllib; print(*(d.replace(" ", "") for d in tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["dev"] if not d.startswith("akn-un")))')
	fi
	touch $(STAMP)

check: $(STAMP)
	@$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: check
	@$(BIN)/python -m pytest -q

format: $(STAMP)
	@$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

demo: $(STAMP)
	@$(BIN)/python -m examples

deep: $(STAMP)
	@AKN_DEEP=1 $(BIN)/python -m pytest -q -m 'slow or not slow'

bench: $(STAMP)
	@$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) .hypothesis .mypy_cache .ruff_cache
