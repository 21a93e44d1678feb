package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/urfave/cli/v3"

	"kompass/internal/auth"
	"kompass/internal/i18n"
	"kompass/internal/lan"
)

// world is everything outside the program: streams, clock, randomness, the language of messages.
type world struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Now            func() time.Time
	Rand           io.Reader
	Lang           i18n.Lang
	Interactive    bool                            // a person sits at Stdin and can be asked
	Interfaces     func() ([]lan.Interface, error) // of this machine, see package lan
	Cost           auth.Cost                       // of passwords; zero means the full one
}

// The exit codes.
const (
	exitOK    = 0
	exitError = 1
	exitUsage = 2
)

// usageError is a command called wrongly.
type usageError struct{ error }

// usage returns a usage error with its sentence.
func usage(key string, args ...any) error {
	return usageError{told{key, args, errors.New(key)}}
}

// wrongValue makes a usage error of a flag's value that is none of those which the flag knows.
func wrongValue(err error) error { return usageError{err} }

// errReported is an error whose text stands on the terminal already, such as the findings of lint.
var errReported = errors.New("already reported")

// languageOf reads the language of messages from the environment, as other programs do.
func languageOf(getenv func(string) string) i18n.Lang {
	for _, name := range []string{"KOMPASS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := getenv(name); v != "" {
			return i18n.Locale(v)
		}
	}
	return i18n.English
}

// run executes one command line and returns the exit code.
func run(ctx context.Context, w world, args []string) int {
	err := newApp(w).Run(i18n.With(ctx, i18n.For(w.Lang)), args)
	z := i18n.For(w.Lang)
	var wrong usageError
	var asked inLanguage
	if errors.As(err, &asked) {
		z = i18n.For(asked.lang)
	}
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errReported):
		return exitError
	case errors.As(err, &wrong):
		fmt.Fprintln(w.Stderr, "kompass:", explainUsage(z, wrong.error))
		return exitUsage
	}
	fmt.Fprintln(w.Stderr, "kompass:", inWords(z, err))
	return exitError
}

func newApp(w world) *cli.Command {
	app := &cli.Command{
		Name:  "kompass",
		Usage: "self-assessment of service excellence: server and tools",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "db", Usage: "database `FILE`", Value: defaultDatabase, Sources: environment("KOMPASS_DB")},
			&cli.StringFlag{Name: "keys", Usage: "`DIR` with the keys of open rounds, or several with commas between; keys beside the database's folder when not given", Sources: environment("KOMPASS_KEYS")},
			&cli.StringFlag{Name: "questionnaires", Usage: "`DIR` with questionnaires beside the embedded ones", Sources: environment("KOMPASS_QUESTIONNAIRES")},
			&cli.StringFlag{Name: "base-url", Usage: "`ADDRESS` under which people reach the product", Value: "http://127.0.0.1:8080", Sources: environment("KOMPASS_BASE_URL")},
			&cli.BoolFlag{Name: "json", Usage: "print one JSON document on stdout"},
			&cli.BoolFlag{Name: "version", Usage: "print the version", Local: true},
		},
		Commands: []*cli.Command{
			initCommand(w), serveCommand(w), demoCommand(w),
			lintCommand(w), diffCommand(w), scoreCommand(w),
			userCommand(w), companyCommand(w), teamCommand(w), targetCommand(w), roundCommand(w),
			importCommand(w), resultCommand(w), explainCommand(w), exportCommand(w), reportCommand(w),
			keyCommand(w), backupCommand(w), restoreCommand(w), checkCommand(w), healthcheckCommand(w), versionCommand(w),
			manCommand(w), helpCommand(w),
		},
		Writer: w.Stdout, ErrWriter: w.Stderr,
		ExitErrHandler:        func(context.Context, *cli.Command, error) {},
		HideVersion:           true,
		EnableShellCompletion: true,
	}
	describe(i18n.For(w.Lang), app, app.Name)
	strict(w, app)
	return app
}

// set is an environment variable that counts only when it says something: compose files pass empty ones on.
type set struct{ cli.ValueSource }

func (s set) Lookup() (string, bool) {
	v, ok := s.ValueSource.Lookup()
	return v, ok && v != ""
}

func environment(key string) cli.ValueSourceChain {
	return cli.NewValueSourceChain(set{cli.EnvVar(key)})
}

// strict makes every mistake in calling a command a usage error: a command that there is not, a command left out, an
// argument to a command that takes none.
func strict(w world, cmd *cli.Command) {
	cmd.OnUsageError = func(_ context.Context, _ *cli.Command, err error, _ bool) error { return usageError{err} }
	act := cmd.Action
	switch {
	case act == nil:
		cmd.Action = func(ctx context.Context, c *cli.Command) error { return chooseCommand(ctx, w, c) }
	case cmd.ArgsUsage == "":
		cmd.Action = func(ctx context.Context, c *cli.Command) error {
			if c.Args().Present() {
				return usage("cli.usage.no_arguments", "command", c.FullName(), "argument", c.Args().First())
			}
			return act(ctx, c)
		}
	}
	for _, sub := range cmd.Commands {
		strict(w, sub)
	}
}

// chooseCommand answers a call that names no command: the program alone says what there is.
func chooseCommand(_ context.Context, w world, c *cli.Command) error {
	switch {
	case c.Args().Present():
		return usage("cli.usage.command_unknown", "command", c.FullName(), "name", c.Args().First())
	case c.Bool("version"):
		return printVersion(w, c)
	case c.Root() == c:
		return cli.ShowAppHelp(c)
	}
	return usage("cli.usage.command_missing", "command", c.FullName())
}

// arguments returns exactly the named positional arguments.
func arguments(c *cli.Command, names ...string) ([]string, error) {
	if c.Args().Len() != len(names) {
		return nil, usage("cli.usage.arguments", "command", c.FullName(), "arguments", c.ArgsUsage)
	}
	return c.Args().Slice(), nil
}

// printJSON writes one document, indented for people who read it.
func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
