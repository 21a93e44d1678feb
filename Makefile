# Kompass: everything that one does with this tree. `make` alone lists it.
#
# Two of them do all the set-up on a Debian machine with Go: `make demo` and `make test`.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

# One set of build tags for everything, so that the C code of SQLite is compiled once and not once for each tool.
TAGS := osusergo,netgo,sqlite_omit_load_extension
STATIC := -s -w -extldflags -static
GO := go
export CGO_ENABLED := 1

BINARY := bin/kompass
BUDGET_MB := 42
STAMP := assets/node_modules/.package-lock.json

# The browser that draws pages for the tests: $CHROMIUM, or the first one found. The shell without windows takes a quarter less time.
FIND_CHROMIUM = $${CHROMIUM:-$$(command -v chromium-headless-shell || command -v chromium || command -v google-chrome)}

# ensure TOOLS: installs from Debian what is missing of gcc and its likes for other machines, npm, chromium, the readers of PDF files,
# PostgreSQL, systemd, R, and what runs programs of other machines, or says what to do.
define ensure
	@missing=; \
	for tool in $(1); do \
	  case $$tool in \
	    gcc) command -v gcc >/dev/null || missing="$$missing gcc libc6-dev" ;; \
	    gcc-arm64) command -v aarch64-linux-gnu-gcc >/dev/null || missing="$$missing gcc-aarch64-linux-gnu libc6-dev-arm64-cross" ;; \
	    qemu) command -v qemu-aarch64 >/dev/null || missing="$$missing qemu-user" ;; \
	    npm) command -v npm >/dev/null || missing="$$missing nodejs npm" ;; \
	    chromium) [ -n "$(FIND_CHROMIUM)" ] || missing="$$missing chromium-headless-shell" ;; \
	    poppler) command -v pdftotext >/dev/null || missing="$$missing poppler-utils" ;; \
	    zbar) command -v zbarimg >/dev/null || missing="$$missing zbar-tools" ;; \
	    glpsol) command -v glpsol >/dev/null || missing="$$missing glpk-utils" ;; \
	    postgres) command -v postgres >/dev/null || ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || missing="$$missing postgresql" ;; \
	    systemd) command -v systemd-analyze >/dev/null || missing="$$missing systemd" ;; \
	    qpdf) command -v qpdf >/dev/null || missing="$$missing qpdf" ;; \
	    R) Rscript -e 'for (p in c("psych", "multilevel", "effectsize", "jsonlite")) library(p, character.only = TRUE)' >/dev/null 2>&1 || \
	      missing="$$missing r-base-core r-cran-psych r-cran-multilevel r-cran-effectsize r-cran-jsonlite" ;; \
	  esac; \
	done; \
	[ -n "$$missing" ] || exit 0; \
	echo "make: missing, and needed here:$$missing"; \
	if ! command -v apt-get >/dev/null; then \
	  echo "make: this is no Debian. Install these with your own package manager, then run make again." >&2; exit 1; \
	elif [ "$$(id -u)" = 0 ]; then as=; \
	elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as="sudo -n"; \
	else \
	  echo "make: only root may install them. Run this as root, then make again:" >&2; \
	  echo "    apt-get update && apt-get install -y --no-install-recommends$$missing" >&2; exit 1; \
	fi; \
	$$as apt-get update -q; \
	$$as env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing
endef

.PHONY: help
help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 16

# --- use -------------------------------------------------------------------------------------------------------------

.PHONY: build
build: cc ## build bin/kompass, one static file
	$(GO) build -tags $(TAGS) -ldflags '$(STATIC)' -o $(BINARY) ./cmd/kompass

.PHONY: demo
demo: build ## serve three made-up companies on http://127.0.0.1:8080
	exec $(BINARY) demo

.PHONY: release
release: cc ## build bin/kompass as it is given away and check its size
	$(GO) build -trimpath -tags $(TAGS) -ldflags '$(STATIC)' -o $(BINARY) ./cmd/kompass
	@bytes=$$(stat -c %s $(BINARY)); \
	awk -v b=$$bytes -v most=$(BUDGET_MB) 'BEGIN { printf "$(BINARY): %.1f MB of %d MB\n", b / 1e6, most; exit b > most * 1e6 }'
	@if readelf -lW $(BINARY) | grep -q INTERP; then echo "$(BINARY) is not static" >&2; exit 1; fi

