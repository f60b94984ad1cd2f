# `make` turns input/ into output/; `make help` lists the rest. Python 3.11 or newer is all it asks for; see PYTHON below.

ifndef PYTHON
PYTHON := $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)
endif

# The name holds the version: after an upgrade of Python the old environment has no packages, and is made anew.
VERSION := $(shell $(or $(PYTHON),false) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
MADE := .venv/.made-$(VERSION)
RUNTIME := .venv/.runtime
DEV := .venv/.dev
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet

# By the environment, so that pip's own children (it installs the build tool apart) are as patient as pip.
export PIP_RETRIES ?= 10
export PIP_TIMEOUT ?= 30
export PIP_DISABLE_PIP_VERSION_CHECK ?= 1

# Tests are told where the corpus lies; without it they are not even collected.
export CORPUS
# What pytest gets besides: make test ARGS='-k tables'.
ARGS ?=
COMMA := ,

.PHONY: all accuracy nightly fidelity test test-tools lint format accept schemas clean distclean help
.DELETE_ON_ERROR:

all: $(RUNTIME) ## convert everything in input/ to output/ (this is what plain `make` does)
	$(BIN)/begroting convert input --output output

nightly: $(RUNTIME) ## make what changed in input/ and publish it in publication/ (docs/operations.md)
	$(BIN)/begroting run input --output publication --wait 600

test: $(DEV) ## run the tests; CORPUS=/folder adds the corpus, ARGS='-k tables' goes to pytest
	$(BIN)/pytest $(ARGS)

test-tools: $(MADE) ## install the outside tools that some tests need (Chromium, Java, veraPDF …); best as root
	$(BIN)/python -m tests.tools.install

lint: $(DEV) ## check style, layout, types and import directions; changes nothing
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	if grep -q '^\[tool.importlinter\]' pyproject.toml; then $(BIN)/lint-imports; fi

format: $(DEV) ## lay the code out and repair what ruff can
	$(BIN)/ruff check --fix-only --quiet
	$(BIN)/ruff format

fidelity: $(DEV) ## score how faithfully CORPUS=/folder is read; PEERS=1 scores pandoc, mammoth and markitdown too
	@test -d "$(CORPUS)" || { echo "Name the corpus: make fidelity CORPUS=/folder (it holds MANIFEST.tsv)." >&2; exit 1; }
	$(PIP) --editable '.[dev,fidelity$(if $(PEERS),$(COMMA)peers)]'
	$(BIN)/python -m tests.fidelity.run "$(CORPUS)"

accuracy: $(DEV) ## count what comes out right of labelled pages; ARGS=--details tells what does not
	$(BIN)/python -m tests.accuracy.run $(ARGS)

accept: $(DEV) ## rewrite the goldens with what the code gives now; read the diff before you commit it
	$(BIN)/pytest --accept -k golden $(ARGS)

schemas: $(DEV) ## write the JSON Schemas anew after a change of the model; the XSD beside it is changed by hand
	$(BIN)/python -c 'import pathlib; from pipeline.emit import json; from pipeline.registers import columns, data; \
		from pipeline.batch import record; \
		made = {"budget-document": json.schema(), "run": record.schema(), **{f"{each.key}-register": data.schema(each) for each in columns.REGISTERS}}; \
		[pathlib.Path(f"schemas/{name}.schema.json").write_bytes(schema) for name, schema in made.items()]'

clean: ## remove the exports and the caches
	find output -mindepth 1 ! -name .gitkeep -delete
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
	find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +

distclean: clean ## remove .venv and the downloaded test tools as well
	rm -rf .venv build

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 14

$(MADE):
	@test -n "$(PYTHON)" || { echo "begroting needs Python 3.11 or newer, and none was found. On Debian or Ubuntu:" \
		"apt-get install python3 python3-venv. Or name one: make PYTHON=/path/to/python3." >&2; exit 1; }
	@test -n "$(VERSION)" || { echo "$(PYTHON) does not run. Name another: make PYTHON=/path/to/python3." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "begroting needs Python 3.11 or newer;" \
		"$(PYTHON) is $(VERSION). Name another: make PYTHON=/path/to/python3." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) cannot make a virtual environment: its" \
		"package python3-venv is missing. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	@touch $@

$(RUNTIME): pyproject.toml $(MADE)
	$(PIP) --editable '.[pandoc,site]'
	@touch $@

$(DEV): pyproject.toml $(MADE)
	$(PIP) --editable '.[dev,pandoc,site]'
	@touch $(RUNTIME) $@
