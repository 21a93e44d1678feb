package views

import (
	"context"

	"kompass/internal/disclosure"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
)

// CompanyDeletion is the model of the page that asks before a company is deleted.
type CompanyDeletion struct {
	Page    Page
	Company kompass.Company
	Rounds  int
	Open    []string // titles of rounds in which people may be answering
	Typed   string   // as the name
	Errors  []FieldError
}

// DeletionProtocol is the model of the page that shows what was deleted.
type DeletionProtocol struct {
	Page     Page
	Deletion kompass.Deletion
}

func deletionFacts(ctx context.Context, d kompass.Deletion) []Fact {
	z := i18n.From(ctx)
	by := d.By
	if by == "command line" {
		by = tr(ctx, "target.by.command")
	}
	return []Fact{
		{Term: tr(ctx, "deletion.when"), Value: z.DateTime(d.At)},
		{Term: tr(ctx, "deletion.by"), Value: by},
		{Term: tr(ctx, "deletion.id"), Value: d.CompanyID},
		{Term: tr(ctx, "company.teams"), Value: z.Int(d.Teams)},
		{Term: tr(ctx, "company.rounds"), Value: z.Int(len(d.Rounds))},
		{Term: tr(ctx, "deletion.targets"), Value: z.Int(d.Targets)},
		{Term: tr(ctx, "deletion.comments"), Value: z.Int(d.Comments)},
		{Term: tr(ctx, "deletion.measures"), Value: z.Int(d.Measures)},
		{Term: tr(ctx, "deletion.users"), Value: z.Int(d.Users)},
	}
}

// answered is how many answers a deleted round had, as far as that is told.
func answered(r kompass.DeletedRound) disclosure.Total {
	switch {
	case r.Responses != nil:
		return disclosure.Total{Low: *r.Responses, High: *r.Responses}
	case r.High > 0:
		return disclosure.Total{Low: r.Low, High: r.High}
	}
	return disclosure.Total{High: max(r.K-1, 0)}
}

// hashText is the fingerprint of a deleted result, or that there was none.
func hashText(ctx context.Context, r kompass.DeletedRound) string {
	if r.Hash == "" {
		return tr(ctx, "deletion.noresult")
	}
	return r.Hash
}
