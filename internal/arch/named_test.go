package arch_test

import (
	"testing"

	"kompass/internal/arch"
)

func declared(t *testing.T, files []arch.Source) arch.Names {
	t.Helper()
	names, err := arch.Declared(files)
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestPagesNameWhatTheCodeHas(t *testing.T) {
	names := declared(t, sources(t, ".go"))
	for _, page := range []string{"docs/architecture.md", "docs/glossary.md", "docs/decisions.md", "CONTRIBUTING.md"} {
		report(t, arch.DeadNames(source(page, readFile(t, page)), names))
	}
}

func TestTheGlossaryNamesWhatTheCodeHas(t *testing.T) {
	report(t, arch.DeadTerms(source("docs/glossary.md", readFile(t, "docs/glossary.md")), 3, declared(t, written(t)), sources(t, ".go")))
}

func TestStandardTermsLeadToTheirFiles(t *testing.T) {
	page := source("docs/glossary.md", readFile(t, "docs/glossary.md"))
	report(t, arch.Unfound(page, func(path string) string { return readFile(t, path) }))
}

const lived = "package rounds\n\ntype Service struct{ clock int }\n\nfunc (s *Service) Close() {}\n\nconst below = \"below_minimum\"\n"

func TestNamesThatAreGoneAreFound(t *testing.T) {
	names := declared(t, []arch.Source{source("internal/rounds/rounds.go", lived)})
	page := source("docs/a.md", "`rounds.Service.Close`, `rounds.Close`, `fmt.Println`, `rounds.go`\n`rounds.Service.clock` and `rounds.Open`\n`rounds.Service.Open`\n")
	caught(t, arch.DeadNames(page, names), "docs/a.md:2: rounds.Open does not exist", "docs/a.md:3: rounds.Service.Open does not exist")
}

func TestTermsThatAreGoneAreFound(t *testing.T) {
	files := []arch.Source{source("internal/rounds/rounds.go", lived)}
	page := source("docs/a.md", "| de | en | code | |\n| --- | --- | --- | --- |\n| a | `b` | `Service`, `below_minimum`, `rounds.go`, `rounds.Service` | `c` |\n| a | b | `Receipt` | c |\n")
	caught(t, arch.DeadTerms(page, 3, declared(t, files), files), "docs/a.md:4: Receipt is no name in the code")
}

func TestWordsThatLeadNowhereAreFound(t *testing.T) {
	page := source("docs/a.md", "| word | file |\n| --- | --- |\n| rate limit | `a/limiter.go` |\n| csrf | `a/b.go` |\n")
	files := map[string]string{"a/limiter.go": "// a Rate Limiter"}
	caught(t, arch.Unfound(page, func(path string) string { return files[path] }), "docs/a.md:4: a/b.go does not say csrf")
}
