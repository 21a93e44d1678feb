// Package pdf turns HTML documents into PDF files through a Chromium that is installed on the machine.
//
// A document carries everything with it: what it names elsewhere is neither fetched nor read, and its scripts do not run.
// One process at a time draws, with a profile of its own that is removed afterwards; it is talked to through a pipe, so
// that no port is open while it runs. What takes too long is killed with everything that it started.
//
// The browser's protocol is spoken here, not by a library: it is nine calls, and the library would add a twentieth to the
// size of the program.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"

	"kompass/internal/semaphore"
)

// ErrNoBrowser says that there is no Chromium on this machine.
var ErrNoBrowser = errors.New("no Chromium found")

// ErrBusy says that as many are waiting for the one process as may.
var ErrBusy = semaphore.ErrBusy

// names are the programs looked for on the path.
var names = [...]string{"chromium", "chromium-headless-shell", "google-chrome"}

// Find returns the path of the Chromium that is named, or of the first one on the path where none is. Its error wraps
// [ErrNoBrowser].
func Find(named string) (string, error) {
	if named != "" {
		path, err := exec.LookPath(named)
		if err != nil {
			return "", fmt.Errorf("%w: %w", ErrNoBrowser, err)
		}
		return path, nil
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", ErrNoBrowser
}

// The bounds of the work.
const (
	waiting  = 10               // jobs that wait for their turn; whoever comes then is told to come back
	patience = 40 * time.Second // how long the start, and then each document, may take
)

// Options are for tests: the zero value is right everywhere else.
type Options struct {
	Patience time.Duration // how long the start, and then each document, may take
}

// Printer prints with one Chromium. Any number of goroutines may use it.
type Printer struct {
	path     string
	patience time.Duration
	queue    *semaphore.Bounded
}

// New returns a printer that starts the Chromium at path, which [Find] returned. It starts nothing yet.
func New(path string, o Options) *Printer {
	if o.Patience == 0 {
		o.Patience = patience
	}
	return &Printer{path: path, patience: o.Patience, queue: semaphore.New(1, waiting)}
}

// Print prints one document: see [Browser.Print].
func (p *Printer) Print(ctx context.Context, html []byte) (file []byte, err error) {
	b, err := p.Open(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	return b.Print(ctx, html)
}

// Open waits for its turn and starts a process, for one document or for many. It must be closed. The error is [ErrBusy]
// where too many are waiting.
func (p *Printer) Open(ctx context.Context) (*Browser, error) {
	done, err := p.queue.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	b, err := p.start(ctx)
	if err != nil {
		done()
		return nil, err
	}
	b.done = done
	return b, nil
}

// Browser is one running process. It is for one goroutine.
type Browser struct {
	process *process
	conn    *conn
	profile string
	limit   time.Duration
	done    func() // gives the turn back
}

func (p *Printer) start(ctx context.Context) (*Browser, error) {
	profile, err := os.MkdirTemp("", "kompass-pdf-")
	if err != nil {
		return nil, fmt.Errorf("profile of Chromium: %w", err)
	}
	process, conn, err := launch(p.path, profile)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start %s: %w", p.path, err), os.RemoveAll(profile))
	}
	b := &Browser{process: process, conn: conn, profile: profile, limit: p.patience, done: func() {}}
	err = b.within(ctx, func() error { return conn.call("", "Browser.getVersion", nothing, nil) })
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start %s: %w%s", p.path, err, lastWords(profile)), b.Close())
	}
	return b, nil
}

// within does something that must not take longer than the limit. Where it does, the process is killed, which ends all
// waiting for it.
func (b *Browser) within(ctx context.Context, do func() error) error {
	ctx, cancel := context.WithTimeout(ctx, b.limit)
	defer cancel()
	stop := context.AfterFunc(ctx, b.process.kill)
	err := do()
	if !stop() && ctx.Err() != nil {
		return fmt.Errorf("the browser was ended: %w", ctx.Err())
	}
	return err
}

// Close ends the process with everything that it started, removes its profile and gives the turn back.
func (b *Browser) Close() error {
	defer b.done()
	b.conn.close()
	b.process.end()
	if err := removeAll(b.profile); err != nil {
		return fmt.Errorf("profile of Chromium: %w", err)
	}
	return nil
}

// removeAll removes the profile. A process that is being killed may still write a last file there.
func removeAll(folder string) error {
	var err error
	for range 20 {
		if err = os.RemoveAll(folder); err == nil {
			return nil
		}
		time.Sleep(10 * time.Millisecond)
	}
	return err
}
