package arch_test

import (
	"slices"
	"testing"

	"kompass/internal/arch"
)

const (
	fiber   = "github.com/gofiber/fiber"
	sqlite3 = "github.com/mattn/go-sqlite3"
	pgx     = "github.com/jackc/pgx"
	echarts = "github.com/go-echarts/go-echarts"
)

// rules are the arrows between packages. The README draws them.
var rules = arch.Imports{
	Reserved: map[string][]string{
		fiber:                             {"kompass/internal/web", "kompass/cmd/bench"},
		"github.com/valyala":              {"kompass/internal/web", "kompass/cmd/bench"},
		sqlite3:                           {"kompass/internal/sqlite", "kompass/cmd/bench"},
		pgx:                               {"kompass/internal/postgres"},
		"database/sql":                    {"kompass/internal/store", "kompass/internal/sqlite", "kompass/internal/postgres", "kompass/internal/web/webtest", "kompass/cmd/bench"}, // tests look at what lies in the file
		echarts:                           {"kompass/internal/chart"},
		"modernc.org":                     {"kompass/internal/chart"},
		"golang.org/x/image":              {"kompass/internal/chart", "kompass/internal/logo"},
		"golang.org/x/crypto":             {"kompass/internal/auth"},
		"crypto/hpke":                     {"kompass/internal/urn"},
		"filippo.io/age":                  {"kompass/internal/backups"},
		"github.com/urfave/cli":           {"kompass/cmd/kompass"},
		"github.com/wneessen":             {"kompass/internal/mail"},
		"net/smtp":                        {},
		"go.yaml.in/yaml":                 {"kompass/internal/questionnaire", "kompass/internal/i18n"},
		"kompass/questionnaires":          {"kompass/cmd/kompass", "kompass/cmd/bench", "kompass/internal/web/webtest"},
		"kompass/assets/chart":            {"kompass/internal/chart"},
		"kompass/internal/demo":           {"kompass/cmd/kompass", "kompass/cmd/bench"},
		"log":                             {"kompass/internal/web", "kompass/internal/report", "kompass/cmd/kompass"},
		"math/rand":                       {"kompass/internal/demo", "kompass/internal/result/resulttest", "kompass/cmd/kompass", "kompass/cmd/bench", "kompass/internal/store"}, // made-up answers, and shuffling from a secret seed
		"text/template":                   {},                                                                                                                                    // it does not escape
		"net/http/pprof":                  {},                                                                                                                                    // importing it opens addresses
		"github.com/hashicorp/golang-lru": {"kompass/internal/auth", "kompass/internal/ratelimit", "kompass/internal/rounds", "kompass/internal/store", "kompass/internal/web", "kompass/internal/chart"},
		"github.com/xuri/excelize":        {"kompass/internal/export"},
		"kompass/internal/arch":           {},
	},
	Apart: map[string][]string{
		"kompass/internal/web":             {"kompass/internal/store", "kompass/internal/sqlite", sqlite3, "kompass/internal/postgres", pgx},
		"kompass/internal/store":           {"kompass/internal/sqlite", sqlite3, "kompass/internal/postgres", pgx, "kompass/internal/web", fiber},
		"kompass/internal/sqlite":          {"kompass/internal/postgres", "kompass/internal/web", fiber},
		"kompass/internal/postgres":        {"kompass/internal/sqlite", "kompass/internal/web", fiber},
		"kompass/views":                    {fiber, "kompass/internal/store", "kompass/internal/sqlite", sqlite3, echarts, "kompass/internal/web"},
		"kompass/internal/rounds":          {"kompass/internal/store", "kompass/internal/sqlite", "kompass/internal/web", fiber},
		"kompass/internal/auth":            {"kompass/internal/store", "kompass/internal/sqlite", "kompass/internal/web", fiber},
		"kompass/internal/chart":           {"kompass/internal/store", "kompass/internal/sqlite", "kompass/internal/web", fiber},
		"kompass/internal/web/kit":         {"kompass/internal/store", "kompass/internal/sqlite", sqlite3, "kompass/internal/web"},
		"kompass/internal/web/participant": {"kompass/internal/store", "kompass/internal/sqlite", sqlite3, "kompass/internal/web/people", "kompass/internal/chart"},
		"kompass/internal/web/people":      {"kompass/internal/store", "kompass/internal/sqlite", sqlite3, "kompass/internal/web/participant", "kompass/internal/chart"},
		"kompass/internal/web/sealing":     {"kompass/internal/store", "kompass/internal/sqlite", sqlite3, "kompass/internal/web/participant", "kompass/internal/chart"},
		"kompass/internal/web/round":       {"kompass/internal/store", "kompass/internal/sqlite", sqlite3, "kompass/internal/web/people"},
		"kompass/internal/published":       {"kompass/internal/store", "kompass/internal/sqlite", sqlite3, "kompass/internal/web", fiber, "kompass/views"},
		"kompass/internal/figures":         {"kompass/internal/store", "kompass/internal/sqlite", sqlite3, "kompass/internal/web", fiber},
		"kompass/internal/board":           {"kompass/internal/store", "kompass/internal/sqlite", sqlite3, "kompass/internal/web", fiber},
		"kompass/internal/dashboard":       {"kompass/internal/store", "kompass/internal/sqlite", sqlite3, "kompass/internal/web", fiber},
		"kompass/internal/report":          {"kompass/internal/store", "kompass/internal/sqlite", sqlite3, "kompass/internal/web", fiber},
	},
	Only: map[string][]string{
		"kompass/internal/kompass":         {},
		"kompass/internal/address":         {"kompass/internal/kompass"},
		"kompass/internal/i18n":            {"go.yaml.in/yaml/v4", "golang.org/x/text"},
		"kompass/internal/disclosure":      {},
		"kompass/internal/published":       {"kompass/internal/compare", "kompass/internal/i18n", "kompass/internal/kompass", "kompass/internal/questionnaire", "kompass/internal/result", "kompass/internal/rounds"},
		"kompass/internal/store/storetest": {"kompass/internal/kompass", "pgregory.net/rapid"},                                                // any store of any engine can be held to it
		"kompass/internal/store":           {"kompass/internal/disclosure", "kompass/internal/kompass", "github.com/hashicorp/golang-lru/v2"}, // how exactly a count is told is decided in one place
		"kompass/internal/mail":            {"github.com/wneessen/go-mail"},
		"kompass/internal/backups":         {"filippo.io/age"},
		"kompass/internal/forgotten":       {"kompass/internal/i18n", "kompass/internal/kompass"},
		"kompass/internal/logo":            {"kompass/internal/kompass", "golang.org/x/image/draw"},
		"kompass/internal/pdf":             {"kompass/internal/semaphore"},
		"kompass/internal/urn":             {},
		"kompass/internal/keys":            {"kompass/internal/urn"},
		"kompass/internal/auth":            {"kompass/internal/kompass", "kompass/internal/ratelimit", "kompass/internal/semaphore", "golang.org/x/crypto", "github.com/hashicorp/golang-lru/v2"},
		"kompass/internal/reading":         {"kompass/internal/compare", "kompass/internal/i18n", "kompass/internal/naming", "kompass/internal/questionnaire", "kompass/internal/result"},
		"kompass/internal/measures":        {"kompass/internal/compare", "kompass/internal/kompass", "kompass/internal/questionnaire", "kompass/internal/result"},
		"kompass/internal/naming":          {"kompass/internal/i18n", "kompass/internal/kompass", "kompass/internal/questionnaire", "kompass/internal/result"},
		"kompass/internal/workshop":        {"kompass/internal/questionnaire", "kompass/internal/result"},
		"kompass/internal/story":           {"kompass/internal/address", "kompass/internal/compare", "kompass/internal/explain", "kompass/internal/i18n", "kompass/internal/kompass", "kompass/internal/measures", "kompass/internal/naming", "kompass/internal/questionnaire", "kompass/internal/reading", "kompass/internal/result", "kompass/internal/score", "kompass/internal/sources", "kompass/internal/workshop"},
		"kompass/views":                    {"github.com/a-h/templ", "kompass/assets", "kompass/internal/address", "kompass/internal/disclosure", "kompass/internal/dossier", "kompass/internal/i18n", "kompass/internal/kompass", "kompass/internal/naming", "kompass/internal/questionnaire", "kompass/internal/result", "kompass/internal/rounds", "kompass/internal/sources", "kompass/internal/story"}, // what a result says is computed in package story
		"kompass/internal/export":          {"kompass/internal/i18n", "kompass/internal/kompass", "kompass/internal/naming", "kompass/internal/questionnaire", "kompass/internal/result", "github.com/xuri/excelize"},
		"kompass/internal/explain":         {"kompass/internal/i18n", "kompass/internal/kompass", "kompass/internal/naming", "kompass/internal/questionnaire", "kompass/internal/result", "kompass/internal/score", "kompass/internal/sources"},
		"kompass/assets":                   {},
		"kompass/assets/chart":             {},
		"kompass/questionnaires":           {},
	},
	Pure: []string{
		"kompass/internal/questionnaire", "kompass/internal/score", "kompass/internal/disclosure",
		"kompass/internal/result", "kompass/internal/responses", "kompass/internal/compare", "kompass/internal/measures", "kompass/internal/workshop",
		"kompass/internal/logo", "kompass/internal/urn", "kompass/internal/dossier",
	},
	Impure: []string{
		"os", "net", "syscall", "log", "context", "database/sql", "math/rand", "crypto/rand",
		"kompass/internal/store", "kompass/internal/sqlite", "kompass/internal/web", "kompass/internal/rounds", "kompass/internal/i18n",
	},
}

