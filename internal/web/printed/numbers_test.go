package printed_test

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"kompass/internal/compare"
	"kompass/internal/result"
)

var (
	footer   = regexp.MustCompile(`(?m)^\s*(Seite|Page) \d+ (von|of) \d+\s*$`)
	dates    = regexp.MustCompile(`\d{1,2}\. \p{L}+ \d{4}|\d{1,2} \p{L}+ \d{4}`)
	dois     = regexp.MustCompile(`10\.\d{4,5}/`)
	decimals = regexp.MustCompile(`\d+[.,]\d+`)
)

// allowed are the numbers that documents hold, as pages write them: at any exactness that is published or said in a sentence.
type allowed map[string]bool

func (a allowed) float(v float64) {
	for d := 1; d <= 2; d++ {
		for _, x := range []float64{v, -v} {
			s := strings.TrimPrefix(strconv.FormatFloat(x, 'f', d, 64), "-")
			a[s], a[strings.Replace(s, ".", ",", 1)] = true, true
		}
	}
}

// walk adds every number of a value as JSON has it.
func (a allowed) walk(v any) {
	switch v := v.(type) {
	case float64:
		a.float(v)
	case string: // a bound: ">3.8"
		if len(v) > 1 && (v[0] == '>' || v[0] == '<') {
			a.float(number(v[1:]))
		}
	case []any:
		for _, x := range v {
			a.walk(x)
		}
	case map[string]any:
		for _, x := range v {
			a.walk(x)
		}
	}
}

func (a allowed) document(t *testing.T, d *result.Document) {
	t.Helper()
	raw, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	a.walk(v)
}

// differences adds what follows from two documents by the rules of package compare.
func (a allowed) differences(all []compare.Field) {
	one := func(d compare.Difference) {
		if d.Diff != nil {
			a.float(*d.Diff)
		}
		if d.CI != nil {
			a.float(d.CI[0])
			a.float(d.CI[1])
		}
		if d.Least != nil {
			a.float(*d.Least)
		}
		if e := d.Effect; e != nil {
			for _, v := range []float64{e.G, e.CI[0], e.CI[1]} {
				a.float(math.Round(100*v) / 100)
			}
		}
	}
	for _, f := range all {
		one(f.Difference)
		for _, c := range f.Facets {
			one(c.Difference)
		}
	}
}

// unknown lists the numbers with decimals on the pages of a report that no document holds. Formulas and sources
// stand in the appendix, which is not looked at.
func (a allowed) unknown(pages []string) []string {
	var out []string
	for i, text := range pages {
		text = dois.ReplaceAllString(dates.ReplaceAllString(footer.ReplaceAllString(text, ""), ""), "")
		for _, n := range decimals.FindAllString(text, -1) {
			if !a[n] {
				out = append(out, fmt.Sprintf("%s on page %d", n, i+1))
			}
		}
	}
	return out
}
