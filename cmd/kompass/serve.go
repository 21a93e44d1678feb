package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/urfave/cli/v3"

	"kompass/internal/address"
	"kompass/internal/chart"
	"kompass/internal/connlimit"
	"kompass/internal/i18n"
	"kompass/internal/published"
	"kompass/internal/rounds"
	"kompass/internal/sqlite"
	"kompass/internal/web"
	"kompass/internal/web/kit"
)

// drain is how long a stopping server waits for requests that it has accepted.
const drain = 12 * time.Second

// maxConnections is how many callers a server talks to at a time. With a full form from each of them it stays within its memory.
const maxConnections = 384

// softMemory is from where on memory is given back at the price of time, unless the environment says another size.
const softMemory = 160 << 20

// tidyEvery is how often a server looks whether rounds are to be closed or answers to be deleted.
const tidyEvery = time.Minute

func serveCommand(w world) *cli.Command {
	return &cli.Command{
		Name: "serve", Usage: "serve questionnaires and dashboards",
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "addr", Usage: "`ADDRESS` to listen on", Value: ":8080", Sources: environment("KOMPASS_ADDR")},
			&cli.StringFlag{Name: "metrics-addr", Usage: "`ADDRESS` for the operator alone that serves /metrics", Sources: environment("KOMPASS_METRICS_ADDR")},
			&cli.StringSliceFlag{Name: "trusted-proxy", Usage: "`ADDRESS` of a proxy, or a range of them (10.0.0.0/8), whose X-Real-Ip is believed", Sources: environment("KOMPASS_TRUSTED_PROXIES")},
			chromiumFlag(),
		}, append(lanFlags(), mailFlags()...)...),
		Action: func(ctx context.Context, c *cli.Command) error {
			if _, _, err := mailServer(c); err != nil {
				return err
			}
			if _, err := trustedProxies(c); err != nil {
				return err
			}
			return withServer(ctx, w, c, c.String("db"), func(t *tools, listener net.Listener) error { return t.announce(ctx, c, listener) })
		},
	}
}

// withServer opens the database as its only server, calls ready with the listening socket when nothing is in the way any more, and serves
// until ctx ends. A terminal that is closed does not end it.
func withServer(ctx context.Context, w world, c *cli.Command, path string, ready func(*tools, net.Listener) error) (err error) {
	if err := forbidDumps(); err != nil {
		return err
	}
	signal.Ignore(syscall.SIGHUP)
	defer signal.Reset(syscall.SIGHUP)
	release, err := lockServer(path)
	if err != nil {
		return aboutDatabase(err, path)
	}
	defer func() { err = errors.Join(err, release()) }()
	t, err := openTools(ctx, w, c, path, serving)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, t.Store.Close()) }()
	listener, err := net.Listen("tcp", c.String("addr"))
	if err != nil {
		return told{"cli.error.listen", []any{"address", c.String("addr")}, err}
	}
	if err := t.enterRoom(c, listener); err != nil {
		return errors.Join(err, listener.Close())
	}
	return t.serve(ctx, c, listener, func() error { return ready(t, listener) })
}

// announce prints the one-time setup link when nobody can sign in yet.
func (t *tools) announce(ctx context.Context, c *cli.Command, listener net.Listener) error {
	token, err := t.Auth.FirstSetup(ctx)
	if err != nil {
		return told{"cli.error.first_setup", []any{"reason", err.Error()}, err}
	}
	out := struct {
		Address  string `json:"address"`
		URL      string `json:"url"`
		SetupURL string `json:"setup_url,omitempty"`
	}{Address: listener.Addr().String(), URL: t.Base.Link(address.Home)}
	if token != "" {
		out.SetupURL = t.Base.Setup(token)
	}
	if c.Bool("json") {
		return printJSON(t.Stdout, out)
	}
	z := i18n.For(t.Lang)
	if unreachable(t.Base, listener.Addr()) {
		fmt.Fprintln(t.Stderr, z.T("cli.warning.base_url", "url", out.URL))
	}
	fmt.Fprintln(t.Stdout, z.T("cli.serving", "address", out.Address, "url", out.URL))
	if token != "" {
		fmt.Fprintln(t.Stdout, z.T("cli.setup", "url", out.SetupURL))
	}
	if c.Bool("lan") {
		return t.printRoom()
	}
	return nil
}

// unreachable reports whether others can reach the server but not the addresses that it tells them.
func unreachable(base address.BaseURL, listening net.Addr) bool {
	told, err := url.Parse(base.Origin())
	if err != nil || told.Hostname() != "localhost" && !net.ParseIP(told.Hostname()).IsLoopback() {
		return false
	}
	bound, err := netip.ParseAddrPort(listening.String())
	return err == nil && !bound.Addr().Unmap().IsLoopback()
}

