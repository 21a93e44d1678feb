// Command screenshots photographs the pages of the demo, in both languages and at the width of a phone and of a desk,
// into a folder.
//
//	go run ./internal/e2e/screenshots FOLDER
//
// With the word samples before the folder it writes reports of the demo there instead, as files.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"kompass/internal/e2e/browser"
	"kompass/internal/e2e/program"
)

// axeSource is where npm puts axe-core, seen from the root of the tree.
const axeSource = "assets/node_modules/axe-core/axe.min.js"

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "screenshots:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) (err error) {
	samples := len(args) == 2 && args[0] == "samples"
	if len(args) != 1 && !samples {
		return errors.New("want the folder to write to")
	}
	folder := args[len(args)-1]
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "kompass-screenshots-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	binary, err := program.Build(ctx, dir)
	if err != nil {
		return err
	}
	db := filepath.Join(dir, "data", "demo.db")
	server, err := binary.Start(ctx, program.Options{Command: "demo", DB: db})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Stop()) }()
	if samples {
		return writeSamples(ctx, binary, db, folder)
	}
	chromium, stop, err := browser.Start(ctx, axeSource)
	if err != nil {
		return err
	}
	defer stop()
	if err := photographAll(chromium, server, folder); err != nil {
		return err
	}
	return photographReports(ctx, binary, db, filepath.Join(folder, "print"))
}

// failure is a reporter that ends the tour at the first thing that goes wrong.
type failure struct{ err error }

// Helper does nothing: the text of the first failure says enough.
func (f *failure) Helper() {}

// Errorf ends the tour.
func (f *failure) Errorf(format string, args ...any) { f.Fatalf(format, args...) }

// Fatalf ends the tour.
func (f *failure) Fatalf(format string, args ...any) {
	f.err = fmt.Errorf(format, args...)
	runtime.Goexit()
}

// photographAll goes on the tour once for each language and width.
func photographAll(chromium *browser.Browser, server *program.Server, folder string) error {
	shown, err := demoOf(server)
	if err != nil {
		return err
	}
	for _, lang := range []string{"de", "en"} {
		for _, width := range []int64{360, 1280} {
			f := &failure{}
			done := make(chan struct{})
			go func() {
				defer close(done)
				t := &tour{demo: shown, lang: lang, width: width, folder: folder, f: f}
				t.walk(chromium, server.URL)
			}()
			<-done
			if f.err != nil {
				return fmt.Errorf("%s at %d px: %w", lang, width, f.err)
			}
		}
	}
	return nil
}
