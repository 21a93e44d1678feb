package main

import (
	"context"
	"fmt"

	"github.com/urfave/cli/v3"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
)

// companyDeleteCommand deletes a company whole, as the page does, and prints the protocol.
func companyDeleteCommand(w world) *cli.Command {
	cmd := &cli.Command{
		Name: "delete", Usage: "delete a company with everything that belongs to it, and print the protocol", ArgsUsage: "ID",
		Flags: []cli.Flag{&cli.BoolFlag{Name: "yes", Usage: "delete without asking"}},
	}
	cmd.Action = func(ctx context.Context, c *cli.Command) error {
		args, err := arguments(c, "ID")
		if err != nil {
			return err
		}
		return withTools(ctx, w, c, func(t *tools) error {
			company, err := t.Store.Company(ctx, kompass.Everything, args[0])
			if err != nil {
				return noCompany(err, args[0])
			}
			if !c.Bool("yes") && !confirmed(w, i18n.From(ctx).T("cli.delete.ask", "company", company.Name)) {
				return told{"cli.delete.kept", nil, kompass.ErrInvalid}
			}
			d, err := t.Rounds.DeleteCompany(ctx, kompass.Unlimited(commandLine), company.ID, commandLine)
			if err != nil {
				return noCompany(err, args[0])
			}
			return printDeletion(ctx, w, c, d)
		})
	}
	return cmd
}

func printDeletion(ctx context.Context, w world, c *cli.Command, d kompass.Deletion) error {
	if c.Bool("json") {
		return printJSON(w.Stdout, d)
	}
	z := i18n.From(ctx)
	_, err := fmt.Fprintln(w.Stdout, z.T("cli.delete.done", "company", d.Name, "rounds", len(d.Rounds), "teams", d.Teams, "users", d.Users, "id", d.ID))
	for _, r := range d.Rounds {
		if err == nil && r.Hash != "" {
			_, err = fmt.Fprintf(w.Stdout, "%s\t%s\n", r.Title, r.Hash)
		}
	}
	return err
}
