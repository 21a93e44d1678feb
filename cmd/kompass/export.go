package main

import (
	"bytes"
	"context"

	"github.com/urfave/cli/v3"

	"kompass/internal/export"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

// langFlag chooses the language of what a command writes.
func langFlag(value i18n.Lang) cli.Flag {
	return &cli.StringFlag{Name: "lang", Usage: "`LANGUAGE` of names and numbers, de or en", Value: string(value)}
}

// languageFlag reads what [langFlag] chose.
func languageFlag(c *cli.Command) (i18n.Lang, error) {
	for _, l := range i18n.Langs {
		if c.String("lang") == string(l) {
			return l, nil
		}
	}
	return "", usage("cli.usage.lang", "value", c.String("lang"))
}

func exportCommand(w world) *cli.Command {
	return &cli.Command{
		Name: "export", Usage: "write the published result of a round to a file", ArgsUsage: "ROUND",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "format", Usage: "`FORMAT` of the file: csv, xlsx or json", Required: true},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "`FILE` to write, for its owner alone; - is standard output", Value: "-"},
			forceFlag(),
			langFlag(i18n.German),
		},
		Action: func(ctx context.Context, c *cli.Command) error { return exportResult(ctx, w, c) },
	}
}

func exportResult(ctx context.Context, w world, c *cli.Command) error {
	args, err := arguments(c, "ROUND")
	if err != nil {
		return err
	}
	format, err := export.ParseFormat(c.String("format"))
	if err != nil {
		return usage("cli.usage.format", "value", c.String("format"))
	}
	lang, err := languageFlag(c)
	if err != nil {
		return err
	}
	path := c.String("output")
	if path == "-" && c.Bool("json") && format != export.JSON {
		return usage("cli.usage.format_json", "format", string(format))
	}
	return withTools(ctx, w, c, func(t *tools) error {
		doc, q, err := t.published(ctx, args[0])
		if err != nil {
			return err
		}
		var file bytes.Buffer
		if err := export.Write(&file, format, export.Input{Document: doc, Questionnaire: q, Lang: lang}); err != nil {
			return err
		}
		if path == "-" {
			_, err := file.WriteTo(w.Stdout)
			return err
		}
		if err := t.writeOutput(c, file.Bytes()); err != nil {
			return err
		}
		return printFile(w, c, path)
	})
}

// published returns the result of a round and the questionnaire that was answered.
func (t *tools) published(ctx context.Context, id string) (*result.Document, *questionnaire.Questionnaire, error) {
	doc, err := t.Rounds.Result(ctx, kompass.Everything, id)
	if err != nil {
		return nil, nil, noRound(err, id)
	}
	round, err := t.Store.Round(ctx, kompass.Everything, id)
	if err != nil {
		return nil, nil, noRound(err, id)
	}
	frozen, err := t.Rounds.Frozen(ctx, round)
	if err != nil {
		return nil, nil, err
	}
	return doc, frozen.Questionnaire, nil
}
