package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/urfave/cli/v3"

	"kompass/internal/address"
	"kompass/internal/demo"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
)

// demoSeed is the seed of the demo's companies and answers.
const demoSeed = 20261201

func demoCommand(w world) *cli.Command {
	return &cli.Command{
		Name: "demo", Usage: "serve three made-up companies to look around in",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "addr", Usage: "`ADDRESS` to listen on", Value: "127.0.0.1:8080"},
			&cli.Uint64Flag{Name: "seed", Usage: "seed `N` of the made-up answers", Value: demoSeed},
			&cli.StringSliceFlag{Name: "trusted-proxy", Hidden: true},
		},
		Action: func(ctx context.Context, c *cli.Command) error { return runDemo(ctx, w, c) },
	}
}

func runDemo(ctx context.Context, w world, c *cli.Command) (err error) {
	path := c.String("db")
	if !c.IsSet("db") {
		dir, err := os.MkdirTemp("", "kompass-demo-")
		if err != nil {
			return fmt.Errorf("temporary folder: %w", err)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
		path = filepath.Join(dir, "data", "kompass.db")
	}
	seeded, err := seedDemo(ctx, w, c, path)
	if err != nil {
		return err
	}
	return withServer(ctx, w, c, path, func(t *tools, listener net.Listener) error {
		if !c.IsSet("base-url") {
			if t.Base, err = address.ParseBaseURL("http://" + reachable(listener.Addr().String())); err != nil {
				return err
			}
		}
		return t.printDemo(c, seeded.Link.Code)
	})
}

// reachable turns the address that a demo listens on into one that a browser on this machine can open.
func reachable(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if ip := net.ParseIP(host); err == nil && ip.IsUnspecified() {
		return net.JoinHostPort("127.0.0.1", port)
	}
	return addr
}

func (t *tools) printDemo(c *cli.Command, code kompass.Code) error {
	out := struct {
		Home     string `json:"home"`
		Link     string `json:"link"`
		Code     string `json:"code"`
		Login    string `json:"login"`
		Email    string `json:"email"`
		Password string `json:"password"`
		Helper   string `json:"coordinator"`
	}{t.Base.Link(address.Home), t.Base.Questionnaire(code), string(code), t.Base.Link(address.SignIn), demo.Email, demo.Password, demo.Helper}
	if c.Bool("json") {
		return printJSON(t.Stdout, out)
	}
	_, err := fmt.Fprintln(t.Stdout, i18n.For(t.Lang).T("cli.demo", "home", out.Home, "code", code.Grouped(),
		"link", out.Link, "login", out.Login, "email", out.Email, "password", out.Password, "coordinator", out.Helper))
	return err
}

// seedDemo fills a new database, in a time and with a randomness of its own, and finds the open round in one that was
// filled before.
func seedDemo(ctx context.Context, w world, c *cli.Command, path string) (s demo.Seeded, err error) {
	clock := &demoClock{}
	now := w.Now()
	clock.Set(now)
	seededWorld := w
	seededWorld.Now = clock.Now
	seededWorld.Rand = seededReader(c.Uint64("seed"))
	t, err := openTools(ctx, seededWorld, c, path, creating)
	if err != nil {
		return demo.Seeded{}, err
	}
	defer func() { err = errors.Join(err, t.Store.Close()) }()
	companies, err := t.Store.Companies(ctx, kompass.Everything)
	if err != nil {
		return demo.Seeded{}, err
	}
	if len(companies) > 0 {
		return openDemoRound(ctx, t)
	}
	seeder := demo.Seeder{Store: t.Store, Rounds: t.Rounds, Auth: t.Auth, Clock: clock, Now: now, Seed: c.Uint64("seed")}
	return seeder.Run(ctx)
}

// errNotDemo means that the database holds something else than a demo that goes on.
var errNotDemo = told{"cli.error.not_demo", nil, errors.New("no demo with an open round")}

func openDemoRound(ctx context.Context, t *tools) (demo.Seeded, error) {
	all, err := t.Store.Rounds(ctx, kompass.Everything, "")
	if err != nil {
		return demo.Seeded{}, err
	}
	if _, err := t.Store.UserByEmail(ctx, demo.Email); err != nil {
		return demo.Seeded{}, errNotDemo
	}
	for _, r := range all {
		if r.State != kompass.StateOpen {
			continue
		}
		links, err := t.Store.Links(ctx, kompass.Everything, r.ID)
		if err != nil {
			return demo.Seeded{}, err
		}
		return demo.Seeded{Open: r, Link: links[0]}, nil
	}
	return demo.Seeded{}, errNotDemo
}

// demoClock is a clock that stands where it is set.
type demoClock struct{ t time.Time }

func (c *demoClock) Set(t time.Time) { c.t = t }

func (c *demoClock) Now() time.Time { return c.t }

func seededReader(seed uint64) io.Reader {
	var key [32]byte
	for i := range 8 {
		key[i] = byte(seed >> (8 * i))
	}
	return rand.NewChaCha8(key)
}
