package arch_test

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"kompass/internal/arch"
)

func readFile(t *testing.T, name string) string {
	t.Helper()
	text, err := fs.ReadFile(os.DirFS(root), name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func commands(t *testing.T) []arch.Source {
	t.Helper()
	return slices.DeleteFunc(written(t), func(s arch.Source) bool { return !s.In("cmd/kompass") })
}

func TestPagesSayWhatIsThere(t *testing.T) {
	makefile := readFile(t, "Makefile")
	exists := func(path string) bool {
		_, err := fs.Stat(os.DirFS(root), path)
		return err == nil
	}
	for _, page := range sources(t, ".md") {
		report(t, arch.DeadLinks(page, exists))
		report(t, arch.DeadPaths(page, exists))
		report(t, arch.DeadTargets(page, makefile))
		report(t, arch.DeadCommands(page, commands(t)))
	}
}

func TestTheReadmeNamesEveryVariable(t *testing.T) {
	report(t, arch.UnnamedVariables(source("README.md", readFile(t, "README.md")), commands(t)))
}

func TestContinuousIntegrationRunsWhatTheReadmeSays(t *testing.T) {
	readme := readFile(t, "README.md")
	for line := range strings.Lines(readFile(t, ".ci/run")) {
		if call, ok := strings.CutPrefix(strings.TrimSpace(line), "exec "); ok && !strings.Contains(readme, call) {
			t.Errorf(".ci/run calls %q, which the README does not name", call)
		}
	}
}

func TestNoticesNameEveryLinkedModule(t *testing.T) {
	linked, err := arch.Modules(t.Context(), root, "./cmd/kompass")
	if err != nil {
		t.Fatal(err)
	}
	if len(linked) == 0 {
		t.Fatal("no modules are linked")
	}
	var listed []string
	for line := range strings.Lines(readFile(t, "NOTICES.md")) {
		if name, _, ok := strings.Cut(strings.TrimPrefix(line, "| "), " | "); ok && strings.Contains(name, "/") && !strings.ContainsAny(name, " `") {
			listed = append(listed, name)
		}
	}
	if !slices.Equal(slices.Sorted(slices.Values(listed)), linked) {
		t.Errorf("NOTICES.md lists %v, linked are %v", listed, linked)
	}
}

const page = "# Page\n[a](a.md#part) [b](../b.md) [c](https://example.org/c)\n`make demo` and `make dance`\nkompass serve\nRun `kompass sing` to make music.\n"

func TestDeadReferencesAreCaught(t *testing.T) {
	p := source("docs/page.md", page)
	caught(t, arch.DeadLinks(p, func(path string) bool { return path == "docs/a.md" }), "docs/page.md:2: ../b.md does not exist")
	paths := source("docs/page.md", "`internal/a.go`, `internal/b` and `internal/c/`\n`views/x.go:7` is no path\n")
	caught(t, arch.DeadPaths(paths, func(path string) bool { return path == "internal/c" }), "docs/page.md:1: internal/a.go", "docs/page.md:1: internal/b")
	caught(t, arch.DeadTargets(p, "help:\ndemo: build\n\trun\n"), "docs/page.md:3: make dance")
	caught(t, arch.DeadCommands(p, []arch.Source{source("cmd/a.go", `Name: "serve"`)}), "docs/page.md:5: kompass sing")
}

func TestAVariableWithoutDescriptionIsCaught(t *testing.T) {
	reads := []arch.Source{source("cmd/a.go", `f("KOMPASS_DB", "KOMPASS_NEW")`)}
	caught(t, arch.UnnamedVariables(source("README.md", "| `KOMPASS_DB` | KOMPASS_NEW |"), reads), "cmd/a.go: reads KOMPASS_NEW, which README.md does not name")
}
