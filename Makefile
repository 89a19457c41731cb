# Set up, run, test and check. `make run` is all that a newcomer needs.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8501
TIMES ?= 100
MINUTES ?= 5
MINUTES_OF_MUTANTS ?= 30
PY := .venv/bin/python
SOURCE ?= ../shared/source/annual-report-2019-20.txt
CASES ?= ../shared/import-cases
REPORTS ?= ../shared/reports
OFFICIAL ?= ../shared/official
USING_A_DATABASE = $(addprefix tests/,storage people notices evidence confirming improvement official reconciliation scrutiny feedback exports)
# What Python and pytest compile is kept, whatever the environment says: to compile it again takes each worker 13 seconds.
PYTEST = TMPDIR=$$(scripts/fast_folder) PYTHONDONTWRITEBYTECODE= $(PY) -m pytest -n 2 --dist loadgroup

.PHONY: install install-dev run test nightly mutants check audit bench bench-reading cluster faults load verify official official-extract import-cases lock look accessibility pictures

install: .venv/installed

.venv/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed. Name one: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || scripts/install_venv "$(PYTHON)"
	@test -x $(PY) || $(PYTHON) -m venv .venv
	@echo "Installing what requirements.txt pins ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

install-dev: .venv/installed-dev

.venv/installed-dev: requirements-dev.txt .venv/installed
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

run: install
	@$(PY) -m cscp_core prepare
	@echo "Open http://127.0.0.1:$(PORT)"
	@exec $(PY) -m streamlit run app.py --server.port $(PORT)

test: install-dev
	@scripts/find_chromium
	@scripts/find_nginx
	@$(PYTEST) $(if $(TESTS),$(TESTS),-m "not nightly")
	@test -n "$(TESTS)" || $(PYTEST) --on postgresql -m "engine and not nightly" $(USING_A_DATABASE)

nightly: install-dev
	@scripts/find_chromium
	@scripts/find_nginx
	@$(PYTEST) --every-look -m "nightly or browser"
	@$(PYTEST) --on postgresql $(USING_A_DATABASE)
	@$(MAKE) --no-print-directory mutants

build/mutmut: requirements-nightly.txt
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --upgrade --target $@ -r $<
	@touch $@

mutants: install-dev build/mutmut
	@$(PY) -m scripts.mutants --minutes $(MINUTES_OF_MUTANTS)

check: install-dev
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@$(PY) -m scripts.licences --check
	@$(PY) -m scripts.audit --may-be-offline
	@$(MAKE) --no-print-directory test

bench: install-dev
	@scripts/find_chromium
	@$(PY) -m bench

bench-reading: install-dev
	@scripts/find_chromium
	@$(PY) -m bench.reading --invented $(if $(wildcard $(SOURCE)),--text $(SOURCE)) $(if $(wildcard $(REPORTS)),--reports $(REPORTS))

audit: install-dev
	@$(PY) -m scripts.audit

cluster: install-dev
	@scripts/find_nginx
	@$(PY) -m scripts.cluster

load: install-dev
	@$(PY) -m bench.load --minutes $(MINUTES)

faults: install-dev
	@$(PY) -m bench.faults --on sqlite --times $(TIMES)
	@$(PY) -m bench.faults --on postgresql --times $(TIMES)
	@$(PY) -m bench.disks --on sqlite
	@$(PY) -m bench.disks --on postgresql

verify: install
	@test -f "$(SOURCE)" || { echo "The text of the report is not part of this repository. Name it: make verify SOURCE=report.txt"; exit 1; }
	@$(PY) -m cscp_core verify $(SOURCE)

official: install
	@test -d "$(OFFICIAL)" || { echo "The published files are not part of this repository. Name their folder: make official OFFICIAL=../shared/official"; exit 1; }
	@$(PY) -m scripts.check_official $(OFFICIAL)

official-extract: install
	@test -d "$(OFFICIAL)" || { echo "The published files are not part of this repository. Name their folder: make official-extract OFFICIAL=../shared/official"; exit 1; }
	@$(PY) -m scripts.make_official_extract $(OFFICIAL)

import-cases: install
	@test -d "$(CASES)" || { echo "The workbooks are not part of this repository. Name their folder: make import-cases CASES=../shared/import-cases"; exit 1; }
	@$(PY) -m scripts.read_import_cases $(CASES)

lock: install-dev
	@.venv/bin/uv pip compile --quiet --generate-hashes requirements.in -o requirements.txt
	@.venv/bin/uv pip compile --quiet --generate-hashes requirements-dev.in -o requirements-dev.txt
	@.venv/bin/uv pip compile --quiet --generate-hashes $(addprefix --no-emit-package ,pytest pluggy iniconfig packaging pygments) requirements-nightly.in -o requirements-nightly.txt
	@$(PY) -m scripts.licences

look: install-dev
	@scripts/find_chromium
	@$(PY) -m scripts.look_everywhere $(if $(SCREENS),--only $(SCREENS))

accessibility: install-dev
	@scripts/find_chromium
	@$(PY) -m scripts.walk_everywhere

pictures: install-dev
	@scripts/find_chromium
	@$(PY) -m scripts.take_pictures
