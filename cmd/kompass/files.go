package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/urfave/cli/v3"

	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
	"kompass/internal/responses"
	"kompass/internal/result"
)

func lintCommand(w world) *cli.Command {
	return &cli.Command{Name: "lint", Usage: "check questionnaire files", ArgsUsage: "FILE…", Action: func(_ context.Context, c *cli.Command) error {
		if !c.Args().Present() {
			return usage("cli.usage.lint")
		}
		return lint(w, c)
	}}
}

func lint(w world, c *cli.Command) error {
	type row struct {
		File    string `json:"file"`
		Line    int    `json:"line"`
		Warning bool   `json:"warning"`
		Message string `json:"message"`
	}
	rows := []row{}
	failed := false
	for _, file := range c.Args().Slice() {
		data, err := os.ReadFile(file)
		if err != nil {
			return fmt.Errorf("lint: %w", err)
		}
		_, findings := questionnaire.Parse(data)
		failed = failed || questionnaire.HasErrors(findings)
		for _, f := range findings {
			rows = append(rows, row{file, f.Line, f.Warning, f.Message})
		}
	}
	err := printRows(w, c, rows, func(r row) string {
		return questionnaire.Finding{Line: r.Line, Warning: r.Warning, Message: r.Message}.Format(r.File)
	})
	if err == nil && failed {
		return errReported
	}
	return err
}

func diffCommand(w world) *cli.Command {
	return &cli.Command{Name: "diff", Usage: "compare two versions of a questionnaire item by item", ArgsUsage: "OLD NEW", Action: func(_ context.Context, c *cli.Command) error {
		args, err := arguments(c, "OLD", "NEW")
		if err != nil {
			return err
		}
		before, err := readQuestionnaire(w, args[0])
		if err != nil {
			return err
		}
		after, err := readQuestionnaire(w, args[1])
		if err != nil {
			return err
		}
		diff, err := questionnaire.Compare(before, after)
		if err != nil {
			return fmt.Errorf("diff %s %s: %w", args[0], args[1], err)
		}
		if c.Bool("json") {
			return printJSON(w.Stdout, diff)
		}
		return printRows(w, c, diff.Items, func(d questionnaire.ItemDiff) string {
			return fmt.Sprintf("%s\t%s\tcomparable: %t", d.ID, d.Verdict, d.Comparable)
		})
	}}
}

// readQuestionnaire reads one file and reports its errors as lint would, on stderr.
func readQuestionnaire(w world, path string) (*questionnaire.Questionnaire, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read questionnaire: %w", err)
	}
	q, findings := questionnaire.Parse(data)
	if q != nil {
		return q, nil
	}
	for _, f := range findings {
		if !f.Warning {
			fmt.Fprintln(w.Stderr, f.Format(path))
		}
	}
	return nil, errReported
}

func scoreCommand(w world) *cli.Command {
	return &cli.Command{
		Name: "score", Usage: "score a file of answers without a server", ArgsUsage: "RESPONSES.csv",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "questionnaire", Usage: "questionnaire `FILE`", Required: true},
			&cli.StringFlag{Name: "group", Usage: "`COLUMN` to group by"},
			&cli.IntFlag{Name: "min-group", Usage: "smallest group that is shown", Value: 5},
		},
		Action: func(_ context.Context, c *cli.Command) error { return scoreFile(w, c) },
	}
}

func scoreFile(w world, c *cli.Command) error {
	args, err := arguments(c, "RESPONSES.csv")
	if err != nil {
		return err
	}
	if c.Int("min-group") < 1 {
		return usage("cli.usage.min_group")
	}
	q, err := readQuestionnaire(w, c.String("questionnaire"))
	if err != nil {
		return err
	}
	file, err := os.Open(args[0])
	if err != nil {
		return fmt.Errorf("read answers: %w", err)
	}
	defer file.Close()
	table, err := responses.ReadCSV(file, q)
	if err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	doc, err := scoreTable(q, table, c.String("group"), int(c.Int("min-group")))
	if err != nil {
		return err
	}
	if c.Bool("json") {
		return printJSON(w.Stdout, doc)
	}
	return printSummary(w, doc)
}

func scoreTable(q *questionnaire.Questionnaire, table *responses.Table, column string, k int) (*result.Document, error) {
	place, grouped := table.Attribute(column)
	if column != "" && !grouped {
		return nil, told{"cli.error.no_column", []any{"column", column}, errors.New("no such column")}
	}
	persons := func(yield func(result.Person) bool) {
		for _, row := range table.Rows {
			person := result.Person{Answers: row.Answers}
			if grouped {
				person.Group = row.Attributes[place]
			}
			if !yield(person) {
				return
			}
		}
	}
	doc, err := result.Score(result.ScoreInput{Questionnaire: q, MinGroup: k, GroupBy: column, Everyone: i18n.For(i18n.Lang(q.Languages[0])).T("result.everyone"), Persons: persons})
	if err != nil {
		return nil, fmt.Errorf("score: %w", err)
	}
	return doc, nil
}
