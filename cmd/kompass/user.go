package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v3"

	"kompass/internal/auth"
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
					return saying(saying(err, kompass.ErrLastTrainer, "person.last"), kompass.ErrNotFound, "cli.error.user", "id", args[0])
				}
				return printID(w, c, args[0])
			})
		}},
		{Name: "enable", Usage: "let a disabled user sign in again", ArgsUsage: "ID", Action: func(ctx context.Context, c *cli.Command) error {
			return onUser(ctx, w, c, func(t *tools, u kompass.User) error { return t.Store.EnableUser(ctx, commandLine, u.ID) })
		}},
		{Name: "link", Usage: "print a new setup link, for a first or a forgotten password", ArgsUsage: "ID|E-MAIL", Action: func(ctx context.Context, c *cli.Command) error {
			return linkUser(ctx, w, c)
		}},
		{Name: "onestep", Usage: "let a user sign in without the second step, after a lost telephone", ArgsUsage: "ID|E-MAIL", Action: func(ctx context.Context, c *cli.Command) error {
			return onUser(ctx, w, c, func(t *tools, u kompass.User) error {
				if !u.SecondStep {
					return told{"cli.error.one_step", []any{"id", u.Email}, kompass.ErrNotFound}
				}
				return t.Store.DropSecondStep(ctx, commandLine, u.ID, kompass.TokenHash{})
			})
		}},
	}}
}

// findUser returns the user whom an argument names by id or address.
func (t *tools) findUser(ctx context.Context, who string) (kompass.User, error) {
	user, err := t.Store.User(ctx, who)
	if address, bad := kompass.ParseEmail(who); bad == nil && errors.Is(err, kompass.ErrNotFound) {
		user, err = t.Store.UserByEmail(ctx, address)
	}
	return user, saying(err, kompass.ErrNotFound, "cli.error.user", "id", who)
}

// onUser does something to the user whom the only argument names, and prints the id.
func onUser(ctx context.Context, w world, c *cli.Command, do func(*tools, kompass.User) error) error {
	args, err := arguments(c, c.ArgsUsage)
	if err != nil {
		return err
	}
	return withTools(ctx, w, c, func(t *tools) error {
		user, err := t.findUser(ctx, args[0])
		if err != nil {
			return err
		}
		if err := do(t, user); err != nil {
			return err
		}
		return printID(w, c, user.ID)
	})
}

// linkUser prints a link through which a user sets a password. A second step stays in force.
func linkUser(ctx context.Context, w world, c *cli.Command) error {
	args, err := arguments(c, c.ArgsUsage)
	if err != nil {
		return err
	}
	return withTools(ctx, w, c, func(t *tools) error {
		user, err := t.findUser(ctx, args[0])
		if err != nil {
			return err
		}
		token, err := t.Auth.SetupLink(ctx, commandLine, user.ID)
		if err != nil {
			return saying(err, kompass.ErrNotFound, "cli.error.disabled", "id", args[0])
		}
		out := struct {
			ID       string `json:"id"`
			SetupURL string `json:"setup_url"`
		}{user.ID, t.Base.Setup(token)}
		if c.Bool("json") {
			return printJSON(w.Stdout, out)
		}
		_, err = fmt.Fprintln(w.Stdout, out.SetupURL)
		return err
	})
}

func addUser(ctx context.Context, w world, c *cli.Command) error {
	role, err := kompass.ParseRole(c.String("role"), c.String("company"))
	if err != nil {
		return wrongValue(err)
	}
	password := ""
	if c.Bool("password-stdin") {
		if password, err = readPassword(w.Stdin); err != nil {
			return err
		}
	}
	return withTools(ctx, w, c, func(t *tools) error {
		out := struct {
			ID       string `json:"id"`
			SetupURL string `json:"setup_url,omitempty"`
		}{}
		if c.Bool("password-stdin") {
			user, err := t.Auth.CreateWithPassword(ctx, commandLine, auth.NewUser{Email: c.String("email"), Role: role, CompanyID: c.String("company"), Password: password})
			if err != nil {
				return aboutUser(err, c.String("company"))
			}
			out.ID = user.ID
		} else {
			user, token, err := t.Auth.Invite(ctx, commandLine, c.String("email"), role, c.String("company"))
			if err != nil {
				return aboutUser(err, c.String("company"))
			}
			out.ID, out.SetupURL = user.ID, t.Base.Setup(token)
		}
		if c.Bool("json") {
			return printJSON(w.Stdout, out)
		}
		_, err = fmt.Fprintln(w.Stdout, strings.TrimSpace(out.ID+" "+out.SetupURL))
		return err
	})
}

// readPassword returns the first line, without its end.
func readPassword(r io.Reader) (string, error) {
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil && line == "" {
		return "", told{"cli.error.no_password", nil, err}
	}
	return strings.TrimRight(line, "\r\n"), nil
}

// aboutUser says what keeps an account from being added.
func aboutUser(err error, companyID string) error {
	return noCompany(saying(err, kompass.ErrConflict, "cli.error.email_taken"), companyID)
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
