package main

import (
	"context"
	"fmt"
	"os"

	"github.com/urfave/cli/v3"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/naming"
	"kompass/internal/result"
)

func resultCommand(w world) *cli.Command {
	return &cli.Command{Name: "result", Usage: "print the result of a closed round", ArgsUsage: "ROUND", Action: func(ctx context.Context, c *cli.Command) error {
		args, err := arguments(c, "ROUND")
		if err != nil {
			return err
		}
		return withTools(ctx, w, c, func(t *tools) error {
			doc, err := t.Rounds.Result(ctx, kompass.Everything, args[0])
			if err != nil {
				return noRound(err, args[0])
			}
			if c.Bool("json") {
				return printJSON(w.Stdout, doc)
			}
			return printSummary(w, doc)
		})
	}}
}

// printSummary prints the means of every group and field as a table for the terminal.
func printSummary(w world, doc *result.Document) error {
	z := i18n.For(w.Lang)
	names := naming.New(z, nil, doc)
	if missing := names.LeftOut(); missing != "" {
		fmt.Fprintln(w.Stdout, missing)
	}
	for _, g := range doc.Groups {
		if !g.Shown {
			fmt.Fprintf(w.Stdout, "%s\t%s\n", g.Label, names.Hidden(&g))
			continue
		}
		fmt.Fprintf(w.Stdout, "%s\tn = %d\n", g.Label, *g.N)
		for _, f := range g.Fields {
			if _, err := fmt.Fprintln(w.Stdout, fieldLine(z, names, f)); err != nil {
				return err
			}
		}
	}
	return nil
}

func fieldLine(z i18n.Localizer, names naming.Names, f result.Field) string {
	if !f.Shown {
		return fmt.Sprintf("  %s\t%s", f.ID, names.Reason(f.Reason))
	}
	return fmt.Sprintf("  %s\t%s\tn = %d", f.ID, naming.Mean(z, f.Value()), f.N)
}

func importCommand(w world) *cli.Command {
	return &cli.Command{Name: "import", Usage: "add answers from a CSV file to an open round, all or nothing", ArgsUsage: "ROUND FILE.csv", Flags: []cli.Flag{speechFlag(w)},
		Action: speaking(w, importAnswers)}
}

func importAnswers(ctx context.Context, w world, c *cli.Command) error {
	args, err := arguments(c, "ROUND", "FILE.csv")
	if err != nil {
		return err
	}
	data, err := os.ReadFile(args[1])
	if err != nil {
		return fmt.Errorf("read answers: %w", err)
	}
	return withTools(ctx, w, c, func(t *tools) error {
		imported, already, err := t.Rounds.Import(ctx, kompass.Unlimited(commandLine), args[0], data)
		if err != nil {
			return noRound(fmt.Errorf("%s: %w", args[1], err), args[0])
		}
		out := struct {
			Imported int `json:"imported"`
			Already  int `json:"already"`
		}{imported, already}
		if c.Bool("json") {
			return printJSON(w.Stdout, out)
		}
		_, err = fmt.Fprintln(w.Stdout, i18n.From(ctx).T("cli.imported", "n", imported, "already", already))
		return err
	})
}
