package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/urfave/cli/v3"

	"kompass/internal/address"
	"kompass/internal/auth"
	"kompass/internal/keys"
	"kompass/internal/lan"
	"kompass/internal/questionnaire"
	"kompass/internal/rounds"
	"kompass/internal/store"
	"kompass/questionnaires"
)

// commandLine is the actor that the audit trail names for commands.
const commandLine = "command line"

// tools is what commands that touch the database work with.
type tools struct {
	world
	Store  *store.Store
	Rounds *rounds.Service
	Keys   *keys.Ring
	Path   string // of the database, or its address
	Auth   *auth.Service
	Base   address.BaseURL
	WiFi   lan.WiFi // of the room, none elsewhere
}

// withTools opens the database that the flags name, runs do and closes it.
func withTools(ctx context.Context, w world, c *cli.Command, do func(t *tools) error) error {
	return withAccess(ctx, w, c, using, do)
}

func withAccess(ctx context.Context, w world, c *cli.Command, a access, do func(t *tools) error) (err error) {
	t, err := openTools(ctx, w, c, c.String("db"), a)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, t.Store.Close()) }()
	return do(t)
}

// access is what a command may do to a database and to the folders of keys before it works with them.
type access int

const (
	looking  access = iota // nothing at all is written
	using                  // neither is made or changed
	serving                // the database is brought up to date, after a copy
	creating               // the database is made where there is none
)

func openTools(ctx context.Context, w world, c *cli.Command, path string, a access) (*tools, error) {
	base, err := address.ParseBaseURL(c.String("base-url"))
	if err != nil {
		return nil, usage("cli.usage.base_url", "value", c.String("base-url"))
	}
	library, err := loadLibrary(c.String("questionnaires"))
	if err != nil {
		return nil, err
	}
	store, err := a.open(ctx, w, path)
	if err != nil {
		return nil, aboutDatabase(err, path)
	}
	service := rounds.New(store, library, w.Now, w.Rand)
	t := &tools{world: w, Path: path, Store: store, Rounds: service, Base: base,
		Auth: auth.New(auth.Config{Store: store, Now: w.Now, Rand: w.Rand, Cost: w.Cost, SecondSteps: base.Secure()})}
	if err := errors.Join(service.Reload(ctx), t.useKeys(ctx, keyFolders(c, placeOf(path)), placeOf(path), a)); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return t, nil
}

// loadLibrary reads the embedded questionnaires and those of a folder.
func loadLibrary(dir string) (*questionnaire.Library, error) {
	library, err := shipped()
	if err != nil || dir == "" {
		return library, err
	}
	files := map[string][]byte{}
	if err := addFolder(files, dir); err != nil {
		return nil, err
	}
	return library.With(files)
}

// shipped are the questionnaires in the binary, read once.
var shipped = sync.OnceValues(func() (*questionnaire.Library, error) {
	files, err := questionnaires.Files()
	if err != nil {
		return nil, fmt.Errorf("embedded questionnaires: %w", err)
	}
	return questionnaire.NewLibrary(files)
})

func addFolder(files map[string][]byte, dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("folder of questionnaires: %w", err)
	}
	for _, e := range entries {
		ext := filepath.Ext(e.Name())
		if e.IsDir() || (ext != ".yaml" && ext != ".yml") {
			continue
		}
		path := filepath.Join(dir, e.Name())
		data, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("read questionnaire: %w", err)
		}
		files[path] = data
	}
	return nil
}
