package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"kompass/internal/e2e/program"
)

// printedPages are the pages of the demo's report that are kept as pictures: small ones, because they stay in the tree.
var printedPages = []struct {
	name, lang string
	grey       bool
	pages      []int
}{
	{"demo-de", "de", false, []int{1, 2, 3, 4}},
	{"demo-grey", "de", true, []int{1, 3}},
	{"demo-en", "en", false, []int{1, 3}},
}

// photographReports makes the report of a round of the demo and keeps some of its pages as pictures.
func photographReports(ctx context.Context, binary program.Binary, db, folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	round, err := demoRound(ctx, binary, db)
	if err != nil {
		return err
	}
	for _, r := range printedPages {
		file := filepath.Join(filepath.Dir(db), r.name+".pdf")
		if err := writeReport(ctx, binary, file, "report", round, "--db", db, "--lang", r.lang); err != nil {
			return err
		}
		for _, page := range r.pages {
			if err := photographPage(ctx, file, page, r.grey, filepath.Join(folder, fmt.Sprintf("%s-%02d", r.name, page))); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeSamples writes the short and the full report of a round of the demo into a folder, in both languages.
func writeSamples(ctx context.Context, binary program.Binary, db, folder string) error {
	round, err := demoRound(ctx, binary, db)
	if err != nil {
		return err
	}
	for _, kind := range []string{"short", "full"} {
		for _, lang := range []string{"de", "en"} {
			file := filepath.Join(folder, "report-"+kind+"-"+lang+".pdf")
			if err := writeReport(ctx, binary, file, "report", round, "--db", db, "--lang", lang, "--kind", kind); err != nil {
				return err
			}
		}
	}
	return nil
}

func writeReport(ctx context.Context, binary program.Binary, file string, command ...string) error {
	out, err := binary.Run(ctx, "", append(command, "-o", file, "--chromium", os.Getenv("CHROMIUM"))...)
	if err != nil || out.Code != 0 {
		return fmt.Errorf("report: %w: %s", err, out.Stderr)
	}
	return nil
}

// photographPage draws one page with poppler.
func photographPage(ctx context.Context, file string, page int, grey bool, to string) error {
	n := strconv.Itoa(page)
	args := []string{"-r", "60", "-png", "-singlefile", "-f", n, "-l", n, file, to}
	if grey {
		args = append([]string{"-gray"}, args...)
	}
	if out, err := exec.CommandContext(ctx, "pdftoppm", args...).CombinedOutput(); err != nil {
		return fmt.Errorf("pdftoppm: %w: %s", err, out)
	}
	return nil
}

// demoRound is the round of the demo that has the most to show: the latest of the company with an open one.
func demoRound(ctx context.Context, binary program.Binary, db string) (string, error) {
	out, err := binary.Run(ctx, "", "round", "list", "--json", "--db", db)
	if err != nil {
		return "", err
	}
	var rounds []struct{ ID, Company, State string }
	if err := json.Unmarshal([]byte(out.Stdout), &rounds); err != nil {
		return "", err
	}
	company := ""
	for _, r := range rounds {
		if r.State == "open" {
			company = r.Company
		}
	}
	for _, r := range rounds {
		if r.Company == company && r.State != "open" {
			return r.ID, nil
		}
	}
	return "", errors.New("no round to report of in the demo")
}
