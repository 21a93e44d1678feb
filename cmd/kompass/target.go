package main

import (
	"context"
	"encoding/json"
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
				if err := t.Store.FreezeTarget(ctx, commandLine, kompass.Everything, c.String("company")); err != nil {
					return fmt.Errorf("freeze target: %w", err)
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
		return usagef("target set: want either --profile or --file")
	}
	target := kompass.Target{CompanyID: c.String("company"), Profile: c.String("profile"), QuestionnaireID: c.String("questionnaire")}
	if path := c.String("file"); path != "" {
		data, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("read target: %w", err)
		}
		target.Values = kompass.TargetValues{}
		if err := json.Unmarshal(data, &target.Values); err != nil {
			return fmt.Errorf("read target from %s: %w", path, err)
		}
	}
	return withTools(ctx, w, c, func(t *tools) error {
		if c.Bool("renew") {
			if err := t.Store.RenewTarget(ctx, commandLine, kompass.Everything, target.CompanyID); err != nil {
				return fmt.Errorf("renew target: %w", err)
			}
		}
		if err := t.Rounds.SetTarget(ctx, commandLine, kompass.Everything, target); err != nil {
			return err
		}
		return showTarget(ctx, t, c)
	})
}

// showTarget prints the values as JSON, with --json or without: that is the form in which --file takes them.
func showTarget(ctx context.Context, t *tools, c *cli.Command) error {
	target, err := t.Store.Target(ctx, kompass.Everything, c.String("company"))
	if err != nil {
		return fmt.Errorf("show target: %w", err)
	}
	return printJSON(t.Stdout, target.Values)
}
