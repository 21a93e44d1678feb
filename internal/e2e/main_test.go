package e2e_test

import (
	"context"
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

// binary is the program under test, built once from the tree.
var binary program.Binary

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
	code = m.Run()
	chromium.stop()
	return code, nil
}

// shared is one Chromium for all tests, started by the first that needs it.
type shared struct {
	once sync.Once
	b    *browser.Browser
	end  func()
	err  error
}

var chromium shared

func (s *shared) start() (*browser.Browser, error) {
	s.once.Do(func() { s.b, s.end, s.err = browser.Start(context.Background(), axeSource) })
	return s.b, s.err
}

func (s *shared) stop() {
	if s.end != nil {
		s.end()
	}
}

// open opens a tab of the shared browser for the time of a test.
func open(t *testing.T, o browser.Options) *browser.Tab {
	t.Helper()
	b, err := chromium.start()
	if err != nil {
		t.Fatal(err)
	}
	tab, closeTab := b.Open(t, o)
	t.Cleanup(closeTab)
	t.Cleanup(func() { tab.Quiet("at the end") })
	return tab
}
