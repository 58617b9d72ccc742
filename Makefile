# make run   opens the example case        make test   checks everything
# Both first make .venv (setup), which takes a minute or two the first time and nothing after that.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: help setup run bench test torture lint build lock catalogue screenshots clean

help:
	@echo "make run          open the example case (without a display: render it to build/demo)"
	@echo "make test         lint, types, import rule, tests; headless"
	@echo "make torture      kills, power cuts, bad disks, damage and fuzzing by the hundred thousand; an hour or more"
	@echo "make setup        make .venv from requirements.lock (run and test do it for you)"
	@echo "make lint         only lint, types and the import rule"
	@echo "make build        the one-folder program in dist/samkarta, and its self-test"
	@echo "make catalogue    take new sentences into the English catalogue and compile it"
	@echo "make bench        how fast it is, beside floors and peers: a table, and build/bench/results.json"
	@echo "make screenshots  the pictures of the README, from the real window"
	@echo "make lock         resolve pyproject.toml anew into requirements.lock"

setup:
	@$(PYTHON) scripts/setup.py

run: setup
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo "No display here: the example is drawn to build/demo instead."; \
		$(BIN)/samkarta demo --render build/demo; \
	else \
		$(BIN)/samkarta demo; \
	fi

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n auto --dist worksteal

torture: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m torture -o faulthandler_timeout=0 -n auto --dist worksteal

build:
	@$(PYTHON) scripts/setup.py --build
	$(BIN)/pyinstaller --noconfirm --log-level WARN build.spec
	QT_QPA_PLATFORM=offscreen dist/samkarta/samkarta --self-test

lock: setup
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --extra dev \
		--no-emit-index-url --custom-compile-command "make lock" --upgrade pyproject.toml -o requirements.lock

catalogue: setup
	$(BIN)/python scripts/catalogue.py

screenshots: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python scripts/screenshots.py
	$(BIN)/python scripts/paper_pictures.py

bench: setup
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
