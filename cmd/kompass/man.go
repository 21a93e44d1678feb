package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v3"

	"kompass/internal/i18n"
)

func manCommand(w world) *cli.Command {
	return &cli.Command{Name: "man", Usage: "print the manual page, for man or a file kompass.1", Flags: []cli.Flag{speechFlag(w)},
		Action: speaking(w, func(_ context.Context, w world, _ *cli.Command) error { return writeManual(w.Stdout, w) })}
}

// writeManual writes the manual page of the program as roff with the macros man, from what its commands say of themselves.
func writeManual(out io.Writer, w world) error {
	z, app := i18n.For(w.Lang), newApp(w)
	var page bytes.Buffer
	fmt.Fprintf(&page, ".TH KOMPASS 1\n.SH NAME\nkompass \\- %s\n.SH %s\n.B %s\n", roff(app.Usage), roff(z.T("cli.man.synopsis")), roff(app.UsageText))
	fmt.Fprintf(&page, ".SH %s\n", roff(z.T("cli.man.options")))
	writeFlags(&page, app)
	fmt.Fprintf(&page, ".SH %s\n", roff(z.T("cli.man.commands")))
	writeCommands(&page, app)
	fmt.Fprintf(&page, ".SH %s\n%s\n", roff(z.T("cli.man.exit")), roff(z.T("cli.man.exit.text")))
	_, err := page.WriteTo(out)
	return err
}

func writeCommands(page *bytes.Buffer, parent *cli.Command) {
	for _, cmd := range parent.Commands {
		fmt.Fprintf(page, ".SS %s\n%s\n", roff(cmd.UsageText), roff(cmd.Usage))
		if cmd.Description != "" {
			fmt.Fprintf(page, ".PP\n%s\n", roff(cmd.Description))
		}
		writeFlags(page, cmd)
		writeCommands(page, cmd)
	}
}

func writeFlags(page *bytes.Buffer, cmd *cli.Command) {
	for _, flag := range cmd.VisibleFlags() {
		name, usage, _ := strings.Cut(flag.String(), "\t")
		fmt.Fprintf(page, ".TP\n.B %s\n%s\n", roff(name), roff(usage))
	}
}

// roff escapes a line of text, so that nothing in it is read as markup and a hyphen is the one that people type.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, "\n", " ").Replace(text)
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		text = `\&` + text
	}
	return text
}
