package web_test

import (
	"archive/zip"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/pdf"
	"kompass/internal/web"
	"kompass/internal/web/webtest"
)

// jobFinished asks for the page of a job until it does not reload by itself any more.
func jobFinished(t *testing.T, b *webtest.Browser, path string) webtest.Page {
	t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for range 1200 {
		if p := b.Get(path).Want(http.StatusOK); p.Header.Get("Refresh") == "" {
			return p
		}
		<-tick.C
	}
	t.Fatal("the job does not end")
	return webtest.Page{}
}

func TestReportsOfAllTeamsComeAsOneArchiveOnce(t *testing.T) {
	s := webtest.New(t, withChromium(t))
	_, _, o := s.ClosedRound()
	b := s.Trainer()
	path := "/app/rounds/" + o.Round.ID
	list := path + "/reports"
	b.Get(path + "/report").Want(http.StatusOK).One(`a[href="` + list + `"]`)
	b.Get(list).Want(http.StatusOK).Says("2 Berichte").One("form[action='" + list + "'] button")
	b.Get(path + "/reports.zip").Goes(list)
	b.Post(list, webtest.Values()).Goes(list)
	running := b.Get(list).Want(http.StatusOK).One("progress")
	if running.AttrOr("max", "") != "2" {
		t.Errorf("got %v, want the number of reports", running.AttrOr("max", ""))
	}
	jobFinished(t, b, list).One("a[download]")
	s.TrainerNamed("b@example.org").Get(path + "/reports.zip").Goes(list) // it is somebody else's
	p := b.Get(path + "/reports.zip").Want(http.StatusOK)
	archive, err := zip.NewReader(strings.NewReader(p.Body), int64(len(p.Body)))
	s.Must(err)
	var names []string
	for _, f := range archive.File {
		names = append(names, f.Name)
	}
	if len(names) != 2 || !strings.HasPrefix(names[0], "Bericht-Hotel-Adler") || !strings.HasPrefix(names[1], "Bericht-Empfang") {
		t.Errorf("got %v, want everyone and the team that may be shown", names)
	}
	b.Get(path + "/reports.zip").Goes(list)
}

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
	jobFinished(t, b, list).Says("konnten nicht erstellt werden").One("form[action='" + list + "'] button")
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
