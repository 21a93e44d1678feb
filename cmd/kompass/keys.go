package main

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v3"

	"kompass/internal/keys"
)

// finishedFolder is where the files of finished rounds lie, in the folder of the database: they hold what is published only.
const finishedFolder = "finished"

// keyFolders returns the folders of keys that the flags name. Without the flag it is one beside the folder of the database,
// never in it: a copy of one must not be a copy of both.
func keyFolders(c *cli.Command, database string) []string {
	if named := c.String("keys"); named != "" {
		return strings.Split(named, ",")
	}
	if whole, err := filepath.Abs(database); err == nil {
		database = whole
	}
	return []string{filepath.Join(filepath.Dir(filepath.Dir(database)), "keys")}
}

// useKeys gives the rounds their keys.
func (t *tools) useKeys(ctx context.Context, folders []string, database string, a access) error {
	installation, err := t.Store.Installation(ctx)
	if err != nil {
		return err
	}
	config := keys.Config{Folders: folders, Installation: installation, Database: database}
	ever, err := t.Store.EverSealed(ctx)
	if err == nil && !ever && a >= serving { // where keys have been, a missing folder is one that is not mounted
		err = keys.Init(config, t.Rand)
	}
	if err != nil {
		return aboutKeys(err)
	}
	if t.Keys, err = keys.Open(config); err != nil {
		return aboutKeys(err)
	}
	if a >= serving {
		if _, err := t.Keys.Signer(t.Rand); err != nil && !errors.Is(err, keys.ErrUnreachable) {
			return aboutKeys(err)
		}
	}
	t.Rounds.UseKeys(t.Keys, installation)
	t.Rounds.KeepFinished(filepath.Join(filepath.Dir(database), finishedFolder))
	return nil
}

// aboutKeys gives the errors of the folders of keys their sentences.
func aboutKeys(err error) error {
	for _, e := range []struct {
		err error
		key string
	}{
		{keys.ErrUnsafe, "cli.error.keys_unsafe"}, {keys.ErrDamaged, "cli.error.keys_damaged"},
	} {
		if errors.Is(err, e.err) {
			return told{e.key, []any{"what", err.Error()}, err}
		}
	}
	return err
}
