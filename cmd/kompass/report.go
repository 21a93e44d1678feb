package main

import (
	"context"
	"errors"
	"log/slog"

	"github.com/urfave/cli/v3"

	"kompass/internal/chart"
	"kompass/internal/figures"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/pdf"
	"kompass/internal/published"
	"kompass/internal/report"
	"kompass/internal/result"
	"kompass/views"
)

// chromiumFlag names the browser that prints.
func chromiumFlag() cli.Flag {
	return &cli.StringFlag{Name: "chromium", Usage: "`PATH` of the Chromium that makes PDF files; else the first one found", Sources: environment("KOMPASS_CHROMIUM")}
}

// printer returns what prints, nil where no Chromium is named and none is found. One that is named must be there.
func printer(c *cli.Command) (*pdf.Printer, error) {
	named := c.String("chromium")
	path, err := pdf.Find(named)
	switch {
	case err == nil:
		return pdf.New(path, pdf.Options{}), nil
	case named == "":
		return nil, nil
	}
	return nil, told{"cli.error.chromium", []any{"path", named}, err}
}

func reportCommand(w world) *cli.Command {
	return &cli.Command{
		Name: "report", Usage: "write the report of a round to a PDF file, through a Chromium on this machine", ArgsUsage: "ROUND",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "kind", Usage: "short (four pages; one of a team), full, or appendix (how the numbers came about, and the sources)", Value: string(report.Default)},
			&cli.StringFlag{Name: "team", Usage: "`ID` of the team that the report is about; without it, everyone"},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "`FILE` to write, for its owner alone", Required: true}, forceFlag(),
			langFlag(i18n.German), chromiumFlag(),
		},
		Action: func(ctx context.Context, c *cli.Command) error { return writeReport(ctx, w, c) },
	}
}

func writeReport(ctx context.Context, w world, c *cli.Command) error {
	args, err := arguments(c, "ROUND")
	if err != nil {
		return err
	}
	lang, err := languageFlag(c)
	if err != nil {
		return err
	}
	kind, ok := report.KindOf(c.String("kind"))
	if !ok {
		return usage("cli.usage.kind", "value", c.String("kind"))
	}
	prints, err := printer(c)
	if err != nil {
		return err
	}
	if prints == nil {
		return told{"cli.error.no_chromium", nil, pdf.ErrNoBrowser}
	}
	key := result.Key{}
	if team := c.String("team"); team != "" {
		key["team"] = team
	}
	return withTools(ctx, w, c, func(t *tools) error {
		file, err := t.report(i18n.With(ctx, i18n.For(lang)), prints, args[0], askedReport{key, kind})
		if err != nil {
			return err
		}
		if err := t.writeOutput(c, file); err != nil {
			return err
		}
		return printFile(w, c, c.String("output"))
	})
}

// askedReport is which report of a round is asked for.
type askedReport struct {
	key  result.Key
	kind views.ReportKind
}

// report makes the file. A group that is not shown has no report: it would be a cover and a reason.
func (t *tools) report(ctx context.Context, prints *pdf.Printer, round string, asked askedReport) (file []byte, err error) {
	key := asked.key
	doc, _, err := t.published(ctx, round)
	if err != nil {
		return nil, err
	}
	group, ok := doc.Find(key)
	if !ok {
		return nil, told{"cli.error.team", []any{"id", key["team"]}, kompass.ErrNotFound}
	}
	if !group.Shown {
		reason := i18n.For(t.Lang).T("disclosure."+string(*group.Reason), "k", doc.MinGroup)
		return nil, told{"cli.error.hidden_team", []any{"id", key["team"], "reason", reason}, kompass.ErrUnpublished}
	}
	charts := chart.NewRenderer(chart.Options{})
	defer func() { err = errors.Join(err, charts.Close()) }()
	m := report.Maker{Store: t.Store, Published: published.NewReader(t.Store, t.Rounds), Figures: figures.Drawer{Charts: charts}, PDF: prints,
		Log: slog.New(slog.NewTextHandler(t.Stderr, nil)), Now: t.Now}
	return m.Of(ctx, round, key, asked.kind)
}
