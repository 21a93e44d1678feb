package story

import (
	"strconv"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/result"
)

// Peers lays a company beside others without their names: each by itself, or, where they are many, the band in which the
// middle half of them lies.
type Peers struct {
	Finding  string
	Fields   []string
	Min, Max float64
	Aliases  []PeerRow
	Band     []BandRow
}

// PeerRow is a company with the means of its fields. Size is the class of its number of answers.
type PeerRow struct {
	Name  string
	Size  string
	Own   bool
	Means []*float64
	Texts []string
}

// BandRow is where the middle half of the companies lies at a place, with the company's own mean.
type BandRow struct {
	Label                string
	Facet                bool
	Quartiles            Quartiles
	OwnMean              *float64
	Lower, Middle, Upper string
	Own                  string
}

// Quartiles are the ends and the middle of a band.
type Quartiles struct{ Lower, Middle, Upper float64 }

// PeersOf writes out what a company may see of others.
func PeersOf(z i18n.Localizer, p compare.Peers) Peers {
	w := newWriter(z, p.Own)
	out := Peers{Min: w.q.Min(), Max: w.q.Max(), Finding: z.T("peers.finding", "n", p.N, "company", p.Own.Document.Company)}
	for _, f := range w.q.Fields {
		out.Fields = append(out.Fields, w.Text(f.Title))
	}
	if len(p.Band) > 0 {
		out.Band = w.band(p)
		return out
	}
	own := PeerRow{Name: z.T("peers.own"), Size: z.T("result.n", "n", *p.Own.Group.N), Own: true}
	for _, f := range w.q.Fields {
		v, _ := p.Mean(f.ID, "")
		own.add(z, v)
	}
	out.Aliases = []PeerRow{own}
	for _, a := range p.Aliases {
		row := PeerRow{Name: z.T("peers.alias", "n", strconv.Itoa(a.Number)), Size: z.T("peers.size.from", "low", a.Low)}
		if a.High > 0 {
			row.Size = z.T("peers.size", "low", a.Low, "high", a.High)
		}
		for _, v := range a.Means {
			row.add(z, v)
		}
		out.Aliases = append(out.Aliases, row)
	}
	return out
}

func (r *PeerRow) add(z i18n.Localizer, mean float64) {
	r.Means, r.Texts = append(r.Means, &mean), append(r.Texts, z.Num(mean, 1))
}

func (w writer) band(p compare.Peers) []BandRow {
	var out []BandRow
	for _, q := range p.Band {
		row := BandRow{Label: w.Place(result.Place{Field: q.Field, Facet: q.Facet}), Facet: q.Facet != "",
			Quartiles: Quartiles{Lower: q.Lower, Middle: q.Middle, Upper: q.Upper},
			Lower:     w.z.Num(q.Lower, 1), Middle: w.z.Num(q.Middle, 1), Upper: w.z.Num(q.Upper, 1)}
		if v, ok := p.Mean(q.Field, q.Facet); ok {
			row.OwnMean, row.Own = &v, w.z.Num(v, 1)
		}
		out = append(out, row)
	}
	return out
}
