// Package sources holds the works that the product cites outside its questionnaires: in the formulas of package score,
// in the rules of what is shown, on the method page. Each entry is copied from a list in which somebody has looked every
// citation up; [Source.Checked] says how sure that left it, and a page that cites a work says so as well.
package sources

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Checked says how sure a citation is.
type Checked string

// The marks. A citation that is not [Confirmed] is never shown without its mark.
const (
	Confirmed   Checked = "confirmed"   // looked up and found as cited
	Partly      Checked = "partly"      // not every detail could be confirmed
	Unconfirmed Checked = "unconfirmed" // could not be confirmed so far
)

// Read says how much of a work was read.
type Read string

// How much was read. Of a work that is known by its citation alone nothing was.
const (
	ReadFull     Read = "full"
	ReadAbstract Read = "abstract"
	ReadNothing  Read = "no"
)

// Group says what a work is cited for.
type Group string

// The groups. Works of a questionnaire that are not listed here belong to none.
const (
	Core       Group = "core"       // standards of service excellence
	Background Group = "background" // research behind the model
	Method     Group = "method"     // asking, computing, drawing
)

// Source is one cited work. DOI is "" where there is none, and an address where a work is known by that.
type Source struct {
	ID       string  `json:"id"`
	Group    Group   `json:"group"`
	Citation string  `json:"citation"`
	DOI      string  `json:"doi"`
	Checked  Checked `json:"checked"`
	Read     Read    `json:"read"`
}

//go:embed references.json
var file []byte

var all = mustLoad()

func mustLoad() []Source {
	var list []Source
	if err := json.Unmarshal(file, &list); err != nil {
		panic(fmt.Errorf("references: %w", err)) // the file is compiled in: a broken one never ships
	}
	slices.SortFunc(list, byID)
	return list
}

func byID(a, b Source) int { return strings.Compare(a.ID, b.ID) }

// Get returns the work with this id.
func Get(id string) (Source, bool) {
	i, ok := slices.BinarySearchFunc(all, id, func(s Source, id string) int { return strings.Compare(s.ID, id) })
	if !ok {
		return Source{}, false
	}
	return all[i], true
}

// All returns every work, sorted by id. The list belongs to the caller.
func All() []Source { return slices.Clone(all) }

// URL returns where the work is found, or "".
func (s Source) URL() string {
	if s.DOI == "" || strings.HasPrefix(s.DOI, "https://") {
		return s.DOI
	}
	return "https://doi.org/" + s.DOI
}

// languages are the languages of citations that are not English, by how they begin.
var languages = map[string]string{
	"DIN ": "de", "Gleich, R., & Blachfellner": "de", "Samhammer": "de", "Servicereportblog": "de", "Stichting": "nl",
}

// Lang returns the language that the citation is written in.
func (s Source) Lang() string {
	for beginning, lang := range languages {
		if strings.HasPrefix(s.Citation, beginning) {
			return lang
		}
	}
	return "en"
}

var (
	year    = regexp.MustCompile(`\((\d{4})\)`)
	surname = regexp.MustCompile(`(?:^|, |& )((?:[\p{Ll}]+ )?\p{Lu}[\p{L}’' –-]+), \p{Lu}\.`)
)

// Short returns authors and year as they stand in a text: "Kotter 1990", "Bowen & Lawler 1992", "James et al. 1984". A
// standard is named by its number, a page without a date by who publishes it.
func (s Source) Short() string {
	at := year.FindStringSubmatchIndex(s.Citation)
	if author, _, undated := strings.Cut(s.Citation, " (n.d.)"); undated {
		return author
	}
	if at == nil {
		number, _, _ := strings.Cut(s.Citation, ". ")
		return number
	}
	authors, when := strings.TrimSpace(s.Citation[:at[0]]), s.Citation[at[2]:at[3]]
	names := surname.FindAllStringSubmatch(authors, -1)
	switch {
	case len(names) == 0:
		return authors + " " + when
	case len(names) == 1:
		return names[0][1] + " " + when
	case len(names) == 2:
		return names[0][1] + " & " + names[1][1] + " " + when
	}
	return names[0][1] + " et al. " + when
}
