package questionnaire_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kompass/internal/questionnaire"
)

// FuzzParse holds what Parse promises for every input: no panic, no questionnaire beside an error, a line that the file
// has for every finding, one line per message, and a snapshot that keeps the digest.
func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	broken, err := filepath.Glob("testdata/broken/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range append(files, broken...) {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("a: &a [*a]\n"))
	f.Add([]byte("\ufeff? [x]\r\n: \t- y\r"))
	f.Fuzz(func(t *testing.T, data []byte) {
		q, found := questionnaire.Parse(data)
		if (q == nil) != questionnaire.HasErrors(found) {
			t.Fatalf("got questionnaire %v with findings%s", q != nil, format("file", found))
		}
		last, before := bytes.Count(data, []byte("\n"))+1, 1
		for _, x := range found {
			if x.Line < before || x.Line > last || x.Message == "" || strings.Contains(x.Message, "\n") {
				t.Fatalf("got finding %+v after line %d in a file of %d lines", x, before, last)
			}
			before = x.Line
		}
		if q != nil {
			roundTrip(t, q)
		}
	})
}

// TestHostileFilesAreRefused has inputs that exhaust the stack, or grow out of proportion, in careless parsers. It
// is beyond the depth at which the YAML library gives up.
func TestHostileFilesAreRefused(t *testing.T) {
	const size = 1 << 16
	for name, part := range map[string]string{
		"brackets": "[", "braces": "{a: ", "dashes": "- ", "questions": "? ", "lists": "- x\n", "keys": "? a\n", "documents": "---\n",
		"anchors": "&a ", "tags": "!a ", "quotes": "'", "tabs": "\t- x\n", "carriage returns": "a: x\r", "bytes": "\xff", "NUL": "\x00\n",
		"line separators": "\u2028", "aliases": "- *a\n", "words": "[a, ", "merge": "<<: ",
	} {
		data := []byte(strings.Repeat(part, size/len(part)))
		if q, found := questionnaire.Parse(data); q != nil || len(found) == 0 {
			t.Errorf("%s: got no finding", name)
		}
	}
}

// large returns the largest plausible file: 12 fields of 20 items with every optional text.
func large() []byte {
	const texts = `{de: "Wir fragen Menschen, die es betrifft, bevor wir etwas ändern.", en: "We ask the people concerned before we change anything."}`
	var b strings.Builder
	b.WriteString("schema: 1\nid: large-file\nversion: 2\nlanguages: [de, en]\ntitle: " + texts + "\nscales:\n  s:\n    points:\n")
	for v := range 7 {
		fmt.Fprintf(&b, "      - {id: p%c, value: %d, text: %s}\n", 'a'+v, v, texts)
	}
	b.WriteString("fields:\n")
	for f := range 12 {
		fmt.Fprintf(&b, "  - id: f-%d\n    title: %s\n    items:\n", f, texts)
		for i := range 20 {
			fmt.Fprintf(&b, "      - id: i-%d-%d\n        scale: s\n        sources: [s-1, s-2]\n        levels: {0: %s, 6: %s}\n", f, i, texts, texts)
			for _, key := range []string{"name", "text", "why", "discuss"} {
				fmt.Fprintf(&b, "        %s: %s\n", key, texts)
			}
		}
	}
	b.WriteString("sources:\n  s-1: {citation: \"One\", doi: \"\", checked: partly}\n  s-2: {citation: \"Two\", doi: \"\", checked: partly}\n")
	return []byte(b.String())
}

func BenchmarkParseLargest(b *testing.B) {
	data := large()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if q, found := questionnaire.Parse(data); q == nil {
			b.Fatalf("got errors:%s", format("file", found))
		}
	}
}

func BenchmarkDigestLargest(b *testing.B) {
	q := mustParse(b, large())
	for b.Loop() {
		if q.Digest() == "" {
			b.Fatal("got no digest")
		}
	}
}
