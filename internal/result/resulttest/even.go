package resulttest

import (
	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

// Even makes up a result in which a whole group answers alike everywhere: all means are mean, but those of team b, which
// lie 0.8 above it, and those of the leaders, which lie 0.7 above it. Everyone is 40, the teams are 20 each, 12 lead. It closed on
// a day, as YYYY-MM-DD, and has no targets.
func Even(q *questionnaire.Questionnaire, round, closed string, mean float64) *result.Document {
	d := &result.Document{Round: round, Title: "Runde " + round, CompanyID: "c1", Company: "Muster GmbH", Mode: "anonymous", MinGroup: 5,
		OpenedOn: closed, ClosedOn: closed, Questionnaire: result.Ref{ID: q.ID, Version: q.Version}}
	d.Groups = []result.Group{
		evenGroup(q, result.Key{}, "Alle", 40, mean),
		evenGroup(q, result.Key{"team": "a"}, "Empfang", 20, mean),
		evenGroup(q, result.Key{"team": "b"}, "Küche", 20, mean+0.8),
		evenGroup(q, result.Key{"perspective": "leaders"}, "Führungskräfte", 12, mean+0.7),
		evenGroup(q, result.Key{"perspective": "staff"}, "Mitarbeitende", 28, mean),
	}
	return d
}

func evenGroup(q *questionnaire.Questionnaire, key result.Key, label string, n int, mean float64) result.Group {
	g := result.Group{Key: key, Label: label, Shown: true, N: &n}
	for _, f := range q.Fields {
		stat := result.Field{ID: f.ID, Shown: true, N: n, Mean: &mean, SD: new(0.6), CI: &result.Interval{mean - 0.2, mean + 0.2}, RWG: new(0.8), Agreement: new("agreed")}
		for _, facet := range q.Facets {
			stat.Facets = append(stat.Facets, result.Facet{ID: facet.ID, N: n, Mean: &mean, SD: new(0.6)})
		}
		for _, it := range f.Items {
			stat.Items = append(stat.Items, result.Item{ID: it.ID, N: n, Mean: &mean, SD: new(0.9), Counts: map[string]int{"mostly": n}})
		}
		g.Fields = append(g.Fields, stat)
	}
	return g
}
