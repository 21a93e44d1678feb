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
	return &cli.Command{
		Name: "lint", Usage: "check questionnaire files", ArgsUsage: "FILE…", Flags: []cli.Flag{speechFlag(w)},
		Action: speaking(w, func(_ context.Context, w world, c *cli.Command) error {
			if !c.Args().Present() {
				return usage("cli.usage.lint")
			}
			return lint(w, c)
		}),
	}
}

func lint(w world, c *cli.Command) error {
	type row struct {
		File    string `json:"file"`
		Line    int    `json:"line"`
		Warning bool   `json:"warning"`
		Message string `json:"message"`
	}
	rows, lines := []row{}, []string{}
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
			lines = append(lines, f.FormatIn(i18n.For(w.Lang).Sentence, file))
		}
	}
	var err error
	if c.Bool("json") {
		err = printJSON(w.Stdout, rows)
	} else {
		err = printRows(w, c, lines, func(line string) string { return line })
	}
	if err == nil && failed {
		return errReported
	}
	return err
}

func diffCommand(w world) *cli.Command {
	return &cli.Command{Name: "diff", Usage: "compare two versions of a questionnaire item by item", ArgsUsage: "OLD NEW", Flags: []cli.Flag{speechFlag(w)},
		Action: speaking(w, func(_ context.Context, w world, c *cli.Command) error { return diff(w, c) })}
}

func diff(w world, c *cli.Command) error {
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
		return aboutComparing(err, before, after)
	}
	if c.Bool("json") {
		return printJSON(w.Stdout, diff)
	}
	z := i18n.For(w.Lang)
	return printRows(w, c, diff.Items, func(d questionnaire.ItemDiff) string {
		counts := "cli.diff.incomparable"
		if d.Comparable {
			counts = "cli.diff.comparable"
		}
		return d.ID + "\t" + z.T("cli.diff."+string(d.Verdict)) + "\t" + z.T(counts)
	})
}

// aboutComparing says why two files are no versions of one questionnaire.
func aboutComparing(err error, before, after *questionnaire.Questionnaire) error {
	if errors.Is(err, questionnaire.ErrSameVersion) {
		return told{"cli.error.same_version", []any{"id", after.ID, "version", after.Version}, err}
	}
	return saying(err, questionnaire.ErrOtherID, "cli.error.other_questionnaire", "id", before.ID, "other", after.ID)
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
			fmt.Fprintln(w.Stderr, f.FormatIn(i18n.For(w.Lang).Sentence, path))
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
			speechFlag(w),
		},
		Action: speaking(w, func(_ context.Context, w world, c *cli.Command) error { return scoreFile(w, c) }),
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
