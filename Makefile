# make run · make test · make lint: each installs what it needs into .venv, once, in the locked versions.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LATEST := .venv-latest
LOCKING := .venv-lock
AUDITING := .venv-audit
comma := ,
PIP_INSTALL := -m pip --disable-pip-version-check --quiet install

.PHONY: help run test soak soak-tests consumers latest lint format snapshots lock audit licences sbom bench picture completions clean

help:
	@echo "make run        open the bundled timeline (FILE=… for another, QUERY=… to filter)"
	@echo "make test       run the tests"
	@echo "make soak       try random faults for half an hour (SEED=7 MINUTES=30 KINDS=killed)"
	@echo "make soak-tests run the random tests for much longer, and all cases of slow tests"
	@echo "make consumers  have what is written read by the programs that it is for (needs Node.js and Chromium)"
	@echo "make latest     run the tests with the newest versions that pyproject.toml allows"
	@echo "make lint       check style, types and the direction of imports"
	@echo "make format     put the code in its form"
	@echo "make snapshots  accept the screens as they are now, after looking at them"
	@echo "make lock       lock the newest versions that pyproject.toml allows"
	@echo "make audit      look the locked packages up in the database of known vulnerabilities"
	@echo "make licences   list the licences of the locked packages"
	@echo "make sbom       write a bill of materials (CycloneDX) into dist"
	@echo "make bench      measure, side by side (SIZES=1000,10000; BIG=1 for a million; WRITE=1 into docs)"
	@echo "make picture    draw the README's pictures from the app"
	@echo "make completions  write the shell completions and the man page"
	@echo "make clean      remove what the others made"

$(BIN)/python $(LATEST)/bin/python $(LOCKING)/bin/python $(AUDITING)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Dateline needs Python 3.11 or newer; name one: make PYTHON=python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(@:/bin/python=)

$(VENV)/.run: requirements.lock | $(BIN)/python
	$(BIN)/python $(PIP_INSTALL) --require-hashes --requirement requirements.lock
	@touch $@

# The locked build backend builds the project itself, without a network.
$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(BIN)/python $(PIP_INSTALL) --require-hashes --requirement requirements-dev.lock
	$(BIN)/python $(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.run

# A shell reads both from the environment, so blanks and quotes in them stay what they are.
export FILE QUERY
run: $(VENV)/.run
	@set -f; case "$$QUERY" in *\"*) set -- "$$QUERY" ;; *) set -- $$QUERY ;; esac; \
	[ -z "$$FILE" ] || set -- --file "$$FILE" "$$@"; \
	exec $(BIN)/python main.py "$$@"

test: $(VENV)/.dev
	$(BIN)/python -m pytest --numprocesses=auto $(ARGS)

# The trials of a seed are the same again: make soak SEED=7 MINUTES=30 KINDS="killed signals"
MINUTES ?= 30
soak: $(VENV)/.dev
	$(BIN)/python -m tests.reliability $(if $(SEED),--seed $(SEED)) --minutes $(MINUTES) $(KINDS)

soak-tests: $(VENV)/.dev
	DATELINE_SOAK=1 $(BIN)/python -m pytest --numprocesses=auto -m "hypothesis or monkey or sampled" $(ARGS)

# The packages are locked with their hashes in tests/consumers/package-lock.json.
consumers: $(VENV)/.dev
	npm ci --prefix tests/consumers --no-audit --no-fund
	$(BIN)/python -m pytest -rs tests/consumers $(ARGS)

# Snapshots are compared only where the versions that draw them are the locked ones.
latest:
	rm -rf $(LATEST)
	$(MAKE) --no-print-directory $(LATEST)/bin/python
	$(LATEST)/bin/python $(PIP_INSTALL) --editable '.[dev]'
	$(LATEST)/bin/python -m pytest --numprocesses=auto $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

snapshots: $(VENV)/.dev
	$(BIN)/python -m pytest tests/app --snapshot-update

# Look at the screens after this: a new Textual or Rich may draw them otherwise (make snapshots).
LOCK := $(LOCKING)/bin/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes \
	--no-annotate --custom-compile-command 'make lock' pyproject.toml

lock: | $(LOCKING)/bin/python
	$(LOCKING)/bin/python $(PIP_INSTALL) --upgrade uv
	$(LOCK) --extra dev --output-file requirements-dev.lock > /dev/null
	$(LOCK) --constraint requirements-dev.lock --output-file requirements.lock > /dev/null

# Without a network nothing is audited, which is said and is no error.
audit: $(VENV)/.dev | $(AUDITING)/bin/python
	@$(BIN)/python -m docs.supply.audit $(AUDITING)/bin/python

licences: $(VENV)/.dev
	@$(BIN)/python -m docs.supply.licences

sbom: $(VENV)/.dev
	@mkdir -p dist
	@$(BIN)/python -m docs.supply.sbom > dist/sbom.cdx.json
	@echo "written: dist/sbom.cdx.json"

# The programs that Dateline is measured beside are not locked: their newest versions are of interest.
$(VENV)/.bench: pyproject.toml $(VENV)/.dev
	$(BIN)/python $(PIP_INSTALL) --no-build-isolation --editable '.[bench]'
	@touch $@

SIZES ?= 1000,10000,100000
BENCHES := machine bench_first_paint bench_open bench_keystroke bench_engine bench_event_list bench_lanes bench_against bench_tables bench_growth bench_bounds

bench: $(VENV)/.bench
	@set -e; for bench in $(BENCHES); do \
		echo "== $$bench"; \
		$(BIN)/python -m tests.bench.$$bench --sizes $(SIZES)$(if $(BIG),$(comma)1000000) $(if $(WRITE),--write); \
	done

picture: $(VENV)/.dev
	$(BIN)/python -m docs.picture

completions: $(VENV)/.dev
	$(BIN)/python -m docs.shell_files

clean:
	rm -rf $(VENV) $(LATEST) $(LOCKING) $(AUDITING) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis snapshot_report.html
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
