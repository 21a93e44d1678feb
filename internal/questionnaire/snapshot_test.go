package questionnaire_test

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/questionnaire"
)

func TestSnapshotKeepsTheDigest(t *testing.T) {
	for _, name := range []string{"sample.yaml", "general.yaml"} {
		q := mustParse(t, read(t, name))
		if !regexp.MustCompile(`^sha256:[0-9a-f]{64}$`).MatchString(q.Digest()) {
			t.Errorf("got digest %q", q.Digest())
		}
		roundTrip(t, q)
	}
}

// roundTrip writes and reads a snapshot and returns what came back.
func roundTrip(t interface{ Fatalf(string, ...any) }, q *questionnaire.Questionnaire) *questionnaire.Questionnaire {
	data, err := q.EncodeJSON()
	if err != nil {
		t.Fatalf("encode: %v", err)
	}
	back, err := questionnaire.DecodeJSON(data)
	if err != nil {
		t.Fatalf("decode: %v", err)
	}
	if back.Digest() != q.Digest() {
		t.Fatalf("got digest %s after a round trip, want %s", back.Digest(), q.Digest())
	}
	again, err := back.EncodeJSON()
	if err != nil || !bytes.Equal(again, data) {
		t.Fatalf("got another snapshot after a round trip (%v)", err)
	}
	return back
}

// TestDigestOfTheSampleStays fails when a change of the types would alter the digests of questionnaires that rounds have
// frozen.
func TestDigestOfTheSampleStays(t *testing.T) {
	const want = "sha256:0192f16d38534b79a69da3dffd46bd201e483fd916f8307794d5b4fb2837df97"
	if got := mustParse(t, read(t, "sample.yaml")).Digest(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestDigestFollowsTheContent(t *testing.T) {
	sample := read(t, "sample.yaml")
	want := mustParse(t, sample).Digest()
	for _, change := range [][2]string{
		{"version: 3\n", "version: 4\n"}, {"validated: false", "validated: true"}, {`"0.3"`, `"0.4"`}, {"2026-05-04", "2026-05-05"},
		{"languages: [de, en]", "languages: [en, de]"}, {"We ask.", "We ask!"}, {"reverse: true", "reverse: false"},
		{"min_answered: 0.66", "min_answered: 0.67"}, {"value: 2,", "value: 2.5,"}, {"evidence: B", "evidence: B±"},
		{"checked: confirmed", "checked: partly"}, {"people: 2", "people: 2.1"}, {"comparable: true", "comparable: false"},
		{"text_for: {leaders", "text_for: {staff"}, {"minutes: 5", "minutes: 6"}, {"10.1000/known", ""},
	} {
		if mustParse(t, replaced(t, sample, change[0], change[1])).Digest() == want {
			t.Errorf("got the same digest with %s for %s", change[1], change[0])
		}
	}
}

// TestDigestIgnoresLayout writes one content in many ways.
func TestDigestIgnoresLayout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		content := drawContent(t)
		first, found := questionnaire.Parse(write(t, content))
		if first == nil {
			t.Fatalf("got errors:%s", format("file", found))
		}
		data := write(t, content)
		second, found := questionnaire.Parse(data)
		if second == nil {
			t.Fatalf("got errors in\n%s%s", data, format("file", found))
		}
		if first.Digest() != second.Digest() {
			t.Fatalf("got another digest for\n%s", data)
		}
		roundTrip(t, second)
	})
}

func TestBrokenSnapshotsAreRefused(t *testing.T) {
	good, err := mustParse(t, read(t, "sample.yaml")).EncodeJSON()
	if err != nil {
		t.Fatal(err)
	}
	edit := func(key string, value any) string {
		var doc map[string]any
		if err := json.Unmarshal(good, &doc); err != nil {
			t.Fatal(err)
		}
		doc[key] = value
		data, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	for name, data := range map[string]string{
		"nothing":            "",
		"null":               "null",
		"no object":          "[]",
		"two documents":      string(good) + "{}",
		"cut":                string(good[:len(good)-1]),
		"unknown key":        edit("colour", "red"),
		"no id":              edit("id", ""),
		"no version":         edit("version", 0),
		"no languages":       edit("languages", []string{}),
		"no scales":          edit("scales", nil),
		"a scale of nothing": edit("scales", []any{map[string]any{"id": "frequency", "points": []any{}}}),
		"another scale":      strings.Replace(string(good), `"scale":"frequency"`, `"scale":"lost"`, 1),
		"no items":           edit("fields", nil),
		"share of nothing":   edit("min_answered", "0"),
		"share of words":     edit("min_answered", "most"),
		"share above one":    edit("min_answered", "1.1"),
	} {
		if q, err := questionnaire.DecodeJSON([]byte(data)); err == nil || q != nil {
			t.Errorf("%s: got %v, %v, want an error", name, q, err)
		}
	}
}