// serve serves on a socket, which it closes, from the moment that ready has been called.
func (t *tools) serve(ctx context.Context, c *cli.Command, listener net.Listener, ready func() error) (err error) {
	defer func() {
		if gone := listener.Close(); !errors.Is(gone, net.ErrClosed) {
			err = errors.Join(err, gone)
		}
	}()
	charts := chart.NewRenderer(chart.Options{})
	defer func() { err = errors.Join(err, charts.Close()) }()
	metrics := &kit.Metrics{Space: t.Store.Space}
	stop, err := serveMetrics(c.String("metrics-addr"), metrics, t.Now)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stop()) }()
	prints, err := printer(c)
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(t.Stderr, nil))
	reader := published.NewReader(t.Store, t.Rounds)
	if err := logDamage(ctx, reader, log); err != nil {
		return err
	}
	proxies, err := trustedProxies(c)
	if err != nil {
		return err
	}
	config := web.Config{
		Store: t.Store, Rounds: t.Rounds, Published: reader, Auth: t.Auth, Charts: charts, PDF: prints,
		Log:     log,
		BaseURL: t.Base, Now: t.Now, Rand: t.Rand, Metrics: metrics, WiFi: t.WiFi, TrustedProxies: proxies,
	}
	desk, err := t.passwordDesk(ctx, c, log)
	if err != nil {
		return err
	}
	if desk != nil {
		config.Forgotten = desk
	}
	app, err := web.New(config)
	if err != nil {
		return err
	}
	if err := ready(); err != nil {
		return err
	}
	defer t.startHousekeeping(ctx, log)()
	defer t.tellErrors(ctx, metrics, log)()
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(softMemory)
	}
	return t.serveUntil(ctx, app, connlimit.Listen(listener, maxConnections, time.Now))
}

// logDamage names the results that are not those which closing has stored.
func logDamage(ctx context.Context, reader *published.Reader, log *slog.Logger) error {
	damaged, err := reader.Damaged(ctx)
	for _, id := range damaged {
		log.Error("stored result is damaged", "round", id)
	}
	return err
}

// tellErrors logs, once an hour is complete, what went wrong in it for people who answer. The function that it returns ends that.
func (t *tools) tellErrors(ctx context.Context, metrics *kit.Metrics, log *slog.Logger) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	ticker := time.NewTicker(tidyEvery)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
				for _, h := range metrics.ErrorsByHour(t.Now()) {
					log.Warn("errors of pages without a sign-in", "hour", h.From.Format(time.RFC3339), "refused", h.Refused, "failed", h.Failed,
						"causes", strings.Join(h.Causes, "; "))
				}
			}
		}
	}()
	return func() {
		ticker.Stop()
		cancel()
		<-done
	}
}

// startHousekeeping does in the background what time demands. The function that it returns ends that and waits for the end.
func (t *tools) startHousekeeping(ctx context.Context, log *slog.Logger) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	ticker := time.NewTicker(tidyEvery)
	var done sync.WaitGroup
	failed := func(err error) {
		if errors.Is(err, rounds.ErrNotRebuilt) { // somebody reads, or the disk is full: it is tried again, and the pages say so
			log.Warn("housekeeping goes on later", "error", err.Error())
			return
		}
		log.Error("housekeeping failed", "error", err.Error())
	}
	done.Go(func() {
		if err := t.Rounds.CheckEpochs(ctx); err != nil && ctx.Err() == nil {
			failed(err)
		}
		t.Rounds.KeepHouse(ctx, ticker.C, failed)
	})
	// Copies that were made before upgrades are deleted when they are old enough.
	if isOnServer(t.Path) { // another process may have taken in a questionnaire
		done.Go(func() { every(ctx, tidyEvery, failed, func() error { return t.Rounds.Reload(ctx) }) })
	} else {
		done.Go(func() { every(ctx, 24*time.Hour, failed, func() error { return sqlite.DropCopies(t.Path, t.Now()) }) })
	}
	reader := published.NewReader(t.Store, t.Rounds)
	done.Go(func() { every(ctx, time.Hour, failed, func() error { return reader.SettlePeers(ctx, t.Now()) }) })
	return func() {
		ticker.Stop()
		cancel()
		done.Wait()
	}
}

// every does something now and again, until the context ends.
func every(ctx context.Context, pause time.Duration, failed func(error), do func() error) {
	ticker := time.NewTicker(pause)
	defer ticker.Stop()
	for {
		if err := do(); err != nil && ctx.Err() == nil {
			failed(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// application is a server that can be told to stop.
type application interface {
	Listener(net.Listener) error
	ShutdownWithTimeout(time.Duration) error
}

// serveUntil serves until ctx ends, then lets accepted requests finish. It stops with an error when the disk has failed to
// keep what was written: only a new start can tell what is really there.
func (t *tools) serveUntil(ctx context.Context, app application, listener net.Listener) error {
	stopped := make(chan error, 1)
	go func() { stopped <- app.Listener(listener) }()
	select {
	case err := <-stopped:
		return err
	case <-t.Store.Failed():
		return errors.Join(t.Store.Failure(), app.ShutdownWithTimeout(drain))
	case <-ctx.Done():
	}
	if err := app.ShutdownWithTimeout(drain); err != nil {
		return fmt.Errorf("stop: %w", err)
	}
	// A server told to stop before it has begun to accept does not hear it: without its socket it cannot go on.
	if err := listener.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
		return fmt.Errorf("stop: %w", err)
	}
	if err := <-stopped; err != nil && !errors.Is(err, net.ErrClosed) {
		return err
	}
	return nil
}
