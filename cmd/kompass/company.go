package main

import (
	"context"
	"fmt"
	"time"

	"github.com/urfave/cli/v3"

	"kompass/internal/kompass"
)

type idJSON struct {
	ID string `json:"id"`
}

// printID prints the id of something new, alone or as JSON.
func printID(w world, c *cli.Command, id string) error {
	if c.Bool("json") {
		return printJSON(w.Stdout, idJSON{ID: id})
	}
	_, err := fmt.Fprintln(w.Stdout, id)
	return err
}

// noCompany says which company there is not.
func noCompany(err error, id string) error {
	return saying(err, kompass.ErrNotFound, "cli.error.company", "id", id)
}

func companyFlag() cli.Flag {
	return &cli.StringFlag{Name: "company", Usage: "`ID` of the company", Required: true}
}

func companyCommand(w world) *cli.Command {
	return &cli.Command{Name: "company", Usage: "client companies", Commands: []*cli.Command{
		{
			Name: "add", Usage: "add a company",
			Flags: []cli.Flag{&cli.StringFlag{Name: "name", Usage: "`NAME` of the company", Required: true}},
			Action: func(ctx context.Context, c *cli.Command) error {
				name, err := kompass.ParseName("name", c.String("name"))
				if err != nil {
					return err
				}
				return withTools(ctx, w, c, func(t *tools) error {
					company, err := t.Store.CreateCompany(ctx, commandLine, name)
					if err != nil {
						return fmt.Errorf("add company: %w", err)
					}
					return printID(w, c, company.ID)
				})
			},
		},
		{Name: "list", Usage: "list companies", Action: func(ctx context.Context, c *cli.Command) error { return listCompanies(ctx, w, c) }},
		companyDeleteCommand(w),
	}}
}

func listCompanies(ctx context.Context, w world, c *cli.Command) error {
	type row struct {
		ID      string    `json:"id"`
		Name    string    `json:"name"`
		Created time.Time `json:"created"`
	}
	return withTools(ctx, w, c, func(t *tools) error {
		companies, err := t.Store.Companies(ctx, kompass.Everything)
		if err != nil {
			return fmt.Errorf("list companies: %w", err)
		}
		rows := []row{}
		for _, company := range companies {
			rows = append(rows, row{company.ID, company.Name, company.Created})
		}
		return printRows(w, c, rows, func(r row) string { return r.ID + "\t" + r.Name })
	})
}

// printRows prints a list as JSON or line by line.
func printRows[T any](w world, c *cli.Command, rows []T, line func(T) string) error {
	if c.Bool("json") {
		return printJSON(w.Stdout, rows)
	}
	for _, r := range rows {
		if _, err := fmt.Fprintln(w.Stdout, line(r)); err != nil {
			return err
		}
	}
	return nil
}

func teamCommand(w world) *cli.Command {
	return &cli.Command{Name: "team", Usage: "teams of a company", Commands: []*cli.Command{
		{
			Name: "add", Usage: "add a team",
			Flags: []cli.Flag{
				companyFlag(),
				&cli.StringFlag{Name: "name", Usage: "`NAME` of the team", Required: true},
				&cli.IntFlag{Name: "size", Usage: "head count `N`", Required: true},
			},
			Action: func(ctx context.Context, c *cli.Command) error { return addTeam(ctx, w, c) },
		},
		{Name: "list", Usage: "list teams", Flags: []cli.Flag{companyFlag()}, Action: func(ctx context.Context, c *cli.Command) error { return listTeams(ctx, w, c) }},
	}}
}

func addTeam(ctx context.Context, w world, c *cli.Command) error {
	name, err := kompass.ParseName("name", c.String("name"))
	if err != nil {
		return err
	}
	heads, err := kompass.ParseHeads(int(c.Int("size")))
	if err != nil {
		return err
	}
	return withTools(ctx, w, c, func(t *tools) error {
		team, err := t.Store.AddTeam(ctx, kompass.Unlimited(commandLine), kompass.Team{CompanyID: c.String("company"), Name: name, Heads: heads})
		if err != nil {
			return noCompany(saying(err, kompass.ErrConflict, "error.team.exists"), c.String("company"))
		}
		return printID(w, c, team.ID)
	})
}

func listTeams(ctx context.Context, w world, c *cli.Command) error {
	type row struct {
		ID   string `json:"id"`
		Name string `json:"name"`
		Size int    `json:"size"`
	}
	return withTools(ctx, w, c, func(t *tools) error {
		teams, err := t.Store.Teams(ctx, kompass.Everything, c.String("company"))
		if err != nil {
			return noCompany(err, c.String("company"))
		}
		rows := []row{}
		for _, team := range teams {
			rows = append(rows, row{team.ID, team.Name, team.Heads})
		}
		return printRows(w, c, rows, func(r row) string { return fmt.Sprintf("%s\t%s\t%d", r.ID, r.Name, r.Size) })
	})
}
