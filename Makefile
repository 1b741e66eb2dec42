# Two commands for everything: `make demo` shows the tool, `make test` checks it.
PYTHON ?= python3
BIN := .venv/bin
PYTEST_ARGS ?=

.PHONY: demo test coverage bench docs clean

demo: .venv/demo.stamp
	@$(BIN)/collector generate
	@$(BIN)/collector validate
	@$(BIN)/collector merge

test: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto --dist loadfile $(PYTEST_ARGS)

# The same tests, almost twice as slow, and which lines none of them reaches.
coverage: .venv/dev.stamp
	$(BIN)/pytest -n auto --cov --cov-report=term:skip-covered $(PYTEST_ARGS)

bench: .venv/dev.stamp
	$(BIN)/python benchmarks/cycle.py
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/incremental.py

docs: .venv/dev.stamp
	$(BIN)/python scripts/write_rule_pages.py
	$(BIN)/python scripts/write_template_page.py

clean:
	rm -rf .venv build/[0-9]* templates_xlsx/[0-9]*

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/demo.stamp: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Instalowanie (chwilę potrwa)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

.venv/dev.stamp: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	@touch $@
