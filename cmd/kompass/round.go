package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v3"

	"kompass/internal/disclosure"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
)

func roundCommand(w world) *cli.Command {
	return &cli.Command{Name: "round", Usage: "rounds of a company", Commands: []*cli.Command{
		roundOpenCommand(w),
		{Name: "list", Usage: "list rounds", Action: func(ctx context.Context, c *cli.Command) error { return listRounds(ctx, w, c) }},
		roundCloseCommand(w), roundConfirmCommand(w),
		roundAct(w, "release", "release the result to the company; comments that nobody decided on stay hidden", func(ctx context.Context, t *tools, id string) error {
			return t.Rounds.Release(ctx, kompass.Unlimited(commandLine), id)
		}),
		roundShareCommand(w), roundCancelCommand(w),
		roundExportCommand(w), roundImportCommand(w),
	}}
}

func roundOpenCommand(w world) *cli.Command {
	return &cli.Command{
		Name: "open", Usage: "open a round and print its links",
		Flags: []cli.Flag{
			companyFlag(),
			&cli.StringFlag{Name: "questionnaire", Usage: "`ID` of the questionnaire", Required: true},
			&cli.StringFlag{Name: "title", Usage: "`TITLE` of the round", Required: true},
			&cli.StringFlag{Name: "mode", Usage: "anonymous or open", Value: string(kompass.Anonymous)},
			accessFlag(),
			&cli.IntFlag{Name: "min-group", Usage: "smallest group of an anonymous round that is shown, 5 to 50", Value: kompass.FloorMinGroup},
			&cli.StringFlag{Name: "perspectives", Usage: "all or none of those that the questionnaire declares", Value: "all"},
			&cli.StringSliceFlag{Name: "team", Usage: "`ID` of a team asked; may be repeated; all teams when not given"},
			&cli.IntFlag{Name: "heads", Usage: "how many people a company without teams has"},
			&cli.StringFlag{Name: "opens", Usage: "first day `YYYY-MM-DD` (or a time, RFC 3339); now when not given"},
			&cli.StringFlag{Name: "closes", Usage: "last day `YYYY-MM-DD` (or a time, RFC 3339); until closed when not given"},
			&cli.StringFlag{Name: "key", Usage: "who has the private key: the server, or a holder to whom it is shown once", Value: "server"},
			&cli.BoolFlag{Name: "announce", Usage: "tell those who answer that the result is to stand at their link"},
			&cli.BoolFlag{Name: "one-link", Usage: "one link for everybody, who choose team and perspective themselves"},
		},
		Action: func(ctx context.Context, c *cli.Command) error { return openRound(ctx, w, c) },
	}
}

func openRound(ctx context.Context, w world, c *cli.Command) error {
	plan, err := planOf(c)
	if err != nil {
		return err
	}
	if plan.OnceCodes, err = onceCodes(c); err != nil {
		return err
	}
	return withTools(ctx, w, c, func(t *tools) error {
		var lots []kompass.Lot
		if plan.OnceCodes {
			if lots, err = t.lots(ctx, plan); err != nil {
				return err
			}
		}
		opened, err := t.Rounds.Open(ctx, kompass.Unlimited(commandLine), plan)
		if err != nil {
			return noCompany(err, plan.CompanyID)
		}
		if plan.OnceCodes {
			if opened.Links, err = t.draw(ctx, opened.Round.ID, lots); err != nil {
				return err
			}
		}
		for _, warning := range opened.Warnings {
			fmt.Fprintln(w.Stderr, "kompass:", i18n.From(ctx).T(warning.Key, warning.Args...))
		}
		return printOpened(t, c, opened)
	})
}

func planOf(c *cli.Command) (rounds.Plan, error) {
	mode, err := kompass.ParseMode(c.String("mode"))
	if err != nil {
		return rounds.Plan{}, wrongValue(err)
	}
	asked := c.String("perspectives")
	if asked != "all" && asked != "none" {
		return rounds.Plan{}, usage("cli.usage.perspectives", "value", asked)
	}
	if key := c.String("key"); key != "server" && key != "holder" {
		return rounds.Plan{}, usage("cli.usage.key", "value", key)
	}
	opens, err := parseMoment(c.String("opens"), false)
	if err != nil {
		return rounds.Plan{}, err
	}
	closes, err := parseMoment(c.String("closes"), true)
	if err != nil {
		return rounds.Plan{}, err
	}
	plan := rounds.Plan{
		CompanyID: c.String("company"), QuestionnaireID: c.String("questionnaire"), Title: c.String("title"),
		Mode: mode, K: int(c.Int("min-group")), AskPerspectives: asked == "all",
		Held:    c.String("key") == "holder",
		OpensAt: opens, ClosesAt: closes, OneLink: c.Bool("one-link"), Announce: c.Bool("announce"), Heads: int(c.Int("heads")),
	}
	if c.IsSet("heads") {
		if plan.Heads, err = kompass.ParseHeads(plan.Heads); err != nil {
			return rounds.Plan{}, wrongValue(err)
		}
	}
	if c.IsSet("team") {
		plan.TeamIDs = c.StringSlice("team")
	}
	return plan, nil
}

