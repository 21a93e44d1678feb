package figures

import (
	"kompass/internal/chart"
	"kompass/internal/i18n"
	"kompass/views"
)

// Peers draws what stands in the tables of the page.
func Peers(z i18n.Localizer, m views.Peers) chart.Dots {
	d := chart.Dots{Title: z.T("peers.chart"), Description: z.T("peers.chart.desc"), Lang: string(z.Lang()),
		Min: m.Min, Max: m.Max, Step: Step(m.Min, m.Max)}
	for _, r := range m.Band {
		d.Rows = append(d.Rows, chart.DotRow{Label: r.Label, Heading: !r.Facet, Mean: &r.Quartiles.Middle, Low: &r.Quartiles.Lower, High: &r.Quartiles.Upper, Others: []*float64{r.OwnMean}})
	}
	for i, field := range m.Fields {
		if len(m.Aliases) == 0 {
			break
		}
		d.Rows = append(d.Rows, chart.DotRow{Heading: true, Label: field})
		for _, a := range m.Aliases {
			d.Rows = append(d.Rows, chart.DotRow{Label: a.Name, Note: a.Size, Mean: a.Means[i]})
		}
	}
	return d
}
