package address

import (
	"net/url"

	"kompass/internal/kompass"
)

// The measures of all companies.
const (
	Measures     = "/app/measures"
	MeasuresFile = Measures + ".csv"
)

// CompanyMeasures are the measures of a company.
func CompanyMeasures(companyID string) string { return Company(companyID) + "/measures" }

// Measure is the form of a measure.
func Measure(id string) string { return below(Measures, id) }

// MeasureState notes how far a measure has come.
func MeasureState(id string) string { return Measure(id) + "/state" }

// MeasureFile is the day of a measure for a calendar.
func MeasureFile(id string) string { return Measure(id) + "/due.ics" }

// DeleteMeasure deletes a measure.
func DeleteMeasure(id string) string { return Measure(id) + "/delete" }

// ConfirmMeasureDeletion is the form of a measure where it asks before deleting.
func ConfirmMeasureDeletion(id string) string { return asking(Measure(id), "confirm", "delete") }

// AddMeasure takes a measure that was agreed on.
func AddMeasure(roundID string) string { return Round(roundID) + "/measures" }

// NewMeasure is the form for a new measure that should move this. Team is "" for everyone.
func NewMeasure(roundID, team string, aim kompass.Aim) string {
	query := url.Values{}
	for name, value := range map[string]string{"team": team, "field": aim.Field, "facet": aim.Facet, "item": aim.Item} {
		if value != "" {
			query.Set(name, value)
		}
	}
	return Page{Path: AddMeasure(roundID) + "/new", Query: query}.String()
}
