# make run · make test · make lint: each sets up what it needs in .venv, once.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
comma := ,
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help run test lint format snapshots bench picture clean

help:
	@echo "make run        open the bundled timeline (FILE=… for another, QUERY=… to filter)"
	@echo "make test       run the tests"
	@echo "make lint       check style and types"
	@echo "make format     put the code in its form"
	@echo "make snapshots  accept the screens as they are now, after looking at them"
	@echo "make bench      measure, side by side (SIZES=1000,10000; BIG=1 for a million; WRITE=1 into docs)"
	@echo "make picture    draw the README's picture from the app"
	@echo "make clean      remove what the others made"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Dateline needs Python 3.11 or newer; name one: make PYTHON=python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml | $(BIN)/python
	$(PIP) install --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	$(PIP) install --editable '.[dev]'
	@touch $@ $(VENV)/.run

run: $(VENV)/.run
	@$(BIN)/python main.py $(FILE) $(QUERY)

test: $(VENV)/.dev
	$(BIN)/python -m pytest --numprocesses=auto $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.dev
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

snapshots: $(VENV)/.dev
	$(BIN)/python -m pytest tests/app --snapshot-update

$(VENV)/.bench: pyproject.toml | $(BIN)/python
	$(PIP) install --editable '.[dev,bench]'
	@touch $@ $(VENV)/.dev $(VENV)/.run

SIZES ?= 1000,10000,100000
BENCHES := machine bench_first_paint bench_open bench_keystroke bench_engine bench_event_list bench_against bench_growth

bench: $(VENV)/.bench
	@set -e; for bench in $(BENCHES); do \
		echo "== $$bench"; \
		$(BIN)/python -m tests.bench.$$bench --sizes $(SIZES)$(if $(BIG),$(comma)1000000) $(if $(WRITE),--write); \
	done

picture: $(VENV)/.dev
	$(BIN)/python docs/picture.py

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis snapshot_report.html
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
