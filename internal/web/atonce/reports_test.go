package atonce_test

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/pdf"
	"kompass/internal/web"
	"kompass/internal/web/webtest"
)

func TestReportsCanBeCancelled(t *testing.T) {
	script := filepath.Join(t.TempDir(), "chromium")
	if err := os.WriteFile(script, []byte("#!/bin/sh\nexec sleep 600\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	s := webtest.New(t, func(c *web.Config) { c.PDF = pdf.New(script, pdf.Options{Patience: time.Minute}) })
	_, _, o := s.ClosedRound()
	b, list := s.Trainer(), "/app/rounds/"+o.Round.ID+"/reports"
	b.Post(list, webtest.Values()).Goes(list)
	b.Get(list).Want(http.StatusOK).Says("0 von 2")
	b.Post(list+"/cancel", webtest.Values()).Goes(list)
	b.Get(list).Want(http.StatusOK).Count("progress", 0)
	b.Post(list, webtest.Values()).Goes(list)
	s.Must(s.App.Shutdown())
}

func TestReportsThatFailSaySo(t *testing.T) {
	s := webtest.New(t, func(c *web.Config) { c.PDF = pdf.New("/bin/false", pdf.Options{}) })
	c, _, o := s.ClosedRound()
	s.Release(o.Round.ID)
	b, list := s.SignIn("a@example.org", kompass.Coordinator, c.ID), "/app/rounds/"+o.Round.ID+"/reports"
	b.Post(list, webtest.Values()).Goes(list)
	b.Finished(list).Says("konnten nicht erstellt werden").One("form[action='" + list + "'] button")
	b.Get(list + ".zip").Goes(list)
}

func TestOnlyFewMakeReportsAtOnce(t *testing.T) {
	script := filepath.Join(t.TempDir(), "chromium")
	if err := os.WriteFile(script, []byte("#!/bin/sh\nexec sleep 600\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	s := webtest.New(t, func(c *web.Config) { c.PDF = pdf.New(script, pdf.Options{Patience: time.Minute}) })
	_, _, o := s.ClosedRound()
	list := "/app/rounds/" + o.Round.ID + "/reports"
	for _, email := range []string{"1@example.org", "2@example.org", "3@example.org", "4@example.org"} {
		s.TrainerNamed(email).Post(list, webtest.Values()).Goes(list)
	}
	busy := s.TrainerNamed("5@example.org").Post(list, webtest.Values()).Want(http.StatusServiceUnavailable)
	if busy.Header.Get("Retry-After") == "" {
		t.Error("got no Retry-After")
	}
	s.Must(s.App.Shutdown())
}
