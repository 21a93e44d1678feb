package questionnaire_test

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kompass/internal/questionnaire"
)

func replaced(t testing.TB, data []byte, old, new string) []byte {
	t.Helper()
	if bytes.Count(data, []byte(old)) != 1 {
		t.Fatalf("%q stands %d times in the file, want once", old, bytes.Count(data, []byte(old)))
	}
	return bytes.Replace(data, []byte(old), []byte(new), 1)
}

func mustParse(t testing.TB, data []byte) *questionnaire.Questionnaire {
	t.Helper()
	q, found := questionnaire.Parse(data)
	if q == nil {
		t.Fatalf("got errors, want a questionnaire:%s", format("file", found))
	}
	return q
}

// TestRefusalsThatNoCommentCanMark has the refusals whose lines cannot carry a mark in the corpus.
func TestRefusalsThatNoCommentCanMark(t *testing.T) {
	sample := string(read(t, "sample.yaml"))
	insert := func(old, new string) string { return string(replaced(t, []byte(sample), old, new)) }
	cases := []struct {
		name, data string
		lines      []int
		message    string
	}{
		{"empty", "", []int{1}, "the file is empty"},
		{"only a byte order mark", "\ufeff", []int{1}, "the file is empty"},
		{"only comments", "# nothing\n# here\n", []int{1}, "the file is empty"},
		{"only a document marker", "---\n", []int{1}, "the file is empty"},
		{"tab before a key", insert("\n    title: {de: \"Führung\"", "\n\ttitle: {de: \"Führung\""), []int{47}, "tab in the indentation"},
		{"tab after spaces", insert("\n    title: {de: \"Führung\"", "\n  \ttitle: {de: \"Führung\""), []int{47}, "tab in the indentation"},
		{"tabs on two lines", insert("    title: {de: \"Führung\", en: \"Leadership\"}\n    items", "\ttitle: {de: \"F\", en: \"L\"}\n\titems"),
			[]int{47, 48}, "tab in the indentation"},
		{"tab where YAML allows it", insert("title: {de: \"Probe\",", "title: {de: \"Probe\",\n\t"), []int{9}, "tab in the indentation"},
		{"syntax error before a tab", "a: {b\n: ]\nc:\n\td: 1\n", []int{2, 4}, ""},
		{"more than 1 MiB", sample + strings.Repeat("#", 1<<20-len(sample)+1), []int{1}, "larger than 1 MiB (1048577 bytes)"},
		{"Latin-1", insert("Führung", "F\xfchrung"), []int{47}, "not valid UTF-8"},
		{"UTF-16", "\xff\xfes\x00:\x00", []int{1}, "not valid UTF-8"},
		{"NUL", insert("Führung", "F\x00hrung"), []int{47}, "control character U+0000"},
		{"no character", insert("Führung", "F\ufffehrung"), []int{47}, "control character U+FFFE"},
		{"escape sequence", insert("Führung", "F\x1bhrung"), []int{47}, "control character U+001B"},
		{"a broken byte hides nothing", insert("Führung", "F\xfchrung") + "more: 1\n", []int{47, 67}, ""},
		{"quote that never closes", insert("checked: confirmed", "checked: \"confirmed"), []int{66}, "YAML syntax: "},
		{"quote that nothing closes", sample + "more: \"never\nclosed: 1\nat: all\n", []int{67}, "YAML syntax: "},
		{"quote that the next one closes", insert("label: \"0.3\"", "label: \"0.3"), []int{8}, "YAML syntax: "},
		{"control character in a block", insert(`{de: "Wir fragen nach.", en: "We ask."}`, "{de: \"a\", en: \"b\\ec\"}"), []int{38}, "control character"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			q, found := questionnaire.Parse([]byte(c.data))
			if got := lines(found, false); q != nil || !slices.Equal(got, c.lines) {
				t.Fatalf("got errors on lines %v, want %v:%s", got, c.lines, format("file", found))
			}
			for _, f := range found {
				if !strings.Contains(f.Message, c.message) {
					t.Errorf("got %q, want %q in it", f.Message, c.message)
				}
			}
		})
	}
}

