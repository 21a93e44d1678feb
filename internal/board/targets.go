package board

import (
	"kompass/internal/address"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/result"
	"kompass/views"
)

// What an address says of the targets instead of the id of a company.
const (
	targetNone = "none"
	targetOwn  = ""
)

// TargetOptions offers to lay a comparison over a target other than the company's own: that of any of the companies that have one.
// Who sees one company has one to offer.
func TargetOptions(z i18n.Localizer, at address.Page, companies []kompass.Company) []views.PickOption {
	asked := at.Get("target")
	out := []views.PickOption{
		{Value: targetOwn, Text: z.T("compare.target.own"), Chosen: asked == targetOwn},
		{Value: targetNone, Text: z.T("compare.target.none"), Chosen: asked == targetNone},
	}
	if len(companies) < 2 {
		return out
	}
	for _, company := range companies {
		out = append(out, views.PickOption{Value: company.ID, Text: z.T("compare.target.of", "company", company.Name), Chosen: asked == company.ID})
	}
	return out
}

// targets are the levels that a comparison is laid over. The zero value stands for those in each document.
type targets struct {
	none    bool
	name    string // of the company they are taken from
	missing string // of a company that has none to take
	values  kompass.TargetValues
}

// at is the target of a field or facet of a group.
func (t targets) at(g *result.Group, field, facet string) *float64 {
	if t.none {
		return nil
	}
	if t.values == nil {
		return ownTarget(g, field, facet)
	}
	if v, ok := t.values[field][facet]; ok {
		return &v
	}
	if facet != "" {
		return nil
	}
	mean, ok := kompass.TargetValues{field: t.values[field]}.Mean()
	if !ok {
		return nil
	}
	return &mean
}

func ownTarget(g *result.Group, field, facet string) *float64 {
	f, ok := g.Field(field)
	if !ok {
		return nil
	}
	if facet == "" {
		return f.Target
	}
	if cell, ok := f.Facet(facet); ok {
		return cell.Target
	}
	return nil
}
