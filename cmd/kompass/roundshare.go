package main

import (
	"context"
	"fmt"

	"github.com/urfave/cli/v3"

	"kompass/internal/kompass"
)

// roundShareCommand shows a released result to those who answered, or no longer.
func roundShareCommand(w world) *cli.Command {
	return &cli.Command{
		Name: "share", Usage: "show at the links of a released round what became of it, and print the address of that", ArgsUsage: "ID",
		Flags: []cli.Flag{&cli.BoolFlag{Name: "off", Usage: "show it no longer"}},
		Action: func(ctx context.Context, c *cli.Command) error {
			args, err := arguments(c, "ID")
			if err != nil {
				return err
			}
			return withTools(ctx, w, c, func(t *tools) error {
				on := !c.Bool("off")
				code, err := t.Store.SwitchShare(ctx, kompass.Unlimited(commandLine), args[0], on)
				if err != nil {
					return noRound(err, args[0])
				}
				out := sharedRound{ID: args[0], Shared: on}
				if on {
					out.URL = t.Base.Questionnaire(code)
				}
				return out.print(t, c)
			})
		},
	}
}

// sharedRound is what the command says: URL is "" where nothing is shown.
type sharedRound struct {
	ID     string `json:"id"`
	Shared bool   `json:"shared"`
	URL    string `json:"url,omitempty"`
}

func (r sharedRound) print(t *tools, c *cli.Command) error {
	if c.Bool("json") {
		return printJSON(t.Stdout, r)
	}
	line := r.ID
	if r.URL != "" {
		line += "\t" + r.URL
	}
	_, err := fmt.Fprintln(t.Stdout, line)
	return err
}
