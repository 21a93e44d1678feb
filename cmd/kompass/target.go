package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/urfave/cli/v3"

	"kompass/internal/kompass"
)

// defaultQuestionnaire is the one whose start profiles a target comes from unless another is named.
const defaultQuestionnaire = "service-excellence-kompass"

func targetCommand(w world) *cli.Command {
	return &cli.Command{Name: "target", Usage: "target level (Soll) of a company", Commands: []*cli.Command{
		{
			Name: "set", Usage: "set the target from a start profile or a JSON file",
			Flags: []cli.Flag{
				companyFlag(),
				&cli.StringFlag{Name: "profile", Usage: "`ID` of a start profile of the questionnaire"},
				&cli.StringFlag{Name: "file", Usage: "JSON `FILE` with values per field and facet"},
				&cli.StringFlag{Name: "questionnaire", Usage: "`ID` of the questionnaire whose fields the target names", Value: defaultQuestionnaire},
				&cli.BoolFlag{Name: "renew", Usage: "begin a new target after a frozen one, while no round is open"},
			},
			Action: func(ctx context.Context, c *cli.Command) error { return setTarget(ctx, w, c) },
		},
		{Name: "freeze", Usage: "freeze the target", Flags: []cli.Flag{companyFlag()}, Action: func(ctx context.Context, c *cli.Command) error {
			return withTools(ctx, w, c, func(t *tools) error {
				if err := t.Store.FreezeTarget(ctx, kompass.Unlimited(commandLine), c.String("company")); err != nil {
					return noCompany(saying(err, kompass.ErrFrozen, "cli.error.frozen_already"), c.String("company"))
				}
				return showTarget(ctx, t, c)
			})
		}},
		{Name: "show", Usage: "show the target", Flags: []cli.Flag{companyFlag()}, Action: func(ctx context.Context, c *cli.Command) error {
			return withTools(ctx, w, c, func(t *tools) error { return showTarget(ctx, t, c) })
		}},
	}}
}

func setTarget(ctx context.Context, w world, c *cli.Command) error {
	if (c.String("profile") == "") == (c.String("file") == "") {
		return usage("cli.usage.target")
	}
	target := kompass.Target{CompanyID: c.String("company"), Profile: c.String("profile"), QuestionnaireID: c.String("questionnaire")}
	if path := c.String("file"); path != "" {
		data, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("read target: %w", err)
		}
		if target.Values, err = parseTarget(data); err != nil {
			return told{"cli.error.target_file", []any{"file", path, "example", `{"customers": {"attitude": 2.5}}`}, err}
		}
	}
	return withTools(ctx, w, c, func(t *tools) error {
		if c.Bool("renew") {
			if err := t.renewTarget(ctx, target); err != nil {
				return noCompany(err, target.CompanyID)
			}
		}
		if err := t.Rounds.SetTarget(ctx, kompass.Unlimited(commandLine), target); err != nil {
			return noCompany(err, target.CompanyID)
		}
		return showTarget(ctx, t, c)
	})
}

// parseTarget reads values per field or per field and facet. Anything that is no number is refused: null is not zero.
func parseTarget(data []byte) (kompass.TargetValues, error) {
	var fields map[string]any
	if err := json.Unmarshal(data, &fields); err != nil {
		return nil, fmt.Errorf("read target: %w", err)
	}
	out := kompass.TargetValues{}
	for field, value := range fields {
		cells, ok := value.(map[string]any)
		if !ok {
			cells = map[string]any{"": value}
		}
		out[field] = map[string]float64{}
		for facet, v := range cells {
			if out[field][facet], ok = v.(float64); !ok {
				return nil, fmt.Errorf("target of field %q, facet %q: %v is no number", field, facet, v)
			}
		}
	}
	return out, nil
}

// renewTarget begins a new draft after a frozen target. A draft needs none; what cannot replace the old target must not
// unfreeze it.
func (t *tools) renewTarget(ctx context.Context, next kompass.Target) error {
	if _, err := t.Rounds.Complete(next); err != nil {
		return err
	}
	old, err := t.Store.Target(ctx, kompass.Everything, next.CompanyID)
	if errors.Is(err, kompass.ErrNoTarget) || err == nil && !old.Frozen() {
		return nil
	}
	if err != nil {
		return err
	}
	err = t.Store.RenewTarget(ctx, kompass.Unlimited(commandLine), next.CompanyID)
	return saying(err, kompass.ErrConflict, "cli.error.round_open")
}

// showTarget prints the values as JSON, with --json or without: that is the form in which --file takes them.
func showTarget(ctx context.Context, t *tools, c *cli.Command) error {
	target, err := t.Store.Target(ctx, kompass.Everything, c.String("company"))
	if err != nil {
		return noCompany(err, c.String("company"))
	}
	return printJSON(t.Stdout, target.Values)
}
