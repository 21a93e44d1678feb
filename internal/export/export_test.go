package export_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"kompass/internal/export"
	"kompass/internal/i18n"
	"kompass/internal/result"
)

func TestFormatsAreKnownByName(t *testing.T) {
	for _, f := range export.Formats {
		if got, err := export.ParseFormat(string(f)); got != f || err != nil {
			t.Errorf("%s: got %q, %v", f, got, err)
		}
	}
	for _, name := range []string{"", "CSV", "ods", "csv "} {
		if _, err := export.ParseFormat(name); !errors.Is(err, export.ErrFormat) {
			t.Errorf("%q: got %v, want it refused", name, err)
		}
	}
	if err := export.Write(new(bytes.Buffer), "ods", input(t, "anonymous-5", i18n.German)); !errors.Is(err, export.ErrFormat) {
		t.Errorf("got %v, want it refused", err)
	}
}

func TestColumnsBeginAsPromised(t *testing.T) {
	columns, _ := records(t, write(t, export.CSV, input(t, "anonymous-30", i18n.German)))
	want := []string{"group", "field", "facet", "item", "n", "mean", "sd", "ci_low", "ci_high", "target", "gap"}
	if got := columns[:len(want)]; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for _, name := range []string{"count_never", "count_always", "count_nowhere", "reason", "team"} {
		if !slices.Contains(columns, name) {
			t.Errorf("there is no column %s in %v", name, columns)
		}
	}
	if sorted := slices.Sorted(slices.Values(columns)); len(slices.Compact(sorted)) != len(columns) {
		t.Errorf("a column is there twice: %v", columns)
	}
}

func TestRowsTellFieldsFacetsAndItems(t *testing.T) {
	_, german := records(t, write(t, export.CSV, input(t, "anonymous-30", i18n.German)))
	_, english := records(t, write(t, export.CSV, input(t, "anonymous-30", i18n.English)))
	for _, c := range []struct {
		where []string
		want  map[string]string // with decimal points
	}{
		{[]string{"team", "", "perspective", "", "field", ""}, map[string]string{"n": "30", "heads": "80", "straightlined": "0", "mean": ""}},
		{[]string{"team", "", "perspective", "", "field", "customers", "facet", "", "item", ""}, map[string]string{
			"n": "26", "mean": "2.5", "sd": "0.6", "ci_low": "2.2", "ci_high": "2.8", "spread": "medium", "target": "2.6", "gap": "0.1", "surplus": "0",
			"agreement": "split", "rwg": "0.65", "ad": "0.99", "fit": "0.92", "weakest": "", "alpha": "", "na": ""}},
		{[]string{"team", "", "perspective", "", "field", "customers", "facet", "tools"}, map[string]string{"n": "26", "mean": "2.6", "surplus": "0.1", "fit": ""}},
		{[]string{"team", "", "perspective", "", "item", "c-1"}, map[string]string{
			"field": "customers", "n": "27", "na": "1", "missing": "2", "mean": "3", "favourable": "0.7",
			"count_always": "12", "count_half": "3", "count_never": "0", "count_nowhere": "", "target": ""}},
	} {
		de, en := find(t, german, c.where...), find(t, english, c.where...)
		for column, want := range c.want {
			if en[column] != want {
				t.Errorf("%v: got %s %q, want %q", c.where, column, en[column], want)
			}
			if comma := strings.Replace(want, ".", ",", 1); de[column] != comma {
				t.Errorf("%v: got %s %q in German, want %q", c.where, column, de[column], comma)
			}
		}
	}
	if de, en := german[0]["group"], english[0]["group"]; de != "Alle" || en != "Everyone" {
		t.Errorf("got %q and %q, want everyone named in each language", de, en)
	}
}

