package main

import (
	"errors"
	"io/fs"
	"regexp"
	"strings"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/postgres"
	"kompass/internal/questionnaire"
	"kompass/internal/responses"
	"kompass/internal/rounds"
	"kompass/internal/sqlite"
	"kompass/internal/store"
)

// told is an error for which the product has a sentence: the key of a message and what fills it in.
type told struct {
	key  string
	args []any
	error
}

// Unwrap returns the error that the sentence is about.
func (e told) Unwrap() error { return e.error }

// saying gives an error its sentence where it is the kind of error that the sentence is about.
func saying(err, kind error, key string, args ...any) error {
	if errors.Is(err, kind) {
		return told{key, args, err}
	}
	return err
}

// known are the errors that mean the same to the person whatever the command was.
var known = []struct {
	err error
	key string
}{
	{kompass.ErrNotFound, "cli.error.not_found"}, {kompass.ErrConflict, "cli.error.conflict"},
	{kompass.ErrStillOpen, "cli.error.still_open"}, {kompass.ErrClosed, "cli.error.closed"},
	{kompass.ErrKeyGone, "cli.error.key_gone"}, {kompass.ErrNoKey, "cli.error.no_key"}, {rounds.ErrHeld, "cli.error.key_held"},
	{kompass.ErrUnpublished, "cli.error.unpublished"}, {kompass.ErrUnreleased, "cli.error.unreleased"}, {kompass.ErrFrozen, "cli.error.frozen"},
	{kompass.ErrNoTarget, "cli.error.no_target"}, {sqlite.ErrLocked, "cli.error.locked"},
}

// inWords writes an error in the person's language where the product knows what it means for her.
func inWords(z i18n.Localizer, err error) string {
	var field *kompass.FieldError
	var sentence told
	var path *fs.PathError
	var file *responses.Errors
	var library *questionnaire.LibraryError
	switch {
	case errors.As(err, &sentence):
		return z.T(sentence.key, sentence.args...)
	case errors.As(err, &field):
		return field.Field + ": " + z.T(field.Code, field.Args...)
	case errors.As(err, &file):
		return strings.Replace(err.Error(), file.Error(), file.In(z.T), 1)
	case errors.As(err, &library):
		return library.In(z.Sentence)
	}
	for _, e := range known {
		if errors.Is(err, e.err) {
			return z.T(e.key)
		}
	}
	if errors.As(err, &path) {
		return explainPath(z, path)
	}
	return err.Error()
}

func explainPath(z i18n.Localizer, err *fs.PathError) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return z.T("cli.error.file_missing", "file", err.Path)
	case errors.Is(err, fs.ErrPermission):
		return z.T("cli.error.file_denied", "file", err.Path)
	}
	return err.Error()
}

// aboutDatabase gives the errors of opening the database file path their sentences.
func aboutDatabase(err error, path string) error {
	for _, e := range []struct {
		err error
		key string
	}{
		{store.ErrNoDatabase, "cli.error.db_missing"}, {store.ErrOlderSchema, "cli.error.db_older"},
		{store.ErrForeignFile, "cli.error.db_foreign"}, {store.ErrNewerSchema, "cli.error.db_newer"},
		{store.ErrCorrupt, "cli.error.db_damaged"}, {store.ErrNotWritable, "cli.error.db_unwritable"},
		{sqlite.ErrLocked, "cli.error.locked"}, {postgres.ErrUnreachable, "cli.error.db_unreachable"}, {postgres.ErrAddress, "cli.error.db_address"},
	} {
		if errors.Is(err, e.err) {
			return told{e.key, []any{"file", databaseName(path)}, err}
		}
	}
	var unfit *postgres.Unfit
	if errors.As(err, &unfit) {
		return told{"cli.error.db_unfit", []any{"file", databaseName(path), "demands", strings.Join(unfit.Demands, "; ")}, err}
	}
	return err
}

// mistakes are the words in which the parser of the command line speaks of a wrong call.
var mistakes = []struct {
	words *regexp.Regexp
	key   string
	names []string
}{
	{regexp.MustCompile(`^flag provided but not defined: -+(.*)$`), "cli.usage.flag_unknown", []string{"flag"}},
	{regexp.MustCompile(`^flag needs an argument: -+(.*)$`), "cli.usage.flag_empty", []string{"flag"}},
	{regexp.MustCompile(`^invalid value "(.*)" for flag -+([a-z-]+): .*ParseBool`), "cli.usage.flag_bool", []string{"value", "flag"}},
	{regexp.MustCompile(`^invalid value "(.*)" for flag -+([a-z-]+)`), "cli.usage.flag_value", []string{"value", "flag"}},
	{regexp.MustCompile(`^Required flags? "(.*)" not set$`), "cli.usage.flag_missing", []string{"flag"}},
}

// explainUsage writes what was wrong with a call in the person's language.
func explainUsage(z i18n.Localizer, err error) string {
	var sentence told
	if errors.As(err, &sentence) {
		return z.T(sentence.key, sentence.args...)
	}
	var field *kompass.FieldError
	if errors.As(err, &field) {
		return "--" + field.Field + ": " + z.T(field.Code, field.Args...)
	}
	for _, m := range mistakes {
		found := m.words.FindStringSubmatch(err.Error())
		if found == nil {
			continue
		}
		var args []any
		for i, name := range m.names {
			args = append(args, name, strings.ReplaceAll(found[i+1], ", ", ", --"))
		}
		return z.T(m.key, args...)
	}
	return err.Error()
}
