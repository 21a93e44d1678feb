package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/urfave/cli/v3"

	"kompass/internal/i18n"
	"kompass/internal/keys"
	"kompass/internal/kompass"
	"kompass/internal/result"
	"kompass/internal/rounds"
)

// maxRoundFile is the largest file that is read: the result of hundreds of teams stays far below.
const maxRoundFile = 64 << 20

func roundExportCommand(w world) *cli.Command {
	return &cli.Command{
		Name: "export", Usage: "write a closed round to a signed file with which it moves to another installation", ArgsUsage: "ID",
		Flags: []cli.Flag{&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "`FILE` to write, for its owner alone", Required: true}, forceFlag()},
		Action: func(ctx context.Context, c *cli.Command) error {
			args, err := arguments(c, "ID")
			if err != nil {
				return err
			}
			return withTools(ctx, w, c, func(t *tools) error {
				data, err := t.Rounds.Finished(ctx, kompass.Everything, args[0])
				if err != nil {
					return noRound(aboutSigning(err), args[0])
				}
				if err := t.writeOutput(c, data); err != nil {
					return err
				}
				return t.printSigned(c)
			})
		},
	}
}

func roundImportCommand(w world) *cli.Command {
	return &cli.Command{
		Name: "import", Usage: "take in a closed round from another installation", ArgsUsage: "FILE",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "company", Usage: "`ID` of the company that the round belongs to here; the round's own when not given, created if need be"},
			&cli.StringFlag{Name: "accept-signer", Usage: "take in what an installation signed that is not known here, and know it from then on; its `FINGERPRINT` is what kompass key fingerprint prints there"},
			&cli.BoolFlag{Name: "accept-unsigned", Usage: "take in a file without a signature, as earlier versions wrote them"},
		},
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
				adopted, err := t.Rounds.Adopt(ctx, commandLine, rounds.Adoption{File: data, CompanyID: c.String("company"),
					Origin: rounds.Origin{Signer: c.String("accept-signer"), Unsigned: c.Bool("accept-unsigned")}})
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
	var signer rounds.UnknownSignerError
	if errors.As(err, &signer) {
		return told{"cli.error.round_signer", []any{"file", path, "fingerprint", signer.Fingerprint}, err}
	}
	for _, known := range []struct {
		is  error
		key string
	}{
		{rounds.ErrUnsigned, "cli.error.round_unsigned"}, {rounds.ErrNotRoundFile, "cli.error.round_file"}, {rounds.ErrNewerFile, "cli.error.round_newer"},
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

// aboutSigning says that the key to sign with is out of reach or not whole.
func aboutSigning(err error) error {
	return saying(aboutKeys(err), keys.ErrUnreachable, "cli.error.keys_unreachable")
}

// printSigned says where a file lies and who signed it.
func (t *tools) printSigned(c *cli.Command) error {
	fingerprint, err := t.Rounds.OwnFingerprint()
	if err != nil {
		return aboutSigning(err)
	}
	path := c.String("output")
	if c.Bool("json") {
		return printJSON(t.Stdout, struct {
			File   string `json:"file"`
			Signer string `json:"signer"`
		}{path, fingerprint})
	}
	_, err = fmt.Fprintf(t.Stdout, "%s\n%s\n", path, i18n.For(t.Lang).T("cli.round.signed", "fingerprint", fingerprint))
	return err
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
