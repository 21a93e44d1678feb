package result_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/result"
)

// TestNothingBeyondTheRules looks at the stored JSON of random rounds as an observer would and refuses any member, any
// digit and any n that the promise to participants does not allow.
func TestNothingBeyondTheRules(t *testing.T) {
	q := load(t, facets)
	rapid.Check(t, func(t *rapid.T) {
		in, _ := draw(t, q)
		d, err := result.Build(in)
		if errors.Is(err, result.ErrTooFew) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		data, err := d.Encode()
		if err != nil {
			t.Fatal(err)
		}
		var raw struct {
			Mode     string
			MinGroup int `json:"min_group"`
			Groups   []map[string]any
		}
		if err := json.Unmarshal(data, &raw); err != nil {
			t.Fatal(err)
		}
		for _, g := range raw.Groups {
			o := observer{anonymous: raw.Mode != "open", k: raw.MinGroup, everyone: len(g["key"].(map[string]any)) == 0}
			if found := o.group(g); len(found) > 0 {
				t.Fatalf("group %v: %s", g["key"], strings.Join(found, "; "))
			}
		}
	})
}

// observer collects what a group shows although it must not.
type observer struct {
	anonymous bool
	everyone  bool
	k         int
	found     []string
}

func (o *observer) refuse(unless bool, format string, args ...any) {
	if !unless {
		o.found = append(o.found, fmt.Sprintf(format, args...))
	}
}

// members refuses any member that is not on the list, and the lack of any that is.
func (o *observer) members(what string, m map[string]any, want ...string) {
	for key := range m {
		o.refuse(slices.Contains(want, key), "%s has %s", what, key)
	}
	for _, key := range want {
		_, ok := m[key]
		o.refuse(ok, "%s lacks %s", what, key)
	}
}

func (o *observer) group(g map[string]any) []string {
	delete(g, "heads")
	o.superlatives(g)
	if g["shown"] == false {
		o.members("hidden group", g, "key", "label", "shown", "reason")
		return o.found
	}
	n := int(g["n"].(float64))
	want := []string{"key", "label", "n", "shown", "reason", "fields"}
	if n >= 10 {
		want = append(want, "straightlined")
		steps := g["straightlined"].(float64) * 20
		o.refuse(math.Abs(steps-math.Round(steps)) < 1e-9, "straightlined %v", g["straightlined"])
	}
	o.members("group", g, want...)
	o.refuse(n >= o.k, "n is %d", n)
	_, perspective := g["key"].(map[string]any)["perspective"]
	for _, f := range g["fields"].([]any) {
		o.field(f.(map[string]any), n, perspective)
	}
	return o.found
}

// superlatives looks at the words on which field lies ahead: where every field is shown, and of five persons or more.
func (o *observer) superlatives(g map[string]any) {
	for _, word := range []string{"furthest", "lowest", "highest"} {
		if _, ok := g[word]; !ok {
			continue
		}
		n, ok := g["n"].(float64)
		o.refuse(ok && n >= 5, "%s at %v", word, g["n"])
		for _, f := range g["fields"].([]any) {
			o.refuse(f.(map[string]any)["shown"] == true, "%s with a hidden field", word)
		}
		delete(g, word)
	}
}

// field looks at a field of the questionnaire with facets: perspectives show no items, nor what rests on fewer than three.
func (o *observer) field(f map[string]any, persons int, perspective bool) {
	if f["shown"] == false {
		o.members("hidden field", f, "id", "shown", "reason")
		return
	}
	o.members("field", f, "id", "shown", "reason", "n", "mean", "bound", "sd", "ci", "agreement", "spread", "rwg", "ad", "alpha", "omega",
		"target", "gap", "surplus", "position", "fit", "weakest", "facets", "items")
	n := o.persons("field", f)
	o.level("field", f, n)
	for _, index := range []string{"rwg", "ad"} {
		o.refuse(f[index] == nil || !o.anonymous || n >= 10, "%s at %d", index, n)
		o.digits(index, f[index], 2)
	}
	if alpha, ok := f["alpha"].(map[string]any); ok {
		o.refuse(n >= 30, "alpha at %d", n)
		o.members("alpha", alpha, "value", "ci", "n")
		o.persons("alpha", alpha)
		o.digits("alpha", alpha["value"], 2)
		o.interval("alpha", alpha["ci"], 2)
	}
	if omega, ok := f["omega"].(map[string]any); ok {
		o.refuse(n >= 30 && o.everyone, "omega at %d", n)
		o.members("omega", omega, "value", "ci", "n")
		o.persons("omega", omega)
		o.digits("omega", omega["value"], 2)
		o.interval("omega", omega["ci"], 2)
	}
	o.digits("fit", f["fit"], 2)
	o.refuse(f["fit"] == nil || n >= 20, "fit at %d", n)
	for _, word := range []string{"agreement", "weakest"} {
		o.refuse(f[word] == nil || n >= 5, "%s at %d", word, n)
	}
	for _, c := range f["facets"].([]any) {
		facet := c.(map[string]any)
		o.members("facet", facet, "id", "n", "mean", "bound", "sd", "ci", "spread", "target", "gap", "surplus", "position")
		o.level("facet", facet, min(n, o.persons("facet", facet)))
	}
	items := f["items"].([]any)
	o.refuse(len(items) == 0 || !o.anonymous || n >= 10 && !perspective, "items at %d, perspective: %v", n, perspective)
	few := f["id"] == "management" || slices.ContainsFunc(f["facets"].([]any), func(c any) bool {
		return f["id"] != "customers" || c.(map[string]any)["id"] == "tools"
	})
	o.refuse(!few || len(items) > 0 || !o.anonymous, "%s rests on few items and has no items", f["id"])
	for _, it := range items {
		o.total(it.(map[string]any), n)
		o.item(it.(map[string]any), persons)
	}
}

