# Two words for a newcomer: `make demo` crawls the bundled sample sites, `make test` proves the project.
# Every target sets itself up: the first call makes .venv and installs the tested versions.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help setup demo crawl test lint format accuracy docs clean

help: ## Show this help
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: $(STAMP) ## Make .venv and install the tested versions
$(STAMP): requirements.txt requirements-dev.txt requirements-parquet.txt constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make setup PYTHON=python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV) (once, about a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt -c constraints.txt
	@touch $@

demo: setup ## Crawl the bundled sample sites into the embedded store and show what was stored
	@$(BIN)/python -m demo

crawl: setup ## Crawl the live sites; one site: make crawl SITE=nbtv
	@$(BIN)/scrapy $(if $(SITE),crawl $(SITE),crawlall)

test: setup ## Run the tests
	@$(BIN)/python -m pytest -q --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(ARGS)

lint: setup ## ruff, mypy and the rules of the fleet
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/scrapy lint-sites

format: setup ## Let ruff mend style and order of imports
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

accuracy: setup ## Extraction beside other extractors, with floors; other pages: make accuracy SET="folder ..."
	@$(BIN)/python -m benchmarks.accuracy $(SET) $(ARGS)

docs: setup ## Renew the field table of docs/consuming.md
	@$(BIN)/python -m crawler.store.schema.fields

clean: ## Remove .venv and caches; the data folder stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
