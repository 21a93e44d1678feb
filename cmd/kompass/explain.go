package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v3"

	"kompass/internal/explain"
	"kompass/internal/i18n"
)

func explainCommand(w world) *cli.Command {
	return &cli.Command{
		Name: "explain", Usage: "say where a number of a result comes from", ArgsUsage: "ROUND PATH",
		Description: "PATH is a group, then a field, a facet or item, and a number, all but the group optional: everyone/customers, team=ID/customers/attitude.gap, team=ID,perspective=staff/customers/k-e-1.mean",
		Flags:       []cli.Flag{langFlag(w.Lang)},
		Action:      func(ctx context.Context, c *cli.Command) error { return explainNumber(ctx, w, c) },
	}
}

func explainNumber(ctx context.Context, w world, c *cli.Command) error {
	args, err := arguments(c, "ROUND", "PATH")
	if err != nil {
		return err
	}
	lang, err := languageFlag(c)
	if err != nil {
		return err
	}
	return withTools(ctx, w, c, func(t *tools) error {
		doc, q, err := t.published(ctx, args[0])
		if err != nil {
			return err
		}
		e, err := explain.Explain(explain.Input{Document: doc, Questionnaire: q, Lang: lang}, args[1])
		if err != nil {
			return aboutPath(err)
		}
		if c.Bool("json") {
			return printJSON(w.Stdout, e)
		}
		return printExplanation(w.Stdout, i18n.For(lang), e)
	})
}

// aboutPath gives the error of a path that leads nowhere its sentence.
func aboutPath(err error) error {
	var unknown *explain.UnknownError
	if !errors.As(err, &unknown) {
		return err
	}
	return told{"explain.unknown." + unknown.Level, []any{"step", unknown.Step, "exists", strings.Join(unknown.Exists, ", ")}, err}
}

// printExplanation prints an explanation for the terminal.
func printExplanation(out io.Writer, z i18n.Localizer, e *explain.Explanation) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n\n", e.Title)
	for _, fact := range e.Facts {
		fmt.Fprintln(&b, fact)
	}
	for _, n := range e.Numbers {
		printNumber(&b, z, n)
	}
	if len(e.Items) > 0 {
		fmt.Fprintf(&b, "\n%s\n", z.T("explain.items"))
		for _, it := range e.Items {
			printItem(&b, z, it)
		}
	}
	if len(e.Sources) > 0 {
		fmt.Fprintf(&b, "\n%s\n", z.T("explain.sources"))
		for _, s := range e.Sources {
			fmt.Fprintf(&b, "  %s [%s]\n", s.Citation, s.Mark)
		}
	}
	if len(e.Parts) > 0 {
		fmt.Fprintf(&b, "\n%s\n", z.T("explain.parts"))
		for _, p := range e.Parts {
			fmt.Fprintf(&b, "  %s  (%s)\n", p.Path, p.Name)
		}
	}
	_, err := b.WriteTo(out)
	return err
}

func printNumber(b *bytes.Buffer, z i18n.Localizer, n explain.Number) {
	value := n.Value
	if value == "" {
		value = z.T("explain.notgiven")
	}
	fmt.Fprintf(b, "\n%s: %s\n", n.Name, value)
	for _, line := range append([]string{n.Absent}, n.How...) {
		if line != "" {
			fmt.Fprintf(b, "  %s\n", line)
		}
	}
	for _, x := range []struct{ key, text string }{{"explain.formula", n.Formula}, {"explain.filled", n.Filled}, {"explain.rounding", n.Rounding}} {
		if x.text != "" {
			fmt.Fprintf(b, "  %s: %s\n", z.T(x.key), x.text)
		}
	}
}

func printItem(b *bytes.Buffer, z i18n.Localizer, it explain.Item) {
	fmt.Fprintf(b, "  %s  %s", it.ID, it.Text)
	if it.Reverse {
		fmt.Fprintf(b, " (%s)", z.T("explain.item.reversed"))
	}
	if it.N != nil {
		fmt.Fprintf(b, " (%s)", z.T("explain.item.counts", "n", *it.N, "na", *it.NA, "missing", *it.Missing))
	}
	b.WriteString("\n")
}