func (o *observer) persons(what string, m map[string]any) int {
	n := int(m["n"].(float64))
	o.refuse(n >= o.k || !o.anonymous, "%s of %d", what, n)
	return n
}

// level looks at a mean and what goes with it; n decides what may be given, its own n how exactly.
func (o *observer) level(what string, m map[string]any, n int) {
	decimals := 1
	if m["n"].(float64) >= 100 {
		decimals = 2
	}
	o.digits(what+" mean", m["mean"], decimals)
	o.digits(what+" sd", m["sd"], decimals)
	o.interval(what, m["ci"], decimals)
	o.digits(what+" gap", m["gap"], decimals)
	o.digits(what+" surplus", m["surplus"], decimals)
	o.digits(what+" target", m["target"], decimals)
	o.refuse(m["position"] == nil || m["n"].(float64) >= 5 && m["target"] != nil, "%s position of %v", what, m["n"])
	small := o.anonymous && n < 10
	o.refuse(m["sd"] == nil || !small, "%s sd at %d", what, n)
	o.refuse(m["spread"] == nil || slices.Contains([]any{"narrow", "medium", "wide"}, m["spread"]), "%s spread %v", what, m["spread"])
	if ends, ok := m["ci"].([]any); ok && small {
		for _, end := range ends {
			o.refuse(math.Mod(end.(float64)*2, 1) == 0, "%s interval %v at %d", what, ends, n)
		}
	}
	if m["bound"] != nil {
		o.refuse(small, "%s bound at %d", what, n)
		o.refuse(m["bound"] == ">3.8" || m["bound"] == "<0.2", "%s bound %v", what, m["bound"])
		for _, key := range []string{"mean", "sd", "ci", "spread", "gap", "surplus"} {
			o.refuse(m[key] == nil, "%s has %s beside a bound", what, key)
		}
	}
	if mean, ok := m["mean"].(float64); ok && small {
		o.refuse(mean >= 0.2 && mean <= 3.8, "%s mean %v at %d", what, mean, n)
	}
}

func (o *observer) interval(what string, ci any, decimals int) {
	if ends, ok := ci.([]any); ok {
		o.refuse(len(ends) == 2, "%s interval %v", what, ends)
		for _, end := range ends {
			o.digits(what+" interval", end, decimals)
		}
	}
}

// total looks at what an item tells for a later study, and takes it off.
func (o *observer) total(m map[string]any, n int) {
	for _, member := range []string{"item_total", "floor", "ceiling"} {
		if _, ok := m[member]; ok {
			o.refuse(n >= 30 && o.everyone, "%s at %d", member, n)
			o.digits(member, m[member], 2)
			delete(m, member)
		}
	}
}

func (o *observer) item(m map[string]any, persons int) {
	o.members("item", m, "id", "n", "na", "missing", "mean", "sd", "favourable", "counts")
	n := o.persons("item", m)
	decimals := 1
	if n >= 100 {
		decimals = 2
	}
	o.digits("item mean", m["mean"], decimals)
	o.digits("item sd", m["sd"], decimals)
	o.digits("favourable", m["favourable"], 2)
	sum := m["n"].(float64) + m["na"].(float64) + m["missing"].(float64)
	o.refuse(int(sum) == persons, "item accounts for %v of %d persons", sum, persons)
}

func (o *observer) digits(what string, v any, most int) {
	if x, ok := v.(float64); ok {
		o.refuse(places(x) <= most, "%s is %v", what, x)
	}
}