# Name, system, processor and compiler of the C code of each binary that is given away.
GIVEN := kompass-linux-amd64:linux:amd64:gcc kompass-linux-arm64:linux:arm64:aarch64-linux-gnu-gcc

.PHONY: dist
dist: cc ## build what is given away into dist: Linux on amd64 and arm64, manual pages, checksums
	$(call ensure,gcc-arm64)
	@rm -rf dist; mkdir dist; \
	for given in $(GIVEN); do \
	  IFS=: read -r name os arch cc <<< "$$given"; \
	  GOOS=$$os GOARCH=$$arch CC=$$cc $(GO) build -trimpath -tags $(TAGS) -ldflags '$(STATIC)' -o "dist/$$name" ./cmd/kompass; \
	  if readelf -lW "dist/$$name" | grep -q INTERP; then echo "dist/$$name is not static" >&2; exit 1; fi; \
	done; \
	for lang in de en; do dist/kompass-linux-amd64 man --lang $$lang > dist/kompass.$$lang.1; done; \
	cd dist; sha256sum -- kompass* > SHA256SUMS; cat SHA256SUMS

.PHONY: tried
tried: dist ## run the binary for arm64 in qemu
	$(call ensure,qemu)
	@dir=$$(mktemp -d); trap 'rm -rf "$$dir"' EXIT; \
	for command in version init check; do qemu-aarch64 dist/kompass-linux-arm64 --db "$$dir/data/kompass.db" $$command; done

# --- work ------------------------------------------------------------------------------------------------------------

.PHONY: generate
generate: npm ## write the generated files: templates, the chart bundle, the font cuts
	$(GO) tool templ generate
	npm --prefix assets run build

.PHONY: dev
dev: cc ## serve the demo and start it anew whenever a file changes
	exec scripts/dev -tags $(TAGS)

# The go command remembers which tests have passed with what they looked at and repeats only the others. It does so with none
# of the flags that make a run unlike the last one, so -shuffle and -count belong to make extras.
TEST := $(GO) test -vet=off -timeout 30m
# Packages whose tests need a browser. Those that do say so once where there is none.
DRAWN := /internal/(e2e|pdf|web/printed)(/|$$)
# What runs at the same time is what the race detector is for. It makes everything slower, and the engine that draws charts twelve times.
RACING := ./internal/auth ./internal/chart/atonce ./internal/postgres ./internal/rounds ./internal/sqlite/... ./internal/store/... ./internal/web/atonce \
  ./internal/web/participant ./internal/web/people

.PHONY: test
test: tools npm generated lint questionnaires units start unit ## check everything, installing what that needs

.PHONY: quick
quick: cc server ## run the Go tests that need no browser, no reader of PDF files and no race detector
	$(TEST) -tags $(TAGS) $$($(GO) list ./... | grep -vE '$(DRAWN)')

.PHONY: unit
unit: cc npm browser readers server ## run the Go tests, those in the browser among them
	CHROMIUM="$(FIND_CHROMIUM)" $(TEST) -tags $(TAGS) ./...
	$(TEST) -tags $(TAGS) -race $(RACING)

.PHONY: extras
extras: shuffled reference mutants tried ## check before a release what takes long or needs more: mixed order, races, reference, mutants, other machines, a short fuzz
	$(MAKE) fuzz FUZZ_TIME=1m

.PHONY: trust
trust: cc ## attack the built program for a quarter of an hour and write what that got into docs/trust.md
	$(GO) test -tags $(TAGS) -count=1 -timeout 60m -v ./internal/trust -long -write

.PHONY: shuffled
shuffled: cc npm browser readers server ## run the Go tests in mixed order, and with the race detector all that need no browser
	CHROMIUM="$(FIND_CHROMIUM)" $(GO) test -tags $(TAGS) -shuffle=on -timeout 60m ./...
	$(GO) test -tags $(TAGS) -race -shuffle=on -timeout 60m $$($(GO) list ./... | grep -vE '$(DRAWN)')

.PHONY: lint
lint: cc ## format, vet, staticcheck, go.mod
	@unformatted=$$(git ls-files -co --exclude-standard '*.go' | xargs -r gofmt -l); \
	if [ -n "$$unformatted" ]; then echo "not formatted, run gofmt -w:"; echo "$$unformatted"; exit 1; fi
	$(GO) mod verify
	$(GO) mod tidy -diff
	$(GO) vet -tags $(TAGS) ./...
	$(GO) tool staticcheck -tags $(TAGS) ./...

