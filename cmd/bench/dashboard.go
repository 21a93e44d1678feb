package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"kompass/internal/address"
	"kompass/internal/demo"
	"kompass/internal/e2e/program"
)

// pages measures what pages of the trainer's desk cost, on the demo.
func (b *bench) pages(ctx context.Context) (figures []figure, err error) {
	h := &house{binary: b.binary, db: filepath.Join(b.dir, "demo", "data", "kompass.db")}
	if h.Server, err = b.binary.Start(ctx, program.Options{Command: "demo", DB: h.db}); err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, h.Stop()) }()
	var rounds []struct{ ID, Company, State string }
	if _, err := h.run(ctx, &rounds, "round", "list"); err != nil {
		return nil, err
	}
	var id, company string
	for _, r := range rounds {
		if r.State == "released" {
			id, company = r.ID, r.Company
			break
		}
	}
	trainer, err := program.NewVisitor(h.URL)
	if err != nil {
		return nil, err
	}
	reply, err := trainer.Send(ctx, http.MethodPost, address.SignIn, strings.NewReader(url.Values{"email": {demo.Email}, "password": {demo.Password}}.Encode()))
	if err != nil || reply.Status != http.StatusSeeOther {
		return nil, fmt.Errorf("sign in: %d: %w", reply.Status, err)
	}
	for _, page := range []struct {
		name, path string
		most       float64
	}{
		{"overview, 3 companies", address.Overview, 2},
		{"result", address.Result(id), 3},
		{"comparison", address.Compare(company), 3},
		{"report page", address.Report(id), 6},
	} {
		f := figure{Name: page.name, Unit: "ms CPU", Goal: goal{Most: page.most}}
		for range b.repeats {
			cpu, err := b.often(ctx, h.Server, trainer, page.path)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", page.name, err)
			}
			f.Values = append(f.Values, cpu)
		}
		figures = append(figures, f)
	}
	return figures, nil
}

// often opens a page again and again, and returns how many milliseconds it takes the server each time. The first time does not count.
func (b *bench) often(ctx context.Context, s *program.Server, who *program.Visitor, path string) (float64, error) {
	once := func() error {
		r, err := who.Send(ctx, http.MethodGet, path, nil, "Accept-Encoding", "gzip")
		if err == nil && r.Status != http.StatusOK {
			err = fmt.Errorf("GET %s: %d", path, r.Status)
		}
		return err
	}
	if err := once(); err != nil {
		return 0, err
	}
	before, err := s.ProcessorTime()
	if err != nil {
		return 0, err
	}
	n := 0
	for began := time.Now(); time.Since(began) < b.duration; n++ {
		if err := once(); err != nil {
			return 0, err
		}
	}
	after, err := s.ProcessorTime()
	return milliseconds(after-before) / float64(n), err
}

// closing measures how long it takes to close a round in which as many people answered as can.
func (b *bench) closing(ctx context.Context) (figures []figure, err error) {
	h, err := b.newHouse(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, h.Stop()) }()
	sheets := filepath.Join(b.dir, "sheets.csv")
	if err := writeSheets(sheets, heads); err != nil {
		return nil, err
	}
	took := figure{Name: fmt.Sprintf("closing %d sealed", heads), Unit: "ms", Goal: goal{Most: 1000}}
	memory := figure{Name: took.Name, Unit: "MB", Goal: goal{Most: 80}}
	for range b.repeats {
		r, err := h.open(ctx)
		if err != nil {
			return nil, err
		}
		if _, err := h.run(ctx, nil, "import", r.ID, sheets); err != nil {
			return nil, err
		}
		began := time.Now()
		out, err := h.run(ctx, nil, "round", "close", r.ID)
		if err != nil {
			return nil, err
		}
		took.Values = append(took.Values, milliseconds(time.Since(began)))
		memory.Values = append(memory.Values, float64(out.PeakMemory)/1e6)
	}
	return []figure{took, memory}, nil
}

// writeSheets writes answers as somebody types them in from paper.
func writeSheets(path string, n int) error {
	q, err := content()
	if err != nil {
		return err
	}
	rng := rand.New(rand.NewPCG(1, 14))
	var header []string
	for _, item := range q.Items() {
		header = append(header, item.ID)
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	err = w.Write(header)
	for range n {
		row := make([]string, len(header))
		for i, item := range q.Items() {
			scale, _ := q.Scale(item.Scale)
			row[i] = scale.Points[rng.IntN(len(scale.Points))].ID
		}
		err = errors.Join(err, w.Write(row))
	}
	if w.Flush(); err != nil {
		return err
	}
	return os.WriteFile(path, out.Bytes(), 0o600)
}
