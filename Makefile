# make run    the demonstration in a browser, on this machine only
# make test   every test, as the build does
# make bench  every budget of speed, measured (QUICK=1: a smaller country)
# make check  the style of the code and the faults of the shipped programs
SHELL := /bin/sh
VENV ?= .venv
PORT ?= 8501
DEMONSTRATION ?= demonstration.duckdb
READY := $(VENV)/.ready
BENCH_READY := $(VENV)/.bench-ready
PY := $(VENV)/bin/python

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test bench bench-tables check lint format clean help
help:
	@sed -n 's/^# //p' Makefile | head -4

$(READY): requirements.lock pyproject.toml
	@sh .ci/environment $(VENV)
	@touch $(READY)

$(BENCH_READY): $(READY)
	@$(PY) -m pip install --quiet --no-build-isolation --editable '.[bench]'
	@touch $(BENCH_READY)

run: $(READY)
	@test -e $(DEMONSTRATION) || $(PY) -m tracker demo --database $(DEMONSTRATION)
	@exec $(PY) -m tracker serve --database $(DEMONSTRATION) --as-of 2022-04-15 --port $(PORT)

test: $(READY)
	@BROWSER_PATH="$$(sh .ci/browser $(PY))" || test "$$CI" != true || exit 1; \
	OFFICE_PATH="$$(sh .ci/office)" || test "$$CI" != true || exit 1; \
	export BROWSER_PATH OFFICE_PATH; $(PY) -m pytest -n 2 --dist worksteal -q $(TESTS)

bench: $(BENCH_READY)
	@BROWSER_PATH="$$(sh .ci/browser $(PY))"; export BROWSER_PATH; $(PY) -m bench $(PARTS)

bench-tables: $(BENCH_READY)
	@$(PY) -m bench.document

lint: $(READY)
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

check: lint
	@$(PY) -m tracker check programs/

format: $(READY)
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

clean:
	rm -rf build .pytest_cache .ruff_cache .hypothesis test-results
