# Every target that `make help` prints; the steps behind them are in tools/.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help run test spark-test check bench docs develop format requirements

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Start the service; PORT=, HOST=, GUICHENG_HOME= and DATABASE_URL= are honoured
	@$(PYTHON) tools/bootstrap.py run

develop:
	@$(PYTHON) tools/bootstrap.py develop

test: develop ## Run all tests on SQLite and PostgreSQL, with a browser where there is one
	@$(VENV)/python tools/suite.py

spark-test: develop ## Compare the figures on Spark with DuckDB; takes half a gigabyte, and Java 17
	@$(VENV)/uv venv --quiet --allow-existing --python $(VENV)/python .venv-spark
	@$(VENV)/uv pip install --quiet --python .venv-spark/bin/python --require-hashes -r requirements/spark.txt
	@$(VENV)/uv pip install --quiet --python .venv-spark/bin/python --no-deps --no-build-isolation --editable .
	@.venv-spark/bin/python -m pytest -n 0 -rs tests/adapters/sealed/test_spark.py

check: develop ## Check style, types, floors, budgets, messages and templates
	@$(VENV)/python tools/check.py

format: develop ## Format the Python code
	@$(VENV)/ruff format -q . && $(VENV)/ruff check -q --fix-only .

bench: develop ## Run each benchmark beside a peer; the machine's own figures come first
	@$(VENV)/python tools/bench.py

docs: develop ## Generate the reference pages from the code
	@$(VENV)/python tools/docs.py

requirements: ## Pin the packages of requirements/*.in anew
	@$(PYTHON) tools/bootstrap.py pin
