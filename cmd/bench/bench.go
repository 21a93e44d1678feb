package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"kompass/internal/address"
	"kompass/internal/e2e/program"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/questionnaires"
)

const (
	form  = "service-excellence-kompass" // the questionnaire that people answer
	heads = 100_000                      // the most people that a round without teams takes
)

// bench drives a program through everything that is measured.
type bench struct {
	options
	binary  program.Binary
	dir     string // for what the servers store
	answers []byte // a form in which every item is answered
	servers int
}

func (b *bench) all(ctx context.Context) ([]figure, error) {
	var err error
	if b.answers, err = answered(); err != nil {
		return nil, err
	}
	var figures []figure
	for _, measure := range []func(context.Context) ([]figure, error){b.size, b.starting, b.participants, b.pages, b.closing} {
		more, err := measure(ctx)
		if err != nil {
			return nil, err
		}
		figures = append(figures, more...)
	}
	return figures, nil
}

// content returns the questionnaire that people answer.
func content() (*questionnaire.Questionnaire, error) {
	data, err := questionnaires.FS.ReadFile(form + ".yaml")
	if err != nil {
		return nil, err
	}
	q, findings := questionnaire.Parse(data)
	if q == nil {
		return nil, fmt.Errorf("%s: %v", form, findings)
	}
	return q, nil
}

// answered is a form in which every item is answered.
func answered() ([]byte, error) {
	q, err := content()
	if err != nil {
		return nil, err
	}
	values := url.Values{}
	for i, item := range q.Items() {
		scale, _ := q.Scale(item.Scale)
		values.Set(item.ID, scale.Points[i%len(scale.Points)].ID)
	}
	return []byte(values.Encode()), nil
}

func (b *bench) size(context.Context) ([]figure, error) {
	info, err := os.Stat(b.options.binary)
	if err != nil {
		return nil, err
	}
	return []figure{{Name: "binary", Unit: "MB", Values: []float64{float64(info.Size()) / 1e6}, Goal: goal{Most: 34}}}, nil
}

// house is an installation with a server.
type house struct {
	*program.Server
	binary program.Binary
	db     string
	ready  time.Duration // how long it took until the server answered
}

// newHouse starts a server on an installation of its own.
func (b *bench) newHouse(ctx context.Context) (*house, error) {
	b.servers++
	h := &house{binary: b.binary, db: filepath.Join(b.dir, "house"+strconv.Itoa(b.servers), "data", "kompass.db")}
	out, err := b.binary.Run(ctx, "", "--db", h.db, "init")
	if err == nil && out.Code != 0 {
		err = fmt.Errorf("kompass init: exit %d: %s", out.Code, out.Stderr)
	}
	if err != nil {
		return nil, err
	}
	began := time.Now()
	h.Server, err = b.binary.Start(ctx, program.Options{Command: "serve", DB: h.db, Made: true})
	h.ready = time.Since(began)
	return h, err
}

// run runs a command on the installation and decodes what it prints.
func (h *house) run(ctx context.Context, into any, args ...string) (program.Output, error) {
	out, err := h.binary.Run(ctx, "", append([]string{"--db", h.db, "--base-url", h.URL, "--json"}, args...)...)
	if err == nil && out.Code != 0 {
		err = fmt.Errorf("kompass %v: exit %d: %s", args, out.Code, out.Stderr)
	}
	if err != nil || into == nil {
		return out, err
	}
	return out, json.Unmarshal([]byte(out.Stdout), into)
}

// round is an open round with one link.
type round struct {
	ID    string
	Links []struct{ Code kompass.Code }
}

// open opens a round of a new company that asks neither team nor perspective.
func (h *house) open(ctx context.Context) (r round, err error) {
	var company struct{ ID string }
	if _, err := h.run(ctx, &company, "company", "add", "--name", "Nordwind "+rand.Text()); err != nil {
		return r, err
	}
	_, err = h.run(ctx, &r, "round", "open", "--company", company.ID, "--questionnaire", form, "--title", "Herbst", "--perspectives", "none",
		"--heads", strconv.Itoa(heads))
	return r, err
}

// starting measures how long a server takes until it answers, and the memory that it holds then.
func (b *bench) starting(ctx context.Context) ([]figure, error) {
	ready := figure{Name: "start, empty", Unit: "ms", Goal: goal{Most: 60}}
	idle := figure{Name: "memory, idle", Unit: "MB", Goal: goal{Most: 40}}
	for range b.repeats {
		h, err := b.newHouse(ctx)
		if err != nil {
			return nil, err
		}
		memory, err := h.Memory()
		if err = errors.Join(err, h.Stop()); err != nil {
			return nil, err
		}
		ready.Values = append(ready.Values, milliseconds(h.ready))
		idle.Values = append(idle.Values, float64(memory)/1e6)
	}
	return []figure{ready, idle}, nil
}

