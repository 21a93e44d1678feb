package main

import (
	"context"

	"github.com/urfave/cli/v3"

	"kompass/internal/i18n"
)

// inLanguage is an error that is told in the language that a command was asked to speak.
type inLanguage struct {
	lang i18n.Lang
	error
}

// Unwrap returns the error itself.
func (e inLanguage) Unwrap() error { return e.error }

// speechFlag chooses the language of what a command says; without it that is the one of the environment.
func speechFlag(w world) cli.Flag {
	return &cli.StringFlag{Name: "lang", Usage: "`LANGUAGE` of what is said, de or en", Value: string(w.Lang)}
}

// speaking has a command say everything, its errors included, in the language that [speechFlag] chose.
func speaking(w world, do func(context.Context, world, *cli.Command) error) cli.ActionFunc {
	return func(ctx context.Context, c *cli.Command) (err error) {
		if w.Lang, err = languageFlag(c); err != nil {
			return err
		}
		if err := do(i18n.With(ctx, i18n.For(w.Lang)), w, c); err != nil {
			return inLanguage{w.Lang, err}
		}
		return nil
	}
}
