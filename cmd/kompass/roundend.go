package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/urfave/cli/v3"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
)

// roundCloseCommand closes at once where there is a result to publish. Where there is none the answers are deleted, so it
// asks first if there is a person to ask; a script that calls it has decided.
func roundCloseCommand(w world) *cli.Command {
	cmd := &cli.Command{
		Name: "close", Usage: "close a round and compute its result", ArgsUsage: "ID",
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "yes", Usage: "close without asking, even if too few have answered and their answers will be deleted"},
			keyFileFlag(),
			&cli.BoolFlag{Name: "leave-out-unreadable", Usage: "close although some answers cannot be opened; how many is recorded"},
		},
	}
	cmd.Action = func(ctx context.Context, c *cli.Command) error {
		args, err := arguments(c, "ID")
		if err != nil {
			return err
		}
		return withTools(ctx, w, c, func(t *tools) error {
			sheet, err := readSheet(c.String("key-file"))
			if err != nil {
				return err
			}
			if err := t.closeRound(ctx, args[0], c.Bool("yes"), rounds.Closing{Sheet: sheet, LeaveOut: c.Bool("leave-out-unreadable")}); err != nil {
				return noRound(aboutOpening(err), args[0])
			}
			if err := t.Rounds.EndUrns(ctx); err != nil {
				fmt.Fprintln(w.Stderr, "kompass:", i18n.From(ctx).T("cli.close.left", "what", err.Error()))
			}
			return printID(w, c, args[0])
		})
	}
	return cmd
}

func (t *tools) closeRound(ctx context.Context, id string, sure bool, how rounds.Closing) error {
	round, err := t.Store.Round(ctx, kompass.Everything, id)
	if err != nil {
		return err
	}
	totals, err := t.Store.RoundTotals(ctx, kompass.Everything, []string{id})
	if err != nil {
		return err
	}
	z := i18n.From(ctx)
	going := round.State == kompass.StateOpen || round.State == kompass.StateClosing
	if going && totals[id] < round.K && !sure && t.Interactive && !confirmed(t.world, z.T(closeQuestion(round), "k", round.K)) {
		return told{"cli.close.kept", nil, kompass.ErrUnpublished}
	}
	err = t.Rounds.CloseWith(ctx, kompass.Unlimited(commandLine), id, how)
	if errors.Is(err, kompass.ErrUnpublished) {
		fmt.Fprintln(t.Stderr, "kompass:", z.T("cli.close.unpublished"))
		return nil
	}
	return err
}

// closeQuestion asks whether a round with too few answers is to be closed.
func closeQuestion(round kompass.Round) string {
	if round.K <= 1 {
		return "cli.close.ask.none"
	}
	return "cli.close.ask"
}

func roundCancelCommand(w world) *cli.Command {
	cmd := roundAct(w, "cancel", "delete a round opened by mistake, with its answers", func(ctx context.Context, t *tools, id string) error {
		return t.Rounds.Delete(ctx, kompass.Unlimited(commandLine), id)
	})
	cmd.Flags = []cli.Flag{&cli.BoolFlag{Name: "yes", Usage: "delete without asking"}}
	act := cmd.Action
	cmd.Action = func(ctx context.Context, c *cli.Command) error {
		if _, err := arguments(c, "ID"); err != nil {
			return err
		}
		if !c.Bool("yes") && !confirmed(w, i18n.From(ctx).T("cli.cancel.ask")) {
			return told{"cli.cancel.kept", nil, kompass.ErrInvalid}
		}
		return act(ctx, c)
	}
	return cmd
}

// confirmed asks on stderr and takes yes or ja from stdin.
func confirmed(w world, question string) bool {
	fmt.Fprint(w.Stderr, question+" ")
	line, err := bufio.NewReader(w.Stdin).ReadString('\n')
	if err != nil {
		fmt.Fprintln(w.Stderr)
	}
	answer := strings.ToLower(strings.TrimSpace(line))
	return answer == "yes" || answer == "ja"
}