func TestLayoutThatIsAccepted(t *testing.T) {
	sample := string(read(t, "sample.yaml"))
	cases := map[string]string{
		"byte order mark":          "\ufeff" + sample,
		"CRLF":                     strings.ReplaceAll(sample, "\n", "\r\n"),
		"byte order mark and CRLF": "\ufeff" + strings.ReplaceAll(sample, "\n", "\r\n"),
		"exactly 1 MiB":            sample + strings.Repeat("#", 1<<20-len(sample)),
		"document markers":         "---\n" + sample + "...\n",
		"no last line end":         strings.TrimSuffix(sample, "\n"),
		"blank line with a tab":    strings.Replace(sample, "minutes", "\t\nminutes", 1),
		"tab between words":        strings.Replace(sample, "schema: 1", "schema:\t1\t# one", 1),
		"negative zero":            strings.Replace(sample, "{id: never, value: 0,", "{id: never, value: -0,", 1),
		"white space around texts": strings.Replace(sample, `"Wir fragen nach."`, `"  Wir fragen nach. "`, 1),
		"block text":               strings.Replace(sample, `title: {de: "Probe", en: "Sample"}`, "title:\n  de: |\n    Probe\n  en: >-\n    Sample", 1),
		"plain text":               strings.Replace(sample, `de: "Wir fragen nach."`, `de: Wir fragen nach.`, 1),
		"share with more digits":   strings.Replace(sample, "0.66", "0.660", 1),
		"number with more digits":  strings.Replace(sample, "value: 2,", "value: 2.0,", 1),
	}
	want := mustParse(t, []byte(sample)).Digest()
	for name, data := range cases {
		t.Run(name, func(t *testing.T) {
			if data == sample {
				t.Fatal("the case changes nothing")
			}
			if got := mustParse(t, []byte(data)).Digest(); got != want {
				t.Errorf("got digest %s, want that of the sample, %s", got, want)
			}
		})
	}
}

func TestLinesAreThoseOfAnEditor(t *testing.T) {
	sample := strings.Replace(string(read(t, "sample.yaml")), "reverse: true", "revers: true", 1)
	for name, data := range map[string]string{
		"CRLF":                          strings.ReplaceAll(sample, "\n", "\r\n"),
		"a line separator in a text":    strings.Replace(sample, `"Probe"`, "\"Pro\u2028be\"", 1),
		"a lone carriage return before": strings.Replace(sample, `"Probe"`, "\"Pro\rbe\"", 1),
	} {
		_, found := questionnaire.Parse([]byte(data))
		if got := lines(found, false); !slices.Equal(got, []int{40}) {
			t.Errorf("%s: got errors on lines %v, want 40:%s", name, got, format("file", found))
		}
	}
}

func TestContentIsReadAsWritten(t *testing.T) {
	q := mustParse(t, read(t, "sample.yaml"))
	it := q.Fields[0].Items[0]
	checks := map[string][2]any{
		"id":                               {q.ID, "sample-check"},
		"version":                          {q.Version, 3},
		"label":                            {q.Label, "0.3"},
		"released":                         {q.Released, "2026-05-04"},
		"languages":                        {fmt.Sprint(q.Languages), "[de en]"},
		"min_answered":                     {q.MinAnswered, "0.66"},
		"range":                            {fmt.Sprint(q.Min(), q.Max()), "0 4"},
		"na":                               {q.Scales[0].NA.ID, "na"},
		"no na":                            {q.Scales[1].NA == nil, true},
		"line":                             {it.Line, 34},
		"text":                             {it.Text.In("en"), "We ask."},
		"wording":                          {it.Wording("leaders").In("de"), "Mein Team fragt nach."},
		"wording of a perspective without": {it.Wording("staff").In("de"), "Wir fragen nach."},
		"name":                             {it.ShortName("de"), "Nachfragen"},
		"name from text":                   {q.Fields[1].Items[0].ShortName("de"), "Vorbild"},
		"reverse":                          {it.Reverse, true},
		"levels":                           {fmt.Sprint(it.Levels[0].Value, it.Levels[1].Value), "0 4"},
		"changes":                          {fmt.Sprint(it.Changes), "[{2 reworded true clearer}]"},
		"retired":                          {fmt.Sprint(q.Retired), "[{c-9 2 c-1}]"},
		"target per facet":                 {q.Targets[0].Values["customers"]["attitude"], 2.5},
		"target per field":                 {q.Targets[0].Values["people"][""], 2.0},
		"source":                           {q.Sources["known-2001"].Checked, "confirmed"},
		"items in order":                   {q.Items()[3].ID, "p-1"},
		"scale of an item":                 {it.Scale, "frequency"},
		"evidence":                         {it.Evidence, "B"},
		"truth":                            {q.Truths[0].Finding.In("en"), "Finding"},
		"default languages":                {it.Text.In("fr", "de"), "Wir fragen nach."},
	}
	for name, c := range checks {
		if c[0] != c[1] {
			t.Errorf("%s: got %v, want %v", name, c[0], c[1])
		}
	}
}

