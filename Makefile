# From a fresh clone: `make try` sets up and shows the card of KI-1; `make test` sets up and runs every test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: try test lint docs check bench scale clean wheel

try: $(STAMP)
	@echo "acu show KI-1"
	@$(BIN)/acu show KI-1 --format table
	@echo
	@echo "That was the whole card; \`acu show KI-1 --brief\` is a short one."
	@echo "acu is in $(BIN). To type \`acu\` in this shell: . $(BIN)/activate   For good: pipx install ."

test: $(STAMP)
	$(BIN)/python -m pytest -n auto

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(STAMP)
	$(BIN)/python docs/make.py

check: $(STAMP)
	$(BIN)/acu check

bench: $(STAMP)
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/scan.py

scale: $(STAMP)
	$(BIN)/python benchmarks/scale.py --most 100000

wheel: $(STAMP)
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

$(STAMP): pyproject.toml requirements-dev.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "acu needs Python 3.11 or later")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $(STAMP)

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