# The templates are generated from a copy, so that a check never changes what it checks.
.PHONY: generated
generated: npm ## check that the committed generated files are what their sources give
	npm --prefix assets run check
	@templ=$$($(GO) tool -n templ); copy=$$(mktemp -d); trap 'rm -rf "$$copy"' EXIT; \
	git ls-files -co --exclude-standard '*.templ' | xargs -r cp --parents -t "$$copy"; \
	(cd "$$copy" && "$$templ" generate -log-level error); \
	git ls-files -co --exclude-standard '*_templ.go' | LC_ALL=C sort > "$$copy/committed"; \
	(cd "$$copy" && find . -name '*_templ.go' -printf '%P\n' | LC_ALL=C sort) > "$$copy/generated"; \
	diff "$$copy/committed" "$$copy/generated" || { echo "templates and generated files do not match, run make generate" >&2; exit 1; }; \
	while read -r file; do \
	  cmp -s "$$file" "$$copy/$$file" || { echo "$$file is not what its template gives, run make generate" >&2; exit 1; }; \
	done < "$$copy/generated"; \
	echo "$$(wc -l < "$$copy/generated") templates compared"

.PHONY: questionnaires
questionnaires: build ## check the questionnaires that ship
	$(BINARY) lint questionnaires/*.yaml

# The program is not where the units expect it, so that they are checked with another in its place. The drop-in counts with its unit.
.PHONY: units
units: ## check the systemd units and that none is exposed by more than 2.0 of 10
	$(call ensure,systemd)
	@copy=$$(mktemp -d); trap 'rm -rf "$$copy"' EXIT; mkdir -p "$$copy/pdf/kompass.service.d"; \
	for unit in docs/systemd/*.service docs/systemd/*.timer; do sed 's|/usr/local/bin/kompass|/bin/true|' "$$unit" > "$$copy/$${unit##*/}"; done; \
	cp "$$copy/kompass.service" "$$copy/pdf"; cp docs/systemd/kompass-pdf.conf "$$copy/pdf/kompass.service.d"; \
	said=$$(systemd-analyze verify --man=no "$$copy"/*.service "$$copy"/*.timer 2>&1) || true; \
	[ -z "$$said" ] || { echo "$$said" >&2; exit 1; }; \
	for unit in "$$copy"/*.service "$$copy"/pdf/*.service; do \
	  told=$$(systemd-analyze security --offline=true --no-pager --threshold=20 "$$unit") || { echo "$$told" | grep -v '✓' >&2; exit 1; }; \
	  echo "$$told" | grep -oE '[a-z-]+\.service: [0-9.]+'; \
	done

# Starts the binary as people do, on a free port and a new database: a build without cgo, or one that links but does
# not run, shows nowhere else.
.PHONY: start
start: build ## start the built binary, ask it whether it is ready, stop it
	@dir=$$(mktemp -d); server=; \
	trap '[ -z "$$server" ] || kill -KILL "$$server" 2>/dev/null || true; rm -rf "$$dir"' EXIT; \
	$(BINARY) version; \
	$(BINARY) --db "$$dir/data/kompass.db" init; \
	KOMPASS_LANG=en $(BINARY) --db "$$dir/data/kompass.db" serve --addr 127.0.0.1:0 > "$$dir/out" 2> "$$dir/err" & server=$$!; \
	for try in {1..100}; do \
	  address=$$(grep -oE '127\.0\.0\.1:[0-9]+' "$$dir/out" | sed -n 1p || true); \
	  if [ -n "$$address" ] && $(BINARY) healthcheck --addr "$$address" 2> "$$dir/health"; then ready=yes; break; fi; \
	  kill -0 "$$server" 2>/dev/null || break; sleep 0.1; \
	done; \
	if [ -z "$${ready:-}" ]; then echo "the server did not become ready:" >&2; cat "$$dir"/out "$$dir"/err "$$dir"/health* >&2; exit 1; fi; \
	kill -TERM "$$server"; wait "$$server" || { echo "the server did not stop cleanly:" >&2; cat "$$dir/err" >&2; exit 1; }; \
	server=; echo "the server started on $$address and stopped"

.PHONY: screenshots
screenshots: cc npm browser readers ## photograph pages and printed reports into docs/screenshots
	CHROMIUM="$(FIND_CHROMIUM)" $(GO) run -tags $(TAGS) ./internal/e2e/screenshots docs/screenshots
	CHROMIUM="$(FIND_CHROMIUM)" PRINTED="$(abspath docs/screenshots/print)" $(GO) test -tags $(TAGS) -count=1 -run IsWhole ./internal/web/printed

