package main

import (
	"bufio"
	"context"
	"fmt"
	"strings"

	"github.com/urfave/cli/v3"

	"kompass/internal/kompass"
)

func userCommand(w world) *cli.Command {
	return &cli.Command{Name: "user", Usage: "people who sign in", Commands: []*cli.Command{
		{
			Name: "add", Usage: "add a trainer or coordinator; prints a one-time setup link unless a password is given",
			Flags: []cli.Flag{
				&cli.StringFlag{Name: "email", Usage: "`ADDRESS` to sign in with", Required: true},
				&cli.StringFlag{Name: "role", Usage: "trainer or coordinator", Required: true},
				&cli.StringFlag{Name: "company", Usage: "`ID` of a coordinator's company"},
				&cli.BoolFlag{Name: "password-stdin", Usage: "read the password from the first line of stdin"},
			},
			Action: func(ctx context.Context, c *cli.Command) error { return addUser(ctx, w, c) },
		},
		{Name: "list", Usage: "list users", Action: func(ctx context.Context, c *cli.Command) error { return listUsers(ctx, w, c) }},
		{Name: "disable", Usage: "disable a user and end her sessions", ArgsUsage: "ID", Action: func(ctx context.Context, c *cli.Command) error {
			args, err := arguments(c, "ID")
			if err != nil {
				return err
			}
			return withTools(ctx, w, c, func(t *tools) error {
				if err := t.Store.DisableUser(ctx, commandLine, args[0]); err != nil {
					return fmt.Errorf("disable user %s: %w", args[0], err)
				}
				return printID(w, c, args[0])
			})
		}},
	}}
}

func addUser(ctx context.Context, w world, c *cli.Command) error {
	role, err := kompass.ParseRole(c.String("role"), c.String("company"))
	if err != nil {
		return err
	}
	password := ""
	if c.Bool("password-stdin") {
		line, err := bufio.NewReader(w.Stdin).ReadString('\n')
		if err != nil && line == "" {
			return fmt.Errorf("read password from stdin: %w", err)
		}
		password = strings.TrimRight(line, "\r\n")
	}
	return withTools(ctx, w, c, func(t *tools) error {
		out := struct {
			ID       string `json:"id"`
			SetupURL string `json:"setup_url,omitempty"`
		}{}
		if c.Bool("password-stdin") {
			user, err := t.Auth.CreateWithPassword(ctx, commandLine, c.String("email"), role, c.String("company"), password)
			if err != nil {
				return err
			}
			out.ID = user.ID
		} else {
			user, token, err := t.Auth.Invite(ctx, commandLine, c.String("email"), role, c.String("company"))
			if err != nil {
				return err
			}
			out.ID, out.SetupURL = user.ID, t.Base.Setup(token)
		}
		if c.Bool("json") {
			return printJSON(w.Stdout, out)
		}
		_, err := fmt.Fprintln(w.Stdout, strings.TrimSpace(out.ID+" "+out.SetupURL))
		return err
	})
}

func listUsers(ctx context.Context, w world, c *cli.Command) error {
	type row struct {
		ID       string `json:"id"`
		Email    string `json:"email"`
		Role     string `json:"role"`
		Company  string `json:"company,omitempty"`
		Disabled bool   `json:"disabled"`
	}
	return withTools(ctx, w, c, func(t *tools) error {
		users, err := t.Store.Users(ctx)
		if err != nil {
			return fmt.Errorf("list users: %w", err)
		}
		rows := []row{}
		for _, u := range users {
			rows = append(rows, row{u.ID, u.Email, string(u.Role), u.CompanyID, u.Disabled})
		}
		return printRows(w, c, rows, func(r row) string { return r.ID + "\t" + r.Email + "\t" + r.Role })
	})
}
