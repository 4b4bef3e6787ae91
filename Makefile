# Each chore is one command. `make` alone lists them.
BIN := .venv/bin
UV ?= uv
ARGS ?=
# Orders, callers and faults are drawn anew in each run, but not in CI: there a failure is the
# fault of the change.
SEED := $(if $(CI),--randomly-seed=1)
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/messages.po))
EXTRACT := $(BIN)/pybabel -q extract -k _l -c "Translators:" --no-location --sort-output --omit-header
COMPILE := $(UV) pip compile -q --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --extra embedded --extra practice

.DEFAULT_GOAL := help
.PHONY: help setup setup-run run test prove bench lint format translations catalogues lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup-run ## Set everything up and run the whole system, until Ctrl-C
	@exec $(BIN)/helpline serve $(ARGS)

test: setup ## Pass all tests on real servers (ARGS="-k word" for some)
	$(BIN)/pytest -n auto --dist loadgroup --no-loadscope-reorder $(SEED) $(ARGS)

prove: setup ## Break each guard in a copy; its named test must fail
	$(BIN)/python -m tests.prove $(ARGS)

bench: setup ## Measure, as ratios against limits
	$(BIN)/python -m tests.bench $(ARGS)

lint: setup ## Style, types, imports between rooms, catalogues
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.catalogues

format: setup ## Put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

translations: setup ## Collect what is said, and bring all catalogues up to date
	$(EXTRACT) -F pyproject.toml -o translations/messages.pot helpline
	$(EXTRACT) -F pyproject.toml -o translations/outside.pot $$(cat translations/outside.txt)
	@# Babel drops headers that it does not know, such as X-Review: each head stays as it was.
	@for po in translations/*/LC_MESSAGES/messages.po; do \
		language=$${po#translations/} said=messages && sed '/^$$/q' $$po > $$po.head && \
		if grep -q 'X-Scope: outside' $$po.head; then said=outside; fi && \
		$(BIN)/pybabel -q update -l $${language%%/*} -i translations/$$said.pot -o $$po \
			--no-fuzzy-matching --ignore-obsolete --omit-header && \
		cat $$po.head $$po > $$po.new && mv $$po.new $$po && rm $$po.head || exit 1; \
	done

setup: ## Install everything for development
	@scripts/set-up dev
	@$(MAKE) --no-print-directory catalogues

setup-run:
	@scripts/set-up run
	@$(MAKE) --no-print-directory catalogues

catalogues: $(CATALOGUES)
	@:

%.mo: %.po
	@$(BIN)/pybabel -q compile -i $< -o $@

lock: ## Pin the newest versions that pyproject.toml allows (needs uv)
	$(COMPILE) --upgrade pyproject.toml -o requirements.lock
	$(COMPILE) --upgrade --group dev pyproject.toml -o requirements-dev.lock

clean: ## Remove what set-up made; ./instance stays
	rm -rf .venv translations/*/LC_MESSAGES/*.mo