// domain holds for the domain, which takes randomness from its caller and names what a store promises, but neither
// reads nor writes anything.
var domain = arch.Imports{
	Pure:   []string{"kompass/internal/kompass"},
	Impure: []string{"os", "net/http", "syscall", "log", "database/sql", "math/rand"},
}

func TestPackagesImportOnlyWhatTheyMay(t *testing.T) {
	packages, err := arch.Packages(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	if len(packages) < 10 {
		t.Fatalf("got %d packages of the module, want all of them", len(packages))
	}
	report(t, rules.Check(packages))
	report(t, domain.Check(packages))
}

func TestRulesNamePackagesThatExist(t *testing.T) {
	packages, err := arch.Packages(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	for _, named := range append(slices.Clone(rules.Pure), "kompass/internal/kompass", "kompass/internal/web", "kompass/internal/store", "kompass/internal/sqlite", "kompass/internal/chart", "kompass/views") {
		if !slices.ContainsFunc(packages, func(p arch.Package) bool { return p.ImportPath == named }) {
			t.Errorf("the rules name %s, which is no package: they would hold for nothing", named)
		}
	}
}

func TestAReservedImportIsCaught(t *testing.T) {
	check := arch.Imports{Reserved: map[string][]string{fiber: {"kompass/internal/web"}, "expvar": {}}}
	found := check.Check([]arch.Package{
		{ImportPath: "kompass/internal/web", Imports: []string{fiber + "/v2"}},
		{ImportPath: "kompass/internal/web/form", Imports: []string{fiber + "/v2"}},
		{ImportPath: "kompass/internal/webby", Imports: []string{fiber + "/v2/middleware/recover"}},
		{ImportPath: "kompass/internal/chart", Imports: []string{"github.com/gofiber/fibered", "expvar"}},
	})
	caught(t, found, "kompass/internal/webby: imports github.com/gofiber/fiber/v2/middleware/recover, which only kompass/internal/web may", "which only nobody may")
}

func TestADependencyByAnotherPackageIsCaught(t *testing.T) {
	check := arch.Imports{Apart: map[string][]string{"kompass/views": {sqlite3}}}
	found := check.Check([]arch.Package{
		{ImportPath: "kompass/views", Imports: []string{"kompass/internal/x"}, Deps: []string{"fmt", "kompass/internal/x", sqlite3}},
		{ImportPath: "kompass/internal/x", Imports: []string{sqlite3}, Deps: []string{sqlite3}},
	})
	caught(t, found, "kompass/views: depends on "+sqlite3)
}

func TestAnImportBesideTheStandardLibraryIsCaught(t *testing.T) {
	check := arch.Imports{Only: map[string][]string{"kompass/internal/auth": {"golang.org/x/crypto"}}}
	found := check.Check([]arch.Package{{
		ImportPath: "kompass/internal/auth",
		Imports:    []string{"crypto/rand", "golang.org/x/crypto/argon2", "golang.org/x/text/language", "kompass/internal/web"},
	}})
	caught(t, found, "imports golang.org/x/text/language", "imports kompass/internal/web")
}

func TestAnImpureImportIsCaught(t *testing.T) {
	found := rules.Check([]arch.Package{
		{ImportPath: "kompass/internal/score", Imports: []string{"os", "net/http", "context", "path", "ostensible"}},
		{ImportPath: "kompass/internal/pdf", Imports: []string{"os"}},
	})
	caught(t, found, "kompass/internal/score: imports os", "kompass/internal/score: imports net/http", "kompass/internal/score: imports context")
}
