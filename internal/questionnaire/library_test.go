package questionnaire_test

import (
	"strings"
	"testing"

	"kompass/internal/questionnaire"
)

func TestLibraryGivesTheHighestVersion(t *testing.T) {
	sample := read(t, "sample.yaml")
	l, err := questionnaire.NewLibrary(map[string][]byte{
		"a.yaml":       replaced(t, sample, "version: 3\n", "version: 10\n"),
		"b.yaml":       sample,
		"c.yaml":       replaced(t, sample, "version: 3\n", "version: 9\n"),
		"copy.yaml":    []byte("# the same content, with a comment\n" + string(sample)),
		"general.yaml": read(t, "general.yaml"),
	})
	if err != nil {
		t.Fatal(err)
	}
	q, ok := l.Get("sample-check")
	if !ok || q.Version != 10 {
		t.Errorf("got %v, %v, want version 10", q, ok)
	}
	for _, v := range []int{3, 9, 10} {
		if q, ok := l.Version("sample-check", v); !ok || q.Version != v {
			t.Errorf("version %d: got %v, %v", v, q, ok)
		}
	}
	all := l.All()
	if len(all) != 2 || all[0].ID != "community-garden-check" || all[1] != q {
		t.Errorf("got %d questionnaires, want the garden and version 10 of the sample", len(all))
	}
	all[0] = nil
	if l.All()[0] == nil {
		t.Error("got a library that its callers can change")
	}
}

func TestLibraryKnowsWhatItLacks(t *testing.T) {
	l, err := questionnaire.NewLibrary(map[string][]byte{"a.yaml": read(t, "sample.yaml")})
	if err != nil {
		t.Fatal(err)
	}
	if q, ok := l.Get("another"); ok || q != nil {
		t.Errorf("got %v for an unknown id", q)
	}
	if q, ok := l.Version("sample-check", 2); ok || q != nil {
		t.Errorf("got %v for an unknown version", q)
	}
	if q, ok := l.Version("another", 3); ok || q != nil {
		t.Errorf("got %v for an unknown id", q)
	}
	empty, err := questionnaire.NewLibrary(nil)
	if err != nil || len(empty.All()) != 0 {
		t.Errorf("got %v, %v for no files", empty, err)
	}
}

func TestLibraryRefusesTwoContentsUnderOneVersion(t *testing.T) {
	sample := read(t, "sample.yaml")
	_, err := questionnaire.NewLibrary(map[string][]byte{
		"built-in.yaml": sample,
		"ours.yaml":     replaced(t, sample, "We ask.", "We do ask."),
	})
	if err == nil {
		t.Fatal("got no error")
	}
	for _, part := range []string{"built-in.yaml", "ours.yaml", "sample-check version 3"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("got %q, want %q in it", err, part)
		}
	}
}

func TestLibraryListsTheErrorsOfBrokenFiles(t *testing.T) {
	_, err := questionnaire.NewLibrary(map[string][]byte{
		"warned.yaml": read(t, "warned", "source-uncited.yaml"),
		"x.yaml":      read(t, "broken", "several-at-once.yaml"),
		"y.yaml":      nil,
	})
	if err == nil {
		t.Fatal("got no error")
	}
	for _, part := range []string{"x.yaml:10: minutes: expected", "x.yaml:40: item \"c-1\": unknown key", "y.yaml:1: the file is empty"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("got %q, want %q in it", err, part)
		}
	}
	if strings.Contains(err.Error(), "warning") || strings.Contains(err.Error(), "warned.yaml") {
		t.Errorf("got %q, want errors only", err)
	}
}
