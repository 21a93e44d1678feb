package result_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"kompass/internal/result"
)

// published reads a golden document.
func published(t *testing.T, name string) *result.Document {
	t.Helper()
	return publishedIn(t, filepath.Join("testdata", name+".golden.json"))
}

func publishedIn(t *testing.T, file string) *result.Document {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var stored bytes.Buffer
	if err := json.Compact(&stored, data); err != nil {
		t.Fatal(err)
	}
	d, err := result.Decode(stored.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestPublishedDocumentsAbideByTheirRules(t *testing.T) {
	for _, name := range []string{"anonymous-5", "anonymous-9", "anonymous-10", "anonymous-29", "anonymous-30", "anonymous-110", "hidden-groups", "no-facets", "open-1", "open-3"} {
		if err := published(t, name).Abides(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDocumentsThatShowTooMuchAreCaught(t *testing.T) {
	few := 4
	for name, change := range map[string]func(d *result.Document, g *result.Group, f *result.Field){
		"a group": func(_ *result.Document, g *result.Group, _ *result.Field) { g.N = &few },
		"a field": func(_ *result.Document, _ *result.Group, f *result.Field) { f.N = few },
		"a facet": func(_ *result.Document, _ *result.Group, f *result.Field) { f.Facets[0].N = few },
		"an item": func(_ *result.Document, _ *result.Group, f *result.Field) { f.Items[0].N = few },
		"items of nine": func(_ *result.Document, _ *result.Group, f *result.Field) {
			f.N, f.RWG, f.AD, f.Alpha = 9, nil, nil, nil
		},
		"indices of nine": func(_ *result.Document, _ *result.Group, f *result.Field) { f.N, f.Items, f.Alpha = 9, nil, nil },
		"alpha of 29":     func(_ *result.Document, _ *result.Group, f *result.Field) { f.N, f.Alpha = 29, &result.Alpha{N: 29} },
		"alpha of a few":  func(_ *result.Document, _ *result.Group, f *result.Field) { f.N, f.Alpha = 30, &result.Alpha{N: 4} },
		"a deviation of nine": func(_ *result.Document, _ *result.Group, f *result.Field) {
			f.N, f.RWG, f.AD, f.Alpha, f.Items = 9, nil, nil, nil, nil
		},
		"a deviation of nine in a facet": func(_ *result.Document, _ *result.Group, f *result.Field) { f.Facets[0].N = 9 },
		"items of a perspective":         func(_ *result.Document, g *result.Group, _ *result.Field) { g.Key = result.Key{"perspective": "staff"} },
		"a raised bound":                 func(d *result.Document, _ *result.Group, _ *result.Field) { d.MinGroup = 111 },
	} {
		d := published(t, "anonymous-110")
		g := d.Everyone()
		change(d, g, &g.Fields[0])
		if err := d.Abides(); err == nil {
			t.Errorf("%s: got no error", name)
		}
		d.Mode = "open"
		if err := d.Abides(); err != nil {
			t.Errorf("%s in an open round: got %v", name, err)
		}
	}
}
