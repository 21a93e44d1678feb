package main

import (
	"context"
	"fmt"

	"github.com/urfave/cli/v3"

	"kompass/internal/i18n"
)

func initCommand(w world) *cli.Command {
	return &cli.Command{Name: "init", Usage: "make the database and the folder of keys; where they are, nothing changes", Action: func(ctx context.Context, c *cli.Command) error {
		path := c.String("db")
		t, err := openTools(ctx, w, c, path, creating)
		if err != nil {
			return err
		}
		if err := t.Store.Close(); err != nil {
			return err
		}
		if c.Bool("json") {
			return printJSON(w.Stdout, struct {
				Database string   `json:"database"`
				Keys     []string `json:"keys"`
			}{databaseName(path), t.Keys.Folders()})
		}
		z := i18n.From(ctx)
		fmt.Fprintln(w.Stdout, z.T("cli.init.database", "file", databaseName(path)))
		for _, folder := range t.Keys.Folders() {
			fmt.Fprintln(w.Stdout, z.T("cli.init.keys", "folder", folder))
		}
		return nil
	}}
}
