package chart_test

import "kompass/internal/chart"

// gap is a value that is not shown.
const gap = -1

// values returns pointers, nil for gap.
func values(all ...float64) []*float64 {
	pointers := make([]*float64, len(all))
	for i, v := range all {
		pointers[i] = value(v)
	}
	return pointers
}

func value(v float64) *float64 {
	if v == gap {
		return nil
	}
	return &v
}

func radar() chart.Radar {
	return chart.Radar{
		Title: "Profil", Description: "Ist und Soll in vier Feldern", Lang: "de",
		Axes: []string{"Kunden", "Führung", "Mitarbeitende", "Abläufe"},
		Min:  0, Max: 4, Step: 1,
		Series: []chart.Series{
			{Name: "Soll", Role: chart.RoleSoll, Values: values(3.25, 2.5, 2.75, 3)},
			{Name: "Ist", Role: chart.RoleIst, Values: values(2.5, 1.8, 3, 2.2)},
		},
		Markers: []chart.Markers{
			{Name: "Führungskräfte", Hollow: true, Values: values(2.9, 2.4, 3.1, 2.2)},
			{Name: "Mitarbeitende", Values: values(2.4, 1.6, 3, 2.2)},
		},
	}
}

func dots() chart.Dots {
	return chart.Dots{
		Title: "Facetten", Description: "Mittelwert, Intervall und Ziel", Lang: "de",
		Min: 0, Max: 4, Step: 0.5,
		Rows: []chart.DotRow{
			{Label: "Kunden", Note: "n = 12", Heading: true, Mean: value(2.4), Low: value(2.1), High: value(2.7), Target: value(2.75)},
			{Label: "Erwartungen", Note: "n = 12", Mean: value(2.6), Low: value(2.2), High: value(3), Target: value(3.25), Others: values(1.5, 2)},
			{Label: "Praxis", Note: "nicht dargestellt"},
			{Label: "Führung", Note: "n = 11", Heading: true, Mean: value(2), Target: value(2), Others: values(gap, 3)},
		},
	}
}

func trend() chart.Trend {
	return chart.Trend{
		Title: "Verlauf", Description: "Drei Runden", Lang: "de",
		Labels: []string{"Herbst 2024", "Frühjahr 2025", "Herbst 2025"},
		Min:    0, Max: 4, Step: 0.5,
		Series: []chart.TrendSeries{
			{Name: "Soll", Role: chart.RoleSoll, Values: values(3, 3, 3.25)},
			{Name: "Ist", Role: chart.RoleIst, Values: values(1.8, 2.1, 2.6), Low: values(1.5, 1.9, 2.3), High: values(2.1, 2.3, 2.9)},
			{Name: "Filiale", Role: chart.RoleThird, Values: values(2.2, gap, 2.5), Low: values(2, gap, 2.2), High: values(2.4, gap, 2.8)},
		},
	}
}
