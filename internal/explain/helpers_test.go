package explain_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"kompass/internal/explain"
	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

const documents = "../result/testdata"

// input reads a published document by its name.
func input(t testing.TB, name string, lang i18n.Lang) explain.Input {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(documents, name+".golden.json"))
	if err != nil {
		t.Fatal(err)
	}
	var d result.Document
	if err := json.Unmarshal(data, &d); err != nil {
		t.Fatal(err)
	}
	file := documents + "/facets.yaml"
	if name == "no-facets" {
		file = "../questionnaire/testdata/general.yaml"
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	q, findings := questionnaire.Parse(text)
	if q == nil {
		t.Fatal(findings)
	}
	return explain.Input{Document: &d, Questionnaire: q.Worded(questionnaire.Words{}), Lang: lang}
}

// names lists all published documents.
func names(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(documents, "*.golden.json"))
	if err != nil || len(files) < 10 {
		t.Fatalf("got %d documents, %v", len(files), err)
	}
	for i, f := range files {
		files[i] = strings.TrimSuffix(filepath.Base(f), ".golden.json")
	}
	return files
}

// explained explains a path that must exist.
func explained(t testing.TB, in explain.Input, path string) *explain.Explanation {
	t.Helper()
	e, err := explain.Explain(in, path)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return e
}

// everything explains every unit of a document, by following parts from the groups on.
func everything(t testing.TB, in explain.Input) []*explain.Explanation {
	t.Helper()
	var all []*explain.Explanation
	var follow func(path string)
	follow = func(path string) {
		e := explained(t, in, path)
		all = append(all, e)
		for _, p := range e.Parts {
			follow(p.Path)
		}
	}
	for _, g := range in.Document.Groups {
		follow(keyPath(g.Key))
	}
	return all
}

func keyPath(key result.Key) string {
	switch team, view := key["team"], key["perspective"]; {
	case team != "" && view != "":
		return "team=" + team + ",perspective=" + view
	case team != "":
		return "team=" + team
	case view != "":
		return "perspective=" + view
	}
	return "everyone"
}

func number(t testing.TB, e *explain.Explanation, k explain.Kind) explain.Number {
	t.Helper()
	for _, n := range e.Numbers {
		if n.Kind == k {
			return n
		}
	}
	t.Fatalf("%s has no %s", e.Path, k)
	return explain.Number{}
}

// calculator evaluates what stands on the page: sums, differences, products, quotients, brackets and max(0; …).
type calculator struct{ rest string }

func evaluate(s string) (float64, error) {
	c := &calculator{strings.ReplaceAll(strings.ReplaceAll(s, " ", ""), ",", ".")}
	v := c.sum()
	if c.rest != "" {
		return 0, fmt.Errorf("%q: stopped before %q", s, c.rest)
	}
	return v, nil
}

func (c *calculator) take(token string) bool {
	rest, ok := strings.CutPrefix(c.rest, token)
	c.rest = rest
	return ok
}

func (c *calculator) sum() float64 {
	v := c.product()
	for {
		switch {
		case c.take("+"):
			v += c.product()
		case c.take("−"):
			v -= c.product()
		default:
			return v
		}
	}
}

func (c *calculator) product() float64 {
	v := c.factor()
	for {
		switch {
		case c.take("×"):
			v *= c.factor()
		case c.take("/"):
			v /= c.factor()
		default:
			return v
		}
	}
}

func (c *calculator) factor() float64 {
	switch {
	case c.take("max(0;"):
		v := max(0, c.sum())
		c.take(")")
		return v
	case c.take("("):
		v := c.sum()
		c.take(")")
		return v
	}
	end := strings.IndexFunc(c.rest, func(r rune) bool { return !strings.ContainsRune("0123456789.", r) })
	if end < 0 {
		end = len(c.rest)
	}
	v, err := strconv.ParseFloat(c.rest[:end], 64)
	if err != nil {
		return math.NaN()
	}
	c.rest = c.rest[end:]
	return v
}