func TestBoundsStandWhereAMeanIsWithheld(t *testing.T) {
	in := input(t, "anonymous-9", i18n.German)
	f := &in.Document.Groups[0].Fields[0]
	bound := ">3.8"
	f.Mean, f.SD, f.CI, f.Gap, f.Surplus, f.Bound = nil, nil, nil, nil, nil, &bound
	_, rows := records(t, write(t, export.CSV, in))
	r := find(t, rows, "field", f.ID, "facet", "", "item", "")
	if r["bound"] != ">3,8" || r["mean"]+r["sd"]+r["ci_low"]+r["gap"] != "" {
		t.Errorf("got %v, want the bound and no number beside it", r)
	}
}

func TestHiddenGroupsHaveAReasonAndNoNumbers(t *testing.T) {
	in := input(t, "hidden-groups", i18n.German)
	_, rows := records(t, write(t, export.CSV, in))
	hidden := 0
	for _, g := range in.Document.Groups {
		if g.Shown {
			continue
		}
		hidden++
		r := find(t, rows, "team", g.Key["team"], "perspective", g.Key["perspective"])
		if r["reason"] != string(*g.Reason) || !strings.HasPrefix(r["note"], "nicht dargestellt") || r["group"] == "" {
			t.Errorf("got %v, want the reason %s", r, *g.Reason)
		}
		for column, value := range r {
			if value != "" && !slices.Contains([]string{"group", "team", "perspective", "reason", "note"}, column) {
				t.Errorf("a hidden group has %s %q", column, value)
			}
		}
	}
	if hidden == 0 {
		t.Fatal("no group of the document is hidden")
	}
}

func TestHiddenFieldsHaveAReasonAndNoNumbers(t *testing.T) {
	in := input(t, "anonymous-10", i18n.English)
	reason := result.Reason("below_minimum")
	g := &in.Document.Groups[0]
	g.Fields[1] = result.Field{ID: g.Fields[1].ID, Reason: &reason}
	_, rows := records(t, write(t, export.CSV, in))
	r := find(t, rows, "field", g.Fields[1].ID)
	if r["reason"] != "below_minimum" || r["n"]+r["mean"]+r["target"] != "" || r["note"] == "" {
		t.Errorf("got %v, want a reason and no numbers", r)
	}
}

func TestJSONIsTheDocument(t *testing.T) {
	for _, name := range names(t) {
		in := input(t, name, i18n.German)
		var got, want any
		data := write(t, export.JSON, in)
		plain, err := json.Marshal(in.Document)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(json.Unmarshal(data, &got), json.Unmarshal(plain, &want)); err != nil {
			t.Fatal(err)
		}
		if a, b := remarshal(t, got), remarshal(t, want); a != b {
			t.Errorf("%s: got %s, want %s", name, a, b)
		}
		if bytes.Contains(data, []byte(`\u003c`)) || !bytes.HasSuffix(data, []byte("}\n")) {
			t.Errorf("%s: got it escaped or cut off", name)
		}
	}
}

func remarshal(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestTheSameDocumentMakesTheSameText(t *testing.T) {
	for _, f := range []export.Format{export.CSV, export.JSON} {
		in := input(t, "anonymous-110", i18n.German)
		if !bytes.Equal(write(t, f, in), write(t, f, in)) {
			t.Errorf("%s: got two different files", f)
		}
	}
}

// fullDisk takes some bytes and then no more.
type fullDisk struct{ room int }

var errFull = errors.New("no space left")

func (d *fullDisk) Write(p []byte) (int, error) {
	if len(p) > d.room {
		return 0, errFull
	}
	d.room -= len(p)
	return len(p), nil
}

func TestAFullDiskIsAnError(t *testing.T) {
	in := input(t, "anonymous-110", i18n.German)
	for _, f := range export.Formats {
		for _, room := range []int{0, 3, 1000} {
			if err := export.Write(&fullDisk{room}, f, in); !errors.Is(err, errFull) {
				t.Errorf("%s after %d bytes: got %v, want what the disk said", f, room, err)
			}
		}
	}
}