// parseMoment reads a day in the product's time zone or an RFC 3339 time; the last day of a period lasts until midnight.
func parseMoment(raw string, last bool) (time.Time, error) {
	if raw == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.RFC3339, raw); err == nil {
		return t, nil
	}
	t, err := time.ParseInLocation(time.DateOnly, raw, i18n.Zone())
	if err != nil {
		return time.Time{}, usage("cli.usage.moment", "value", raw)
	}
	if last {
		t = t.AddDate(0, 0, 1)
	}
	return t, nil
}

func printOpened(t *tools, c *cli.Command, o rounds.Opened) error {
	type link struct {
		Team        *string `json:"team"`
		Perspective *string `json:"perspective"`
		Code        string  `json:"code"`
		URL         string  `json:"url"`
	}
	out := struct {
		ID    string `json:"id"`
		Links []link `json:"links"`
		Key   string `json:"key,omitempty"`
	}{ID: o.Round.ID, Links: []link{}, Key: strings.Join(o.Sheet, " ")}
	for _, l := range o.Links {
		out.Links = append(out.Links, link{optional(l.TeamID), optional(l.Perspective), string(l.Code), t.Base.Questionnaire(l.Code)})
	}
	if c.Bool("json") {
		return printJSON(t.Stdout, out)
	}
	fmt.Fprintln(t.Stdout, out.ID)
	if out.Key != "" {
		fmt.Fprintln(t.Stdout, i18n.For(t.Lang).T("cli.round.key", "key", out.Key, "id", out.ID))
	}
	return printRows(t.world, c, out.Links, func(l link) string {
		return fmt.Sprintf("%s\t%s\t%s\t%s", l.Code, deref(l.Team), deref(l.Perspective), l.URL)
	})
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func deref(s *string) string {
	if s == nil {
		return "-"
	}
	return *s
}

// noRound says which round there is not.
func noRound(err error, id string) error {
	return saying(err, kompass.ErrNotFound, "cli.error.round", "id", id)
}

// roundAct is a command that does one thing to one round.
func roundAct(w world, name, usage string, act func(ctx context.Context, t *tools, id string) error) *cli.Command {
	return &cli.Command{Name: name, Usage: usage, ArgsUsage: "ID", Action: func(ctx context.Context, c *cli.Command) error {
		args, err := arguments(c, "ID")
		if err != nil {
			return err
		}
		return withTools(ctx, w, c, func(t *tools) error {
			if err := act(ctx, t, args[0]); err != nil {
				return noRound(err, args[0])
			}
			return printID(w, c, args[0])
		})
	}}
}

func listRounds(ctx context.Context, w world, c *cli.Command) error {
	type row struct {
		ID        string `json:"id"`
		Company   string `json:"company"`
		Title     string `json:"title"`
		State     string `json:"state"`
		Responses *int   `json:"responses"`
	}
	return withTools(ctx, w, c, func(t *tools) error {
		all, err := t.Store.Rounds(ctx, kompass.Everything, "")
		if err != nil {
			return fmt.Errorf("list rounds: %w", err)
		}
		ids := make([]string, len(all))
		for i, r := range all {
			ids[i] = r.ID
		}
		totals, err := t.Store.TeamTotals(ctx, kompass.Everything, ids)
		if err != nil {
			return fmt.Errorf("count answers: %w", err)
		}
		rows := []row{}
		for _, r := range all {
			rows = append(rows, row{r.ID, r.CompanyID, r.Title, string(publicState(r.State)), disclosure.TotalOf(r.K, slices.Collect(maps.Values(totals[r.ID]))).Shown(r.K)})
		}
		return printRows(w, c, rows, func(r row) string { return r.ID + "\t" + r.State + "\t" + r.Title })
	})
}

// publicState folds the moment of closing into closed: no answer is taken any more.
func publicState(s kompass.State) kompass.State {
	if s == kompass.StateClosing {
		return kompass.StateClosed
	}
	return s
}
