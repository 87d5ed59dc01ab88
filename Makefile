# make demo: converts samples/ and shows what it found.   make test: lint, types, tests.   Both set up first what they need.
BIN := .venv/bin
.NOTPARALLEL:
.PHONY: help demo test setup lint types docs accept bench clean

help:
	@echo "make demo     convert samples/ into out/ and show what was found"
	@echo "make test     set up, then lint, types and tests"
	@echo "make lint     ruff and mypy only"
	@echo "make docs     write what is generated: docs/cli.md, docs/cli.vi.md, schemas/"
	@echo "make accept   write the golden files anew (and fail, so that nobody takes them unread)"
	@echo "make bench    speed beside other programs"
	@echo "make clean    remove .venv, out/ and caches"

demo:
	@scripts/setup.sh run
	$(BIN)/planparse convert samples/files --output out || [ $$? -eq 4 ] # 4: something that may be missing is, and has been named

setup:
	@scripts/setup.sh test

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint
	$(BIN)/pytest

docs: setup
	$(BIN)/python scripts/write_docs.py

accept: setup
	$(BIN)/pytest tests/test_golden.py --accept

bench: setup
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	$(BIN)/python benchmarks/speed.py

clean:
	rm -rf .venv out .mypy_cache .ruff_cache .pytest_cache .hypothesis
