package sources_test

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kompass/internal/sources"
)

func TestEveryEntryIsComplete(t *testing.T) {
	all := sources.All()
	if len(all) < 40 {
		t.Fatalf("got %d works, want all that are cited", len(all))
	}
	for _, s := range all {
		if s.ID == "" || s.Citation == "" {
			t.Errorf("incomplete: %+v", s)
		}
		if !slices.Contains([]sources.Checked{sources.Confirmed, sources.Partly, sources.Unconfirmed}, s.Checked) {
			t.Errorf("%s: unknown mark %q", s.ID, s.Checked)
		}
		if !slices.Contains([]sources.Read{sources.ReadFull, sources.ReadAbstract, sources.ReadNothing}, s.Read) {
			t.Errorf("%s: unknown mark %q of what was read", s.ID, s.Read)
		}
		if !slices.Contains([]sources.Group{sources.Core, sources.Background, sources.Method}, s.Group) {
			t.Errorf("%s: unknown group %q", s.ID, s.Group)
		}
		if year := s.ID[strings.LastIndex(s.ID, "-")+1:]; !strings.Contains(s.Citation, "(n.d.)") && !strings.Contains(s.Short(), year) {
			t.Errorf("%s is called %q, which lacks its year", s.ID, s.Short())
		}
	}
}

func TestGet(t *testing.T) {
	s, ok := sources.Get("kotter-1990")
	if !ok || s.Checked != sources.Partly || s.URL() != "" {
		t.Errorf("got %+v, %v", s, ok)
	}
	if s, ok := sources.Get("kotter-1991"); ok {
		t.Errorf("got %+v for an id that is not there", s)
	}
}

func TestAllBelongsToTheCaller(t *testing.T) {
	sources.All()[0].Citation = "changed"
	if sources.All()[0].Citation == "changed" {
		t.Error("a caller can change the list")
	}
}

func TestURL(t *testing.T) {
	for doi, want := range map[string]string{
		"":                   "",
		"10.1086/269282":     "https://doi.org/10.1086/269282",
		"https://x.test/a.b": "https://x.test/a.b",
	} {
		if got := (sources.Source{DOI: doi}).URL(); got != want {
			t.Errorf("%q: got %q, want %q", doi, got, want)
		}
	}
}

func TestShort(t *testing.T) {
	for id, want := range map[string]string{
		"kotter-1990":          "Kotter 1990",
		"homburg-fuerst-2005":  "Homburg & Fürst 2005",
		"bowen-lawler-1992":    "Bowen & Lawler 1992",
		"cronin-taylor-1992":   "Cronin & Taylor 1992",
		"james-1984":           "James et al. 1984",
		"krosnick-2002":        "Krosnick et al. 2002",
		"lebreton-senter-2008": "LeBreton & Senter 2008",
		"iso-23592-2021":       "ISO 23592:2021",
		"oecd-jrc-2008":        "OECD & JRC 2008",
		"efqm-2021":            "EFQM 2021",
		"samhammer-din":        "Samhammer AG",
	} {
		s, ok := sources.Get(id)
		if !ok || s.Short() != want {
			t.Errorf("%s: got %q, want %q", id, s.Short(), want)
		}
	}
	odd := sources.Source{Citation: "de Matos, C. A., Henrique, J. L., & Rossi, C. A. V. (2007). Service recovery paradox."}
	if got := odd.Short(); got != "de Matos et al. 2007" {
		t.Errorf("got %q", got)
	}
}

// id is the shape of a source id: names, and the year of publication.
var id = regexp.MustCompile(`\b[a-z]+(?:-[a-z0-9]+)*-(?:19|20)[0-9]{2}\b`)

// citing are the folders whose comments and texts cite works.
var citing = []string{"internal/score", "internal/disclosure", "internal/result", "internal/web", "internal/chart", "views"}

func cited(t *testing.T) map[string][]string {
	t.Helper()
	where := map[string][]string{}
	for _, m := range sources.Models().Models {
		for _, id := range m.Sources {
			where[id] = append(where[id], "crosswalk.json")
		}
	}
	tree := os.DirFS("../..")
	for _, folder := range citing {
		entries, err := fs.ReadDir(tree, folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			name := path.Join(folder, e.Name())
			kept := path.Ext(name) == ".templ" || path.Ext(name) == ".go" && !strings.HasSuffix(name, "_test.go")
			if e.IsDir() || !kept {
				continue
			}
			text, err := fs.ReadFile(tree, name)
			if err != nil {
				t.Fatal(err)
			}
			for _, found := range id.FindAllString(string(text), -1) {
				where[found] = append(where[found], name)
			}
		}
	}
	return where
}

func TestEveryCitedWorkIsHere(t *testing.T) {
	for id, where := range cited(t) {
		if _, ok := sources.Get(id); !ok {
			t.Errorf("%s is cited in %v and not in the list", id, where)
		}
	}
}

func TestEveryWorkIsCited(t *testing.T) {
	where := cited(t)
	for _, s := range sources.All() {
		if len(where[s.ID]) == 0 {
			t.Errorf("nothing cites %s", s.ID)
		}
	}
}

// TestCrosswalkIsWhole holds every number of the crosswalk to an element, and every name to a mark.
func TestCrosswalkIsWhole(t *testing.T) {
	c := sources.Models()
	elements, touched := map[string]int{}, map[string]map[int]bool{}
	for _, m := range c.Models {
		elements[m.ID], touched[m.ID] = len(m.Elements), map[int]bool{}
		for i, e := range m.Elements {
			if e.No != i+1 || e.Name == "" || !slices.Contains([]sources.Checked{sources.Confirmed, sources.Partly, sources.Unconfirmed}, e.Checked) {
				t.Errorf("%s: element %+v", m.ID, e)
			}
		}
		if len(m.Sources) == 0 {
			t.Errorf("%s has no source", m.ID)
		}
	}
	if len(c.Models) != 5 || len(c.Named()) != 4 || len(c.Cells) != 12 {
		t.Fatalf("%d models, %d of them with elements, %d cells", len(c.Models), len(c.Named()), len(c.Cells))
	}
	for _, cell := range c.Cells {
		if cell.Note["de"] == "" || cell.Note["en"] == "" || len(cell.Touches["iso-23592"]) == 0 {
			t.Errorf("incomplete: %+v", cell)
		}
		for model, numbers := range cell.Touches {
			for _, no := range numbers {
				if no < 1 || no > elements[model] {
					t.Errorf("%s %s touches element %d of %s, which there is not", cell.Field, cell.Facet, no, model)
				}
				touched[model][no] = true
			}
		}
	}
	if touched["efqm"][6] {
		t.Error("EFQM rates what stakeholders perceive, which the statements do not ask")
	}
}
