# What a developer and continuous integration run.  Needs Python 3.11 or later and the Python Package Index.
#
#   make test    install from the lock, lint, check types, run the tests that need no browser, office or object storage
#                (two to three minutes where two processors are free, more the first time); TESTS='not slow' runs those, too, as continuous integration does
#   make check   lint, types and advisories for the locked packages only
#   make demo    convert the examples, write their pages and print where they are
#   make docs    build the documentation site into site/, without the network; PICTURE=1 takes its pictures anew
#   make deep    the laws and the swarm with thousands of examples
#   make proof   real files (FOLDER=...): round trips, upgrades, runs that are killed and go on
#   make bench   measure speed, as ratios, and write docs/performance.md

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := test

# commands that tests start load compiled modules
export PYTHONDONTWRITEBYTECODE :=
# hypothesis loads no package for being installed (Trio, for whose tests it has a hook)
export HYPOTHESIS_NO_PLUGINS := 1

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# 1 if a package has an advisory, 2 if the database cannot be asked
AUDIT := UV_HTTP_RETRIES=0 $(BIN)/uv audit --frozen --quiet --preview-features audit
# which tests run, as an expression of marks (pyproject.toml lists them)
TESTS ?= not slow and not browser and not disturbed and not office and not pandas and not store
# what each part of the tests is; `house` has what no other has.  A part costs seconds of its own, for what it imports and
# the patterns of the languages, so there are few, all alike in length where no browser is: they begin and end together
PARTS := tests-akn tests-converters tests-house
tests-akn := tests/akn tests/akn_desk
tests-converters := tests/converters
tests-house := $(filter-out $(tests-akn) $(tests-converters),$(wildcard tests/test_*.py) $(patsubst %/,%,$(wildcard tests/*/)))
BESIDE = --no-print-directory --keep-going --output-sync --jobs $$(( $$(nproc || echo 2) + 4 ))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; break; fi; done)

# the development requirements of pyproject.toml, for pip
define DEVELOPMENT
import tomllib
with open("pyproject.toml", "rb") as file:
    wanted = tomllib.load(file)["dependency-groups"]["dev"]
print(*(name for name in wanted if not name.startswith("akn-un")))
endef
export DEVELOPMENT

.PHONY: $(PARTS) test check audit format demo docs deep proof bench install clean

install: $(STAMP)

# uv installs exactly what uv.lock names.  It comes from pip when it is not there; when it cannot come at all, pip
# resolves the ranges of pyproject.toml.
$(STAMP): pyproject.toml uv.lock
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	pip="$(BIN)/python -m pip install --quiet --disable-pip-version-check"
	$$pip 'uv>=0.5' \
		&& VIRTUAL_ENV="$(CURDIR)/$(VENV)" $(BIN)/uv sync --active --frozen --quiet --inexact --no-python-downloads \
		|| $$pip --editable '.[all,dask]' $$($(BIN)/python -c "$$DEVELOPMENT")
	touch $(STAMP)

check: $(STAMP)
	@$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(AUDIT) || { test $$? = 2 && echo "advisories were not looked up: there is no network"; }

audit: $(STAMP)
	@$(AUDIT)

# The tests of a part run in a process of their own, which collects them alone, and the checks beside them.  With two
# processors all of them begin at once: what began later would end alone, and tests of processes wait for these anyway.
test: $(STAMP)
	@echo 'lint, types and the parts of the tests run beside each other; what each says comes when it ends'
	$(MAKE) $(BESIDE) check $(PARTS)

$(PARTS): $(STAMP)
	@$(BIN)/python -m pytest -q -m '$(TESTS)' $(OPTIONS) $($@) || test $$? = 5

format: $(STAMP)
	@$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

demo: $(STAMP)
	@$(BIN)/python -m examples

docs: $(STAMP)
	@$(BIN)/python docs/build.py $(if $(PICTURE),--picture)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	echo "site/index.html"

deep: $(STAMP)
	@HYPOTHESIS_PROFILE=deep $(MAKE) $(BESIDE) TESTS=hypothesis OPTIONS='-o timeout=0' $(PARTS)
	$(BIN)/python -m proofs swarm --seconds 900
	$(BIN)/python -m pytest -q -o timeout=0 -m slow || test $$? = 5

proof: $(STAMP)
	@test -n "$(FOLDER)" || { echo "say which: make proof FOLDER=..." >&2; exit 1; }
	broken=0
	for proof in roundtrips upgrades batches; do
		$(BIN)/python -m proofs $$proof "$(FOLDER)" || broken=1
	done
	exit $$broken

bench: $(STAMP)
	@$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) site build .hypothesis .mypy_cache .ruff_cache