.PHONY: samples
samples: cc browser ## write reports of the demo's hotel into docs/samples
	rm -f docs/samples/*.pdf
	CHROMIUM="$(FIND_CHROMIUM)" $(GO) run -tags $(TAGS) ./internal/e2e/screenshots samples docs/samples

# Measured on a quiet machine only: what builds this counts for a minute, so it waits, and refuses where that does not help.
.PHONY: bench
bench: release ## measure the program beside a bare loop and its goals, figures also in bin/bench.json
	$(GO) build -tags $(TAGS) -o bin/bench ./cmd/bench
	bin/bench -json bin/bench.json

# Each benchmark of the code by itself, six times at both commits in turns of one each, because a machine's speed changes.
BASE ?= HEAD~1
BENCHED ?= ./internal/store ./internal/urn ./internal/score ./internal/disclosure ./internal/result
.PHONY: bench-compare
bench-compare: cc ## compare the benchmarks of BENCHED packages with those at the commit BASE: make bench-compare BASE=COMMIT
	@copy=$$(mktemp -d); trap 'git worktree remove --force "$$copy/base"; rm -rf "$$copy"' EXIT; \
	git worktree add --quiet --detach "$$copy/base" $(BASE); \
	for turn in {1..6}; do \
	  (cd "$$copy/base" && $(GO) test -tags $(TAGS) -run '^$$' -bench . -benchmem $(BENCHED)) >> "$$copy/base.txt"; \
	  $(GO) test -tags $(TAGS) -run '^$$' -bench . -benchmem $(BENCHED) >> "$$copy/now.txt"; \
	done; \
	$(GO) run golang.org/x/perf/cmd/benchstat@latest "$$copy/base.txt" "$$copy/now.txt"

# The tests compare the engine with the stored values and need no R: docs/statistics.md.
.PHONY: reference
reference: cc ## compute the statistics anew with R and hold the engine to them
	$(call ensure,R)
	$(GO) test -tags $(TAGS) -count=1 ./internal/score -run TheDataSets -write
	Rscript internal/score/reference/reference.R
	$(GO) test -tags $(TAGS) -count=1 ./internal/score

.PHONY: sentences
sentences: cc ## hold the sentences of three thousand random results against their answers
	$(GO) test -tags $(TAGS) -count=1 -timeout 30m -run SentenceIsTrue -v ./internal/reading -results 3000

# Each parser on its own, because go test fuzzes one target at a time.
FUZZ_TIME ?= 10m
.PHONY: fuzz
fuzz: cc ## feed the parsers of files nonsense for FUZZ_TIME (10m) each
	@for target in postgres:FuzzPlaceholders responses:FuzzReadCSV result:FuzzDecode questionnaire:FuzzParse explain:FuzzExplain; do \
	  $(GO) test -tags $(TAGS) -run '^$$' -fuzz "^$${target#*:}$$" -fuzztime $(FUZZ_TIME) "./internal/$${target%:*}"; \
	done

# On a copy, because it changes the sources. The time of one run without the cache is what a mutant's time is measured by.
# Not with --test-cpu: that version passes it on in a way that go test refuses, and every mutant looks killed.
# It takes a quarter of an hour, therefore it is not part of the tests. What is left over: docs/statistics.md.
GREMLINS := v0.6.0
.PHONY: oracle
oracle: cc ## look for exact answers in 300 random companies with the solver GLPK, about half an hour
	$(call ensure,glpsol)
	$(GO) test -tags $(TAGS),solver -timeout 3h -run ForASolver -v ./internal/result

.PHONY: mutants
mutants: ## change score and disclosure in small ways and count what the tests notice
	@copy=$$(mktemp -d); trap 'rm -rf "$$copy"' EXIT; mkdir "$$copy/tree"; \
	GOBIN="$$copy" $(GO) install github.com/go-gremlins/gremlins/cmd/gremlins@$(GREMLINS); \
	git ls-files -co --exclude-standard go.mod go.sum docs/statistics.md internal/questionnaire internal/score internal/disclosure | \
	xargs cp --parents -t "$$copy/tree"; cd "$$copy/tree"; \
	for package in score:90 disclosure:90; do \
	  GOFLAGS="-count=1 -vet=off" nice -n 19 "$$copy/gremlins" unleash --workers 1 --timeout-coefficient 5 \
	    --threshold-efficacy "$${package#*:}" "./internal/$${package%:*}"; \
	done

# The database is not part of the tree: https://vuln.go.dev as a folder, or a copy of it. Without one nothing is green.
VULNDB ?=
.PHONY: vuln
vuln: cc ## look up known vulnerabilities: make vuln VULNDB=FOLDER
	@[ -d "$(VULNDB)/ID" ] || { echo "make vuln needs a copy of the Go vulnerability database: make vuln VULNDB=FOLDER" >&2; exit 1; }
	$(GO) run golang.org/x/vuln/cmd/govulncheck@v1.9.0 -tags $(TAGS) -show verbose -db "file://$(abspath $(VULNDB))" ./...

# What of gosec does not stop it: G304, since commands open the files that the operator names, and ids are no paths before they are
# checked; G115, which reports every conversion between sizes of numbers. What else is right as it is says so at its line. Helpers of
# tests, and the demo with its made-up people, are left out.
GOSEC := -exclude=G304,G115 -exclude-generated -exclude-dir=internal/e2e -exclude-dir=internal/web/webtest -exclude-dir=internal/arch \
  -exclude-dir=internal/demo -exclude-dir=internal/result/resulttest

.PHONY: audit
audit: build ## look for insecure code and secrets, list what is linked in bin/kompass.cdx.json, with VULNDB=FOLDER look up vulnerabilities
	$(GO) run github.com/securego/gosec/v2/cmd/gosec@v2.30.0 -quiet -tags $(TAGS) $(GOSEC) ./...
	$(GO) run github.com/zricethezav/gitleaks/v8@v8.30.0 git --no-banner --no-color --redact .
	$(GO) run github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0 bin -json -output $(BINARY).cdx.json $(BINARY)
	@[ -z "$(VULNDB)" ] || $(MAKE) vuln; [ -n "$(VULNDB)" ] || echo "known vulnerabilities were not looked up: make audit VULNDB=FOLDER"

.PHONY: modules
modules: ## list the modules that are linked into the binary
	@$(GO) list -tags $(TAGS) -deps -f '{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}' ./cmd/kompass | sort -u

.PHONY: notices
notices: ## collect the licence texts of what the binary contains into bin/NOTICES.txt
	@mkdir -p bin; { cat NOTICES.md LICENSE assets/fonts/OFL-*.txt; sed '/\*\//q' assets/chart/bundle.js; cat "$$($(GO) env GOROOT)/LICENSE" 2>/dev/null || cat /usr/share/doc/golang*-go/copyright; \
	$(GO) list -tags $(TAGS) -deps -f '{{with .Module}}{{if not .Main}}{{.Path}} {{.Dir}}{{end}}{{end}}' ./cmd/kompass | sort -u | \
	while read -r module dir; do \
	  for text in "$$dir"/LICENSE* "$$dir"/COPYING* "$$dir"/NOTICE*; do \
	    [ ! -f "$$text" ] || { printf '\n==== %s: %s ====\n\n' "$$module" "$$(basename "$$text")"; cat "$$text"; }; \
	  done; \
	done; } > bin/NOTICES.txt
	@echo "bin/NOTICES.txt: $$(grep -c '^==== ' bin/NOTICES.txt) texts"

.PHONY: clean
clean: ## remove what was built
	rm -rf bin dist assets/node_modules

# --- what the others need --------------------------------------------------------------------------------------------

.PHONY: cc
cc:
	@command -v $(GO) >/dev/null || { echo "make: Go is missing, see https://go.dev/dl" >&2; exit 1; }
	$(call ensure,gcc)

.PHONY: npm
npm: tools-npm $(STAMP)

.PHONY: tools-npm
tools-npm:
	$(call ensure,npm)

$(STAMP): assets/package.json assets/package-lock.json
	npm --prefix assets ci --no-audit --no-fund
	@touch $@

.PHONY: browser
browser:
	$(call ensure,chromium)

# The tests look into the PDF files that the program makes, with programs that others wrote.
.PHONY: readers
readers:
	$(call ensure,poppler qpdf zbar)

# The tests start database servers of their own, in temporary folders.
.PHONY: server
server:
	$(call ensure,postgres)

# Everything that the tests need, asked for at once.
.PHONY: tools
tools:
	$(call ensure,gcc npm chromium poppler qpdf zbar postgres systemd)
