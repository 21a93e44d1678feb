package views

import (
	"context"
	"strconv"

	"kompass/internal/compare"
	"kompass/internal/i18n"
)

// Peers is the model of the page that lays a company beside others without their names. Note says why nothing is shown.
type Peers struct {
	Page     Page
	Consent  Consent
	Stand    string
	Note     string
	Finding  string
	Fields   []string
	Min, Max float64
	Aliases  []PeerRow
	Band     []BandRow
	Dots     Sizes
	Legend   []Legend
}

// Consent says whether a company lets others see it without its name, and since when.
type Consent struct {
	CompanyID string
	Given     bool
	Day       string // on which it was given, or withdrawn; "" where neither happened
}

// PeerRow is a company with the means of its fields. Size is the class of its number of answers.
type PeerRow struct {
	Name  string
	Size  string
	Own   bool
	Means []*float64
	Texts []string
}

// BandRow is where the middle half of the companies lies, with the own mean.
type BandRow struct {
	Label     string
	Facet     bool
	Quartiles compare.Quartiles
	OwnMean   *float64
	Lower     string
	Middle    string
	Upper     string
	Own       string
}

// Fill writes out what may be seen.
func (m *Peers) Fill(ctx context.Context, p compare.Peers) {
	z := i18n.From(ctx)
	w := newWriter(z, p.Own)
	m.Min, m.Max = w.q.Min(), w.q.Max()
	m.Finding = z.T("peers.finding", "n", p.N)
	for _, f := range w.q.Fields {
		m.Fields = append(m.Fields, w.text(f.Title))
	}
	if len(p.Band) > 0 {
		m.fillBand(w, p)
		return
	}
	own := PeerRow{Name: z.T("peers.own"), Size: z.T("result.n", "n", *p.Own.Group.N), Own: true}
	for _, f := range w.q.Fields {
		v, _ := p.Mean(f.ID, "")
		own.Means, own.Texts = append(own.Means, &v), append(own.Texts, z.Num(v, 1))
	}
	m.Aliases = []PeerRow{own}
	for _, a := range p.Aliases {
		row := PeerRow{Name: z.T("peers.alias", "n", strconv.Itoa(a.Number)), Size: z.T("peers.size.from", "low", a.Low)}
		if a.High > 0 {
			row.Size = z.T("peers.size", "low", a.Low, "high", a.High)
		}
		for _, v := range a.Means {
			row.Means, row.Texts = append(row.Means, &v), append(row.Texts, z.Num(v, 1))
		}
		m.Aliases = append(m.Aliases, row)
	}
}

func (m *Peers) fillBand(w writer, p compare.Peers) {
	for _, q := range p.Band {
		row := BandRow{Label: w.label(place{q.Field, q.Facet}), Facet: q.Facet != "", Quartiles: q,
			Lower: w.z.Num(q.Lower, 1), Middle: w.z.Num(q.Middle, 1), Upper: w.z.Num(q.Upper, 1)}
		if v, ok := p.Mean(q.Field, q.Facet); ok {
			row.OwnMean, row.Own = &v, w.z.Num(v, 1)
		}
		m.Band = append(m.Band, row)
	}
}
