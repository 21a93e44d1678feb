package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/urfave/cli/v3"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/result"
	"kompass/internal/rounds"
)

// maxRoundFile is the largest file that is read: the result of hundreds of teams stays far below.
const maxRoundFile = 64 << 20

func roundExportCommand(w world) *cli.Command {
	return &cli.Command{
		Name: "export", Usage: "write a closed round to a file with which it moves to another installation", ArgsUsage: "ID",
		Flags: []cli.Flag{&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "`FILE` to write, for its owner alone", Required: true}, forceFlag()},
		Action: func(ctx context.Context, c *cli.Command) error {
			args, err := arguments(c, "ID")
			if err != nil {
				return err
			}
			return withTools(ctx, w, c, func(t *tools) error {
				data, err := t.Rounds.Finished(ctx, kompass.Everything, args[0])
				if err != nil {
					return noRound(err, args[0])
				}
				if err := t.writeOutput(c, data); err != nil {
					return err
				}
				return printFile(w, c, c.String("output"))
			})
		},
	}
}

func roundImportCommand(w world) *cli.Command {
	return &cli.Command{
		Name: "import", Usage: "take in a closed round from another installation", ArgsUsage: "FILE",
		Flags: []cli.Flag{&cli.StringFlag{Name: "company", Usage: "`ID` of the company that the round belongs to here; the round's own when not given, created if need be"}},
		Action: func(ctx context.Context, c *cli.Command) error {
			args, err := arguments(c, "FILE")
			if err != nil {
				return err
			}
			data, err := readRoundFile(args[0])
			if err != nil {
				return err
			}
			return withTools(ctx, w, c, func(t *tools) error {
				adopted, err := t.Rounds.Adopt(ctx, commandLine, data, c.String("company"))
				if err != nil {
					return aboutRoundFile(err, args[0], c.String("company"))
				}
				return printAdopted(t, c, adopted)
			})
		},
	}
}

func readRoundFile(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read round: %w", err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxRoundFile+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read round: %w", err)
	case len(data) > maxRoundFile:
		return nil, told{"cli.error.round_file", []any{"file", path}, rounds.ErrNotRoundFile}
	}
	return data, nil
}

// aboutRoundFile says what is wrong with a file, or with taking it in here.
func aboutRoundFile(err error, path, company string) error {
	for _, known := range []struct {
		is  error
		key string
	}{
		{rounds.ErrNotRoundFile, "cli.error.round_file"}, {rounds.ErrNewerFile, "cli.error.round_newer"},
		{result.ErrSchema, "cli.error.round_newer"}, {result.ErrTampered, "cli.error.round_changed"},
		{rounds.ErrChanged, "cli.error.round_changed"}, {rounds.ErrAgainstRules, "cli.error.round_rules"},
		{kompass.ErrConflict, "cli.error.round_conflict"}, {kompass.ErrInvalid, "cli.error.round_file"},
	} {
		if errors.Is(err, known.is) {
			return told{known.key, []any{"file", path}, err}
		}
	}
	return noCompany(err, company)
}

func printAdopted(t *tools, c *cli.Command, a rounds.Adopted) error {
	if c.Bool("json") {
		return printJSON(t.Stdout, struct {
			ID      string `json:"id"`
			Company string `json:"company"`
			Already bool   `json:"already"`
		}{a.Round.ID, a.CompanyID, a.Already})
	}
	key := "cli.round.adopted"
	if a.Already {
		key = "cli.round.already"
	}
	_, err := fmt.Fprintln(t.Stdout, i18n.For(t.Lang).T(key, "round", a.Round.ID, "title", a.Round.Title, "company", a.CompanyID))
	return err
}
