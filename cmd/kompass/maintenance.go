package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/urfave/cli/v3"

	"kompass/internal/address"
	"kompass/internal/i18n"
)

func printFile(w world, c *cli.Command, path string) error {
	if c.Bool("json") {
		return printJSON(w.Stdout, struct {
			File string `json:"file"`
		}{path})
	}
	_, err := fmt.Fprintln(w.Stdout, path)
	return err
}

func checkCommand(w world) *cli.Command {
	return &cli.Command{Name: "check", Usage: "check file, schema and results, and write nothing", Action: func(ctx context.Context, c *cli.Command) error {
		return withAccess(ctx, w, c, looking, func(t *tools) error {
			findings, err := t.check(ctx)
			if err != nil {
				return fmt.Errorf("check: %w", err)
			}
			if c.Bool("json") {
				err = printJSON(w.Stdout, struct {
					OK       bool     `json:"ok"`
					Findings []string `json:"findings"`
				}{len(findings) == 0, findings})
			} else if len(findings) == 0 {
				_, err = fmt.Fprintln(w.Stdout, i18n.From(ctx).T("cli.check.ok"))
			} else {
				err = printRows(w, c, findings, func(s string) string { return s })
			}
			if err == nil && len(findings) > 0 {
				return errReported
			}
			return err
		})
	}}
}

func healthcheckCommand(w world) *cli.Command {
	return &cli.Command{
		Name: "healthcheck", Usage: "ask a running server whether it is ready; exit 1 if not",
		Flags: []cli.Flag{&cli.StringFlag{Name: "addr", Usage: "`ADDRESS` of the server", Value: "127.0.0.1:8080", Sources: environment("KOMPASS_HEALTH_ADDR")}},
		Action: func(ctx context.Context, c *cli.Command) error {
			ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
			defer cancel()
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+c.String("addr")+address.Ready, nil)
			if err != nil {
				return usage("cli.usage.address", "value", c.String("addr"))
			}
			res, err := http.DefaultClient.Do(req)
			if err != nil {
				return told{"cli.error.unreachable", []any{"address", c.String("addr")}, err}
			}
			defer res.Body.Close()
			if res.StatusCode != http.StatusOK {
				return told{"cli.error.not_ready", []any{"address", c.String("addr"), "status", res.Status}, errors.New(res.Status)}
			}
			if c.Bool("json") {
				return printJSON(w.Stdout, struct {
					Ready bool `json:"ready"`
				}{true})
			}
			_, err = fmt.Fprintln(w.Stdout, "ok")
			return err
		},
	}
}

func versionCommand(w world) *cli.Command {
	return &cli.Command{Name: "version", Usage: "print the version", Action: func(_ context.Context, c *cli.Command) error { return printVersion(w, c) }}
}

func printVersion(w world, c *cli.Command) error {
	v := version()
	if c.Bool("json") {
		return printJSON(w.Stdout, struct {
			Version string `json:"version"`
		}{v})
	}
	_, err := fmt.Fprintln(w.Stdout, "kompass", v)
	return err
}

// version is the revision that the binary was built from, as the Go tool recorded it.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	revision, modified := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			modified = "+"
		}
	}
	if revision == "" {
		return info.Main.Version
	}
	return revision[:min(12, len(revision))] + modified
}
