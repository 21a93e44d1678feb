package e2e_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"testing"

	"kompass/internal/e2e/browser"
	"kompass/internal/e2e/program"
	"kompass/internal/pdf/pdftest"
)

// axeSource is where npm puts axe-core.
const axeSource = "../../assets/node_modules/axe-core/axe.min.js"

// binary is the program under test, built once from the tree, and home a folder for what tests share.
var (
	binary program.Binary
	home   string
)

func TestMain(m *testing.M) {
	pdftest.Chromium() // or every test says by itself that there is none
	code, err := build(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func build(m *testing.M) (code int, err error) {
	dir, err := os.MkdirTemp("", "kompass-e2e-")
	if err != nil {
		return 1, err
	}
	defer func() {
		if removeErr := os.RemoveAll(dir); err == nil {
			err = removeErr
		}
	}()
	if binary, err = program.Build(context.Background(), dir); err != nil {
		return 1, err
	}
	home = dir
	code = m.Run()
	if err := errors.Join(chromium.stop(), demoServer.stop(), common.stop()); err != nil {
		return 1, err
	}
	return code, nil
}

// shared is something that many tests use, started by the first that needs it.
type shared[T any] struct {
	start func() (value T, end func() error, err error)
	once  sync.Once
	value T
	end   func() error
	err   error
}

func (s *shared[T]) get(t *testing.T) T {
	t.Helper()
	s.once.Do(func() { s.value, s.end, s.err = s.start() })
	if s.err != nil {
		t.Fatal(s.err)
	}
	return s.value
}

func (s *shared[T]) stop() error {
	if s.end == nil {
		return nil
	}
	return s.end()
}

// chromium is the browser of all tests, demoServer the demo of those that leave it as it is, and common the database file and the
// server of those that look at nothing but companies of their own.
var (
	chromium = shared[*browser.Browser]{start: func() (*browser.Browser, func() error, error) {
		b, end, err := browser.Start(context.Background(), axeSource)
		return b, func() error { end(); return nil }, err
	}}
	demoServer = shared[*demo]{start: startDemo}
	common     = shared[*product]{start: startCommon}
)

// open opens a tab of the shared browser for the time of a test.
func open(t *testing.T, o browser.Options) *browser.Tab {
	t.Helper()
	tab, closeTab := chromium.get(t).Open(t, o)
	t.Cleanup(closeTab)
	t.Cleanup(func() { tab.Quiet("at the end") })
	return tab
}
