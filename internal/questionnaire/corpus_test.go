package questionnaire_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kompass/internal/questionnaire"
)

// marks returns what a file of the corpus expects: per line, the parts of messages that follow "#! " at its end.
func marks(data []byte) map[int][]string {
	all := make(map[int][]string)
	for i, line := range strings.Split(string(data), "\n") {
		if parts := strings.Split(line, " #! "); len(parts) > 1 {
			all[i+1] = parts[1:]
		}
	}
	return all
}

func lines(findings []questionnaire.Finding, warnings bool) []int {
	var all []int
	for _, f := range findings {
		if f.Warning == warnings {
			all = append(all, f.Line)
		}
	}
	return slices.Compact(all)
}

func format(file string, findings []questionnaire.Finding) string {
	var b strings.Builder
	for _, f := range findings {
		b.WriteString("\n\t" + f.Format(file))
	}
	return b.String()
}

func read(t testing.TB, parts ...string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(append([]string{"testdata"}, parts...)...))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// corpus runs every file of a folder: findings of the kind stand on exactly the marked lines and say what is marked.
func corpus(t *testing.T, folder string, least int, warnings bool) {
	files, err := filepath.Glob(filepath.Join("testdata", folder, "*.yaml"))
	if err != nil || len(files) < least {
		t.Fatalf("got %d files (%v), want at least %d", len(files), err, least)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			data := read(t, folder, filepath.Base(file))
			want := marks(data)
			q, found := questionnaire.Parse(data)
			if (q == nil) == warnings {
				t.Errorf("got questionnaire %v, want one only without errors", q != nil)
			}
			if got, want := lines(found, warnings), slices.Sorted(maps.Keys(want)); !slices.Equal(got, want) || len(want) == 0 {
				t.Fatalf("got findings on lines %v, want %v:%s", got, want, format(file, found))
			}
			for line, parts := range want {
				for _, part := range parts {
					if !slices.ContainsFunc(found, func(f questionnaire.Finding) bool {
						return f.Line == line && f.Warning == warnings && strings.Contains(f.Message, strings.TrimSpace(part))
					}) {
						t.Errorf("line %d: want a message with %q, got%s", line, part, format(file, found))
					}
				}
			}
		})
	}
}

func TestBrokenFilesAreRefusedOnTheRightLines(t *testing.T) { corpus(t, "broken", 45, false) }

func TestWarnedFilesAreAccepted(t *testing.T) { corpus(t, "warned", 5, true) }

func TestGoodFilesHaveNoFindings(t *testing.T) {
	for _, name := range []string{"sample.yaml", "general.yaml"} {
		q, found := questionnaire.Parse(read(t, name))
		if q == nil || len(found) > 0 {
			t.Errorf("got findings:%s", format(name, found))
		}
	}
}