// load is something that people do at the same time.
type load struct {
	name    string
	clients int
	do      func(*visitor, kompass.Code) error
	cpu     goal // milliseconds of the server
	rate    goal // times per second
}

func (b *bench) loads() []load {
	cycle := func(v *visitor, code kompass.Code) error { return v.cycle(code, b.answers) }
	answers := func(v *visitor, code kompass.Code) error {
		nonce, err := kompass.NewNonce(rand.Reader)
		if err != nil {
			return err
		}
		v.cookie = string(nonce)
		return v.send(http.MethodPost, address.Questionnaire(code), b.answers, http.StatusSeeOther)
	}
	page := func(v *visitor, code kompass.Code) error {
		v.cookie = ""
		return v.send(http.MethodGet, address.Questionnaire(code), nil, http.StatusOK)
	}
	// Whoever reloads the page sees it again: the cookie that says otherwise is not kept.
	thanks := func(v *visitor, code kompass.Code) error {
		if v.cookie == "" {
			return v.cycle(code, b.answers)
		}
		return v.send(http.MethodGet, address.Thanks(code), nil, http.StatusOK)
	}
	const ratio = 2.5
	return []load{
		{"participant, 1 client", 1, cycle, goal{Most: 0.45, MostRatio: ratio}, goal{}},
		{"participant, 8 clients", 8, cycle, goal{Most: 0.25, MostRatio: ratio}, goal{}},
		{"participant, 32 clients", 32, cycle, goal{Most: 0.20, MostRatio: ratio}, goal{MinRatio: 0.5}},
		{"participant, 128 clients", 128, cycle, goal{Most: 0.20, MostRatio: ratio}, goal{}},
		{"answers alone, 32 clients", 32, answers, goal{Most: 0.09}, goal{MinRatio: 0.65}},
		{"questionnaire, 8 clients", 8, page, goal{Most: 0.04}, goal{}},
		{"thank-you page, 8 clients", 8, thanks, goal{Most: 0.08}, goal{}},
	}
}

// participants measures what people cost who answer, in turns with the bare loop.
func (b *bench) participants(ctx context.Context) ([]figure, error) {
	h, err := b.newHouse(ctx)
	if err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, errors.Join(err, h.Stop())
	}
	bare, err := program.At(self).Start(ctx, program.Options{Command: bareCommand})
	if err != nil {
		return nil, errors.Join(err, h.Stop())
	}
	figures, err := b.inTurns(ctx, h, bare)
	peak, memoryErr := h.PeakMemory()
	figures = append(figures, figure{Name: "memory, after 128 clients", Unit: "MB", Values: []float64{float64(peak) / 1e6}, Goal: goal{Most: 80}})
	return figures, errors.Join(err, memoryErr, h.Stop(), bare.Kill())
}

func (b *bench) inTurns(ctx context.Context, h *house, bare *program.Server) ([]figure, error) {
	var figures []figure
	for _, l := range b.loads() {
		cpu := figure{Name: l.name, Unit: "ms CPU", Goal: l.cpu}
		rate := figure{Name: l.name, Unit: "per second", Goal: l.rate}
		for range b.repeats {
			r, err := h.open(ctx)
			if err != nil {
				return nil, err
			}
			do := func(v *visitor) error { return l.do(v, r.Links[0].Code) }
			if _, err := drive(ctx, h.Server, 1, b.duration/10, do); err != nil { // the page and the key are ready from then on
				return nil, err
			}
			floor, err := drive(ctx, bare, l.clients, b.duration, do)
			if err != nil {
				return nil, err
			}
			t, err := drive(ctx, h.Server, l.clients, b.duration, do)
			if err != nil {
				return nil, err
			}
			cpu.Values, cpu.Bare = append(cpu.Values, t.cpu), append(cpu.Bare, floor.cpu)
			rate.Values, rate.Bare = append(rate.Values, t.rate), append(rate.Bare, floor.rate)
			cpu.P50, cpu.P99 = append(cpu.P50, t.p50), append(cpu.P99, t.p99)
		}
		figures = append(figures, cpu, rate)
	}
	return figures, nil
}
