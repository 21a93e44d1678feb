package main

import (
	"context"
	"slices"

	"github.com/urfave/cli/v3"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
)

// accessFlag chooses whether a team shares its links or everybody has a code of their own.
func accessFlag() cli.Flag {
	return &cli.StringFlag{Name: "access", Usage: "link, which all of a team share, or codes: one for each person, good for one form", Value: "link"}
}

// onceCodes reads what [accessFlag] chose.
func onceCodes(c *cli.Command) (bool, error) {
	switch access := c.String("access"); {
	case access != "link" && access != "codes":
		return false, usage("cli.usage.access", "value", access)
	case access == "codes" && c.Bool("one-link"):
		return false, usage("cli.usage.access_one_link")
	}
	return c.String("access") == "codes", nil
}

// lots are as many one-time codes for each team as it has people, or for a company without teams as many as the plan says.
func (t *tools) lots(ctx context.Context, plan rounds.Plan) ([]kompass.Lot, error) {
	teams, err := t.Store.Teams(ctx, kompass.Everything, plan.CompanyID)
	switch {
	case err != nil:
		return nil, noCompany(err, plan.CompanyID)
	case len(teams) == 0 && plan.Heads == 0:
		return nil, usage("cli.usage.access_heads")
	case len(teams) == 0:
		return []kompass.Lot{{Codes: plan.Heads}}, nil
	}
	var all []kompass.Lot
	for _, team := range teams {
		if plan.TeamIDs == nil || slices.Contains(plan.TeamIDs, team.ID) {
			all = append(all, kompass.Lot{TeamID: team.ID, Codes: team.Heads})
		}
	}
	return all, nil
}

// draw draws one-time codes for a round, as many at once as may be.
func (t *tools) draw(ctx context.Context, round string, lots []kompass.Lot) ([]kompass.Link, error) {
	var links []kompass.Link
	for _, lot := range lots {
		for left := lot.Codes; left > 0; left -= kompass.MaxLot {
			form, err := kompass.NewNonce(t.Rand)
			if err != nil {
				return nil, err
			}
			lot.Codes = min(left, kompass.MaxLot)
			slips, err := t.Rounds.Draw(ctx, kompass.Unlimited(commandLine), round, form, []kompass.Lot{lot})
			if err != nil {
				return nil, err
			}
			for _, slip := range slips {
				links = append(links, kompass.Link{TeamID: slip.TeamID, Perspective: slip.Perspective, Code: slip.Code})
			}
		}
	}
	return links, nil
}
