package views

import (
	"context"
	"net/url"

	"kompass/internal/explain"
	"kompass/internal/result"
)

// Explain is the model of the page that says where a number comes from.
type Explain struct {
	Page        Page
	RoundID     string
	Explanation *explain.Explanation
}

// ResultHref is the address of the result of one group.
func ResultHref(roundID string, key result.Key) string {
	return "/app/rounds/" + roundID + "/result" + GroupQuery(key)
}

// GroupQuery is what an address adds to mean a group of a result, "" for everyone.
func GroupQuery(key result.Key) string {
	query := url.Values{}
	for name, value := range key {
		query.Set(name, value)
	}
	if len(query) == 0 {
		return ""
	}
	return "?" + query.Encode()
}

// explainHref is the address at which a path of a result is explained.
func explainHref(roundID, path string) string {
	return "/app/rounds/" + roundID + "/explain?path=" + url.QueryEscape(path)
}

// explain returns where the numbers of a unit are explained, "" for results that are of no round.
func (w writer) explain(p explain.Path) string {
	if w.round == "" {
		return ""
	}
	p.Key = w.key
	return explainHref(w.round, p.String())
}

// derivation lists the formula of a number, with and without its numbers, and how it was rounded.
func derivation(ctx context.Context, n explain.Number) []Fact {
	var facts []Fact
	for _, x := range []struct{ key, text string }{{"explain.formula", n.Formula}, {"explain.filled", n.Filled}, {"explain.rounding", n.Rounding}} {
		if x.text != "" {
			facts = append(facts, Fact{Term: tr(ctx, x.key), Value: x.text})
		}
	}
	return facts
}

// itemNote says how an item counts and how many answered it.
func itemNote(ctx context.Context, it explain.Item) string {
	note := ""
	if it.N != nil {
		note = tr(ctx, "explain.item.counts", "n", *it.N, "na", *it.NA, "missing", *it.Missing)
	}
	switch {
	case !it.Reverse:
		return note
	case note == "":
		return tr(ctx, "explain.item.reversed")
	}
	return note + ", " + tr(ctx, "explain.item.reversed")
}

// exportFiles are the formats in which a result can be had.
var exportFiles = [...]struct{ ending, key string }{{"xlsx", "export.file.xlsx"}, {"csv", "export.file.csv"}, {"json", "export.file.json"}}
