package address

import (
	"net/url"

	"kompass/internal/kompass"
)

// Round is the page of a round.
func Round(id string) string { return "/app/rounds/" + id }

// ConfirmRound is the page of a round where it asks once more: whether to "close", whether to "cancel".
func ConfirmRound(id, what string) string { return Round(id) + "?confirm=" + what }

// Keys is where the trainer sees where all keys lie.
const Keys = "/app/keys"

// RoundKey is the page about the key of a round.
func RoundKey(roundID string) string { return Round(roundID) + "/key" }

// Review is the look through a result before it is released.
func Review(roundID string) string { return Round(roundID) + "/review" }

// Result is the result of everyone in a round.
func Result(roundID string) string { return Round(roundID) + "/result" }

// Explain is where a path of a round's result is explained.
func Explain(roundID, path string) string {
	return Round(roundID) + "/explain?path=" + url.QueryEscape(path)
}

// Measure is the form of a measure.
func Measure(id string) string { return "/app/measures/" + id }

// NewMeasure is the form for a new measure that should move this. Team is "" for everyone.
func NewMeasure(roundID, team string, aim kompass.Aim) string {
	query := url.Values{}
	for name, value := range map[string]string{"team": team, "field": aim.Field, "facet": aim.Facet, "item": aim.Item} {
		if value != "" {
			query.Set(name, value)
		}
	}
	return Round(roundID) + "/measures/new?" + query.Encode()
}
