package questionnaire_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"kompass/internal/questionnaire"
)

const schemaFile = "../../docs/questionnaire-schema.json"

// value returns what a file of the format holds, as JSON has it. Dates and unquoted words stay texts.
func value(t *testing.T, n *yaml.Node) any {
	t.Helper()
	switch n.Kind {
	case yaml.DocumentNode:
		return value(t, n.Content[0])
	case yaml.AliasNode:
		return value(t, n.Alias)
	case yaml.SequenceNode:
		list := []any{}
		for _, entry := range n.Content {
			list = append(list, value(t, entry))
		}
		return list
	case yaml.MappingNode:
		object := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			object[n.Content[i].Value] = value(t, n.Content[i+1])
		}
		return object
	}
	switch n.ShortTag() {
	case "!!null":
		return nil
	case "!!bool":
		return n.Value == "true"
	case "!!int", "!!float":
		if f, err := strconv.ParseFloat(n.Value, 64); err == nil {
			return f
		}
	}
	return n.Value
}

// accepted reports whether an editor that knows the schema would take the file.
func accepted(t *testing.T, s *jsonschema.Schema, file string) error {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var n yaml.Node
	if err := yaml.Unmarshal(data, &n); err != nil || n.Kind == 0 {
		return nil // no YAML at all: the editor says so by itself
	}
	return s.Validate(value(t, &n))
}

func TestTheSchemaForEditorsTakesWhatLintTakes(t *testing.T) {
	s, err := jsonschema.NewCompiler().Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, pattern := range []string{"../../questionnaires/*.yaml", "testdata/*.yaml", "testdata/versions/*.yaml", "testdata/warned/*.yaml"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("got no files for %s (%v)", pattern, err)
		}
		files = append(files, found...)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if q, _ := questionnaire.Parse(data); q == nil {
			continue
		}
		if err := accepted(t, s, file); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}

func TestTheSchemaForEditorsRefusesWhatAnEditorCanKnow(t *testing.T) {
	s, err := jsonschema.NewCompiler().Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/broken/*.yaml")
	if err != nil || len(files) < 50 {
		t.Fatalf("got %d broken files (%v)", len(files), err)
	}
	// References, languages of the file, order and range of values, YAML's own ways.
	onlyLint := []string{
		"alias-as-key", "alias-unknown", "anchor-and-alias", "change-later", "facet-id-duplicate",
		"field-id-duplicate", "item-facet-missing", "item-facet-not-declared", "item-facet-unknown",
		"item-id-duplicate", "item-id-reused", "item-perspective-unknown", "item-scale-unknown", "item-source-unknown",
		"key-duplicate-root", "level-duplicate", "level-off-scale", "perspective-id-duplicate",
		"plain-date-no-such-day", "plain-date-short", "plain-date", "plain-no", "plain-number-hexadecimal",
		"plain-number-huge", "plain-number-infinity", "plain-off", "plain-on", "plain-yes", "point-id-duplicate",
		"point-id-is-na", "point-id-number-infinite", "released-no-such-day", "retired-id-duplicate", "retired-later",
		"retired-own-successor", "retired-successor-unknown", "scale-descending", "scale-not-ascending",
		"scale-other-maximum", "scale-other-minimum", "second-document", "syntax-colon", "syntax-indentation", "tag",
		"target-above", "target-below", "target-facet-unknown", "target-field-unknown", "target-id-duplicate",
		"text-control-character", "text-language-missing-block", "text-language-missing", "text-language-unknown",
		"truth-source-unknown", "value-million", "value-octal", "value-tiny", "version-fraction", "version-huge",
		"second-idea-item-unknown", "second-idea-target-unknown", "second-placeholder-elsewhere", "second-placeholder-unknown",
		"second-truth-item-unknown", "second-words-language-missing", "second-words-missing",
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".yaml")
		if taken := accepted(t, s, file) == nil; taken != slices.Contains(onlyLint, name) {
			t.Errorf("%s: the schema takes it: %v, listed as what only lint can know: %v", name, taken, !taken)
		}
	}
}

func TestShippedFilesNameTheSchemaForEditors(t *testing.T) {
	files, err := filepath.Glob("../../questionnaires/*.yaml")
	if err != nil || len(files) < 2 {
		t.Fatalf("got %d files (%v)", len(files), err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if first, _, _ := strings.Cut(string(data), "\n"); first != "# yaml-language-server: $schema=../docs/questionnaire-schema.json" {
			t.Errorf("%s begins with %q, want the line that editors look for", file, first)
		}
	}
}
