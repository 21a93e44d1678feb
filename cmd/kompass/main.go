// Command kompass is the whole product: the server for questionnaires and dashboards, and the commands that set up
// companies, run rounds, check questionnaires and keep the database.
//
// It reads its settings from flags and from KOMPASS_* variables. Errors go to stderr: exit 1 for what went wrong, 2 for
// a command that was called wrongly. With --json a command prints one JSON document on stdout and nothing else.
package main

import (
	"context"
	"crypto/rand"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/mattn/go-isatty"

	"kompass/internal/lan"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	w := world{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Now: time.Now, Rand: rand.Reader, Lang: languageOf(os.Getenv), Interactive: isatty.IsTerminal(os.Stdin.Fd()),
		Interfaces: lan.Interfaces,
	}
	code := run(ctx, w, os.Args)
	stop()
	os.Exit(code)
}