func TestTheEngineIsGeneral(t *testing.T) {
	q := mustParse(t, read(t, "general.yaml"))
	if q.Min() != 1 || q.Max() != 6 || len(q.Fields) != 5 || len(q.Items()) != 15 || q.Facets != nil {
		t.Errorf("got %v–%v, %d fields, %d items, facets %v; want 1–6, 5, 15, none", q.Min(), q.Max(), len(q.Fields), len(q.Items()), q.Facets)
	}
	if got := q.Targets[1].Values["rules"][""]; got != 5.5 {
		t.Errorf("got target %v, want 5.5", got)
	}
}

func TestDefaultsWhereTheFileIsSilent(t *testing.T) {
	data := read(t, "sample.yaml")
	for _, line := range []string{"min_answered: 0.66\n", "validated: false\n", "label: \"0.3\"\n", "minutes: 5\n", "released: 2026-05-04\n"} {
		data = replaced(t, data, line, "")
	}
	q := mustParse(t, data)
	if q.MinAnswered != "0.66" || q.Validated || q.Label != "" || q.Minutes != 0 || q.Released != "" {
		t.Errorf("got %q %v %q %d %q", q.MinAnswered, q.Validated, q.Label, q.Minutes, q.Released)
	}
}

// TestMergeKeysAreTheOnlyFinding: what a merge key brings is unknown, so nothing is said to be missing.
func TestMergeKeysAreTheOnlyFinding(t *testing.T) {
	data := replaced(t, read(t, "sample.yaml"), "{id: l-1,", "&base {id: l-1,")
	data = replaced(t, data, `{id: l-2, facet: tools, scale: spread, text: {de: "Freiraum", en: "Latitude"}, sources: [known-2001]}`, "{<<: *base, id: l-2}")
	_, found := questionnaire.Parse(data)
	var got []string
	for _, f := range found {
		got = append(got, strings.SplitN(f.Message, ":", 2)[0])
	}
	if want := []string{"anchor &base", "merge key <<", "alias *base"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v:%s", got, want, format("file", found))
	}
}

// TestWordsThatOnlySomeYAMLReadersMistake has ids and codes that mean what they say: only where a text is expected is a
// word such as no ambiguous to the people who write one.
func TestWordsThatOnlySomeYAMLReadersMistake(t *testing.T) {
	norwegian := regexp.MustCompile(`\ben\b`).ReplaceAll(read(t, "sample.yaml"), []byte("no"))
	if q := mustParse(t, norwegian); q.Title.In("no") != "Sample" {
		t.Errorf("got title %v, want one in no", q.Title)
	}
	for _, id := range []string{"007", "2026-01-01", "no", "1e3"} {
		q := mustParse(t, replaced(t, read(t, "sample.yaml"), "{id: p-1,", "{id: "+id+","))
		if got := q.Fields[2].Items[0].ID; got != id {
			t.Errorf("got item id %q, want %q", got, id)
		}
	}
}

func TestBordersOfTheWarnings(t *testing.T) {
	data := replaced(t, read(t, "sample.yaml"), "Wir fragen nach.", strings.Repeat("ä", 240))
	var items strings.Builder
	for i := range 56 {
		fmt.Fprintf(&items, "      - {id: x-%d, facet: tools, scale: spread, text: {de: \"x\", en: \"x\"}, sources: [known-2001]}\n", i)
	}
	data = replaced(t, data, "retired:\n", items.String()+"retired:\n")
	q, found := questionnaire.Parse(data)
	if len(found) > 0 || len(q.Items()) != 60 {
		t.Errorf("got findings with 240 characters and 60 items:%s", format("file", found))
	}
}

func TestFindingsAreSortedAndFormatted(t *testing.T) {
	_, found := questionnaire.Parse(read(t, "broken", "several-at-once.yaml"))
	if !slices.IsSortedFunc(found, func(a, b questionnaire.Finding) int { return a.Line - b.Line }) || len(found) < 5 {
		t.Errorf("got findings not sorted by line, or fewer than 5:%s", format("file", found))
	}
	f := questionnaire.Finding{Line: 7, Message: "m"}
	if got := f.Format("a.yaml"); got != "a.yaml:7: m" {
		t.Errorf("got %q", got)
	}
	f.Warning = true
	if got := f.Format("a.yaml"); got != "a.yaml:7: warning: m" {
		t.Errorf("got %q", got)
	}
	if questionnaire.HasErrors([]questionnaire.Finding{f}) || !questionnaire.HasErrors(found) {
		t.Error("got warnings taken for errors, or errors for warnings")
	}
}
