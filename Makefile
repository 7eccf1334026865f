# make run · make demo · make lint · make test · make test-all · make fresh · make bench · make mutants · make screenshots · make lock
PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
RUNTIME := .venv/.runtime-ready
TESTING := .venv/.testing-ready
SERVE = $(BIN)/python -m serving.launch --server.port $(PORT)
# A timer may start us with an empty environment; Python finds itself by PATH.
ifndef PATH
export PATH := /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
endif
.DEFAULT_GOAL := run
.PHONY: setup run demo lint test test-all browser fresh bench mutants screenshots lock clean

# A stamp newer than its lock file says that .venv holds what the lock names.
setup: $(RUNTIME)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新版本 / Python 3.11 or later is needed: make PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "请先安装 / please install first: apt-get install python3-venv" >&2; exit 1; }

$(RUNTIME): requirements.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(TESTING): requirements-test.lock $(RUNTIME)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

run: setup
	$(SERVE)

demo: export LONGJIANG_HOME := $(CURDIR)/var/demo
# A key of its own: looking around touches nothing of the user's.
demo: export LONGJIANG_KEY := $(CURDIR)/var/demo.key
demo: setup
	$(BIN)/python manage.py demo
	$(SERVE)

# Chromium and a Chinese font, for the browser tests, the screenshots and pictures of whole pages.
browser: $(TESTING)
	@bash tests/browser/install_chromium.sh $(BIN)/python

# Form, rules and types; a commit hook runs the same (pre-commit install).
lint: $(TESTING)
	$(BIN)/ruff format --check --quiet . || { $(BIN)/ruff format --diff --quiet . ; exit 1; }
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy

test: $(TESTING) browser lint
	$(BIN)/python -m pytest -q -n 2 --ignore tests/browser --ignore tests/servers
	$(BIN)/python -m pytest -q tests/browser

# What needs other servers, too; each test says what it skips for want of one.
test-all: test
	@bash tests/servers/install.sh
	$(BIN)/python -m pytest -q tests/servers

# On a bare Debian 12, made for it: serves and passes the tests. Needs root.
fresh:
	@tests/fresh.sh

bench: $(TESTING)
	$(BIN)/python -m tests.benchmarks

# Small faults that no test notices; by hand, in what OF names: make mutants OF=metrics/progress
mutants: $(TESTING)
	nice $(BIN)/python tests/mutants.py $(OF)

screenshots: $(TESTING) browser
	$(BIN)/python tests/browser/screenshots.py

# Renews both lock files from pyproject.toml; the only target that needs uv.
LOCKING = uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header
lock:
	@command -v uv >/dev/null || { echo "更新锁定文件需要 uv / renewing the locks needs uv: python3 -m pip install uv" >&2; exit 1; }
	$(LOCKING) --output-file requirements.lock
	$(LOCKING) --group test --constraint requirements.lock --output-file requirements-test.lock

clean:
	rm -rf .venv .pytest_cache wording/*.mo
