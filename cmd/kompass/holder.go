package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/urfave/cli/v3"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/urn"
)

// maxSheet is the largest file with the words of a key that is read.
const maxSheet = 4096

func keyFileFlag() cli.Flag {
	return &cli.StringFlag{Name: "key-file", Usage: "`FILE` with the 24 words of a key that somebody else holds"}
}

// readSheet reads the words of a key; without a file there are none.
func readSheet(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	words, err := io.ReadAll(io.LimitReader(file, maxSheet))
	return string(words), err
}

// roundConfirmCommand takes the key of a holder once, before the round takes answers: a slip shows while it can still be mended.
func roundConfirmCommand(w world) *cli.Command {
	return &cli.Command{
		Name: "confirm", Usage: "type in the key of a holder once, before answers are taken", ArgsUsage: "ID",
		Flags: []cli.Flag{keyFileFlag()},
		Action: func(ctx context.Context, c *cli.Command) error {
			args, err := arguments(c, "ID")
			if err != nil {
				return err
			}
			sheet, err := readSheet(c.String("key-file"))
			if err != nil {
				return err
			}
			return withTools(ctx, w, c, func(t *tools) error {
				if err := t.Rounds.CheckSheet(ctx, kompass.Unlimited(commandLine), args[0], sheet); err != nil {
					return noRound(aboutOpening(err), args[0])
				}
				return printID(w, c, args[0])
			})
		},
	}
}

// aboutOpening gives what keeps answers from being opened its sentence.
func aboutOpening(err error) error {
	var slip *urn.Slip
	var misread *urn.Misread
	var unreadable *rounds.UnreadableError
	switch {
	case errors.As(err, &slip) && slip.Swapped:
		return told{"cli.error.sheet_swapped", []any{"n", slip.Position, "next", slip.Position + 1}, err}
	case errors.As(err, &slip):
		return told{"cli.error.sheet_word", []any{"n", slip.Position, "typed", slip.Typed, "meant", slip.Meant}, err}
	case errors.As(err, &misread) && misread.Words > 0 && misread.Words != urn.SheetWords:
		return told{"cli.error.sheet_count", []any{"n", misread.Words, "want", urn.SheetWords}, err}
	case errors.As(err, &misread) && len(misread.Unknown) > 0:
		return told{"cli.error.sheet_unknown", []any{"words", unknownWords(misread.Unknown)}, err}
	case errors.Is(err, urn.ErrSheet):
		return told{"cli.error.sheet", nil, err}
	case errors.As(err, &unreadable):
		return told{"cli.error.unreadable", []any{"n", unreadable.Answers}, err}
	}
	return err
}

// unknownWords lists words that are not on the list, with those that look like them.
func unknownWords(words []urn.Unknown) string {
	var out []string
	for _, w := range words {
		out = append(out, fmt.Sprintf("%d. %s (%s?)", w.Position, w.Typed, strings.Join(w.Near, ", ")))
	}
	return strings.Join(out, "; ")
}
