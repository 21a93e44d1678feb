package address

import (
	"net/url"

	"kompass/internal/kompass"
)

// Explain is where a path of a round's result is explained.
func Explain(roundID, path string) string {
	return "/app/rounds/" + roundID + "/explain?path=" + url.QueryEscape(path)
}

// NewMeasure is the form for a new measure that should move this. Team is "" for everyone.
func NewMeasure(roundID, team string, aim kompass.Aim) string {
	query := url.Values{}
	for name, value := range map[string]string{"team": team, "field": aim.Field, "facet": aim.Facet, "item": aim.Item} {
		if value != "" {
			query.Set(name, value)
		}
	}
	return "/app/rounds/" + roundID + "/measures/new?" + query.Encode()
}
