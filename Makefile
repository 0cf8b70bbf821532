# Build the sample publication, test the program. Needs Python 3.11 or later, make, and apt where
# Chromium or Python's venv module is missing.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
ISSO   := $(VENV)/isso/.ready
MODULES := tests/judges/node_modules
NPM    := --ignore-scripts --no-audit --no-fund --loglevel=error
APT    := DEBIAN_FRONTEND=noninteractive apt-get
SUDO   := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)

.PHONY: all build docs test check fuzz audits kills steps saves faults bench bench-preview bench-search lock clean distclean tools judges judge-feeds

all: build

build: $(READY)                ## build content/ into output/
	$(BIN)/hushpress build

test: $(READY) tools check   ## all tests, as CI runs them
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(READY)                ## format, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# The environment of development: every package pinned by its hash. Debian's python3 comes without
# ensurepip, so that package is fetched when it is missing.
$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Hushpress needs Python 3.11 or later (make PYTHON=python3.12)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
		|| { $(SUDO) $(APT) update -qq && $(SUDO) $(APT) install -y -qq python3-venv; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q generator
	@touch $@

# Tests in a browser use the system's Chromium; what drives it needs a library that a bare Debian
# has not. Tests of a failing disk use strace, those of headers the servers, those of pictures exiftool,
# those of publishing sshd, rsync and git.
TOOLS := chromium strace nginx caddy apache2 exiftool openssl sshd rsync git node npm
tools: $(READY) $(ISSO) $(MODULES)/.quick
	@( PATH="$$PATH:/usr/sbin" && for tool in $(TOOLS); do command -v $$tool || exit 1; done \
		&& $(BIN)/python -m playwright --version ) >/dev/null 2>&1 \
		|| { $(SUDO) $(APT) update -qq && $(SUDO) env RUNLEVEL=1 $(APT) install -y -qq --no-install-recommends \
			chromium libatomic1 strace nginx-light caddy apache2 libimage-exiftool-perl openssl \
			openssh-server rsync git nodejs npm; }

# Others' tools that judge what is built: those that are quick are part of the tests, and of CI.
$(MODULES)/.quick: tests/judges/package-lock.json
	@command -v npm >/dev/null || { $(SUDO) $(APT) update -qq && $(SUDO) $(APT) install -y -qq --no-install-recommends nodejs npm; }
	cd tests/judges && npm ci --omit=dev $(NPM)
	@touch $@

$(MODULES)/.all: tests/judges/package-lock.json
	cd tests/judges && npm ci $(NPM)
	@touch $@ $(MODULES)/.quick

judges: $(READY) tools $(MODULES)/.all   ## show the sample, or OUTPUT=dir, to all judges (JUDGE="nu axe")
	@command -v java >/dev/null || { $(SUDO) $(APT) update -qq && $(SUDO) $(APT) install -y -qq --no-install-recommends default-jre-headless; }
	$(BIN)/python -m tests.judges $(or $(OUTPUT),sites) $(addprefix --judge ,$(JUDGE))

judge-feeds: $(READY)          ## show feeds to the W3C's validator, of which VALIDATOR= names a checkout
	@test -d "$(VALIDATOR)" || { echo "make judge-feeds VALIDATOR=path: a checkout of w3c/feedvalidator"; exit 1; }
	$(BIN)/python -m tests.judges $(or $(OUTPUT),sites) --judge w3c --validator $(VALIDATOR)

# The server that tests of comments talk to stands apart: its packages are none of the program's. Of
# them, misaka is left out: it asks for a compiler, and the other renderer for nothing.
$(ISSO): tests/isso.lock | $(READY)
	$(PYTHON) -m venv --clear $(VENV)/isso
	$(VENV)/isso/bin/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r tests/isso.lock
	@touch $@

fuzz: $(READY)                 ## compare the fast reading of Markdown with the plain one
	$(BIN)/python -m tests.fuzz $(or $(SECONDS),3600)

kills: $(READY)                ## kill builds at random moments, and look at what is left
	$(BIN)/python -m tests.kills $(or $(SECONDS),600)
	KILLS=200 $(BIN)/python -m pytest tests/release -k killed

audits: $(READY)               ## compare the audit with another parser on pages nobody would write
	$(BIN)/python -m tests.audit.oracle $(or $(PAGES),10000)

steps: $(READY)                ## do random things to a site: a build must equal a clean one
	$(BIN)/python -m tests.steps $(or $(STEPS),10000)

saves: $(READY)                ## save an article 200 times in each of five ways, with the preview open
	SAVES=200 $(BIN)/python -m pytest tests/preview/test_saving.py -k missed

faults: $(READY)               ## let each system call of a build fail, and look at what is left
	$(BIN)/python -m tests.faults $(SHARE)

docs: $(READY)                 ## make pages of docs/, with Hushpress itself, in build/docs/output/
	rm -rf build/docs
	$(BIN)/python -m tests.docs site build/docs
	$(BIN)/hushpress build --site build/docs

bench: $(READY)                ## time Hushpress beside Hugo and Pelican (N="1000 10000")
	$(BIN)/python -m benchmarks.bench $(N)

bench-preview: $(READY) tools  ## time the preview of 10,000 articles in a browser (N=10000)
	$(BIN)/python -m benchmarks.preview $(or $(N),10000)

bench-search: $(READY) tools   ## type titles with a typo into the search of 10,000 articles (N=10000)
	$(BIN)/python -m benchmarks.search $(or $(N),10000)

lock: $(READY)                 ## write the lock file anew from pyproject.toml
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --no-emit-index-url --extra dev -o requirements-dev.lock pyproject.toml
	echo "isso==0.14.*" | $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --no-emit-package misaka \
		--no-emit-package cffi --no-emit-package pycparser -o tests/isso.lock -

clean:                         ## delete what was built
	[ ! -x $(BIN)/hushpress ] || $(BIN)/hushpress clean
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

distclean: clean               ## delete the environment too
	rm -rf $(VENV)
