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
)

// jobFinished asks for the page of a job until it does not reload by itself any more.
func jobFinished(t *testing.T, b *browser, path string) page {
	t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for range 1200 {
		if p := b.get(path).want(http.StatusOK); p.header.Get("Refresh") == "" {
			return p
		}
		<-tick.C
	}
	t.Fatal("the job does not end")
	return page{}
}

func TestReportsOfAllTeamsComeAsOneArchiveOnce(t *testing.T) {
	s := newSite(t, withChromium(t))
	_, _, o := closedRound(s)
	b := s.trainer()
	path := "/app/rounds/" + o.Round.ID
	list := path + "/reports"
	b.get(path + "/report").want(http.StatusOK).one(`a[href="` + list + `"]`)
	b.get(list).want(http.StatusOK).says("2 Berichte").one("form[action='" + list + "'] button")
	b.get(path + "/reports.zip").goes(list)
	b.post(list, values()).goes(list)
	running := b.get(list).want(http.StatusOK).one("progress")
	if running.AttrOr("max", "") != "2" {
		t.Errorf("got %v, want the number of reports", running.AttrOr("max", ""))
	}
	jobFinished(t, b, list).one("a[download]")
	s.trainerNamed("b@example.org").get(path + "/reports.zip").goes(list) // it is somebody else's
	p := b.get(path + "/reports.zip").want(http.StatusOK)
	archive, err := zip.NewReader(strings.NewReader(p.body), int64(len(p.body)))
	s.must(err)
	var names []string
	for _, f := range archive.File {
		names = append(names, f.Name)
	}
	if len(names) != 2 || !strings.HasPrefix(names[0], "Bericht-Hotel-Adler") || !strings.HasPrefix(names[1], "Bericht-Empfang") {
		t.Errorf("got %v, want everyone and the team that may be shown", names)
	}
	b.get(path + "/reports.zip").goes(list)
}

func TestReportsCanBeCancelled(t *testing.T) {
	script := filepath.Join(t.TempDir(), "chromium")
	if err := os.WriteFile(script, []byte("#!/bin/sh\nexec sleep 600\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	s := newSite(t, func(c *web.Config) { c.PDF = pdf.New(script, pdf.Options{Patience: time.Minute}) })
	_, _, o := closedRound(s)
	b, list := s.trainer(), "/app/rounds/"+o.Round.ID+"/reports"
	b.post(list, values()).goes(list)
	b.get(list).want(http.StatusOK).says("0 von 2")
	b.post(list+"/cancel", values()).goes(list)
	b.get(list).want(http.StatusOK).count("progress", 0)
	b.post(list, values()).goes(list)
	s.must(s.app.Shutdown())
}

func TestReportsThatFailSaySo(t *testing.T) {
	s := newSite(t, func(c *web.Config) { c.PDF = pdf.New("/bin/false", pdf.Options{}) })
	c, _, o := closedRound(s)
	s.release(o.Round.ID)
	b, list := s.signIn("a@example.org", kompass.Coordinator, c.ID), "/app/rounds/"+o.Round.ID+"/reports"
	b.post(list, values()).goes(list)
	jobFinished(t, b, list).says("konnten nicht erstellt werden").one("form[action='" + list + "'] button")
	b.get(list + ".zip").goes(list)
}

func TestOnlyFewMakeReportsAtOnce(t *testing.T) {
	script := filepath.Join(t.TempDir(), "chromium")
	if err := os.WriteFile(script, []byte("#!/bin/sh\nexec sleep 600\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	s := newSite(t, func(c *web.Config) { c.PDF = pdf.New(script, pdf.Options{Patience: time.Minute}) })
	_, _, o := closedRound(s)
	list := "/app/rounds/" + o.Round.ID + "/reports"
	for _, email := range []string{"1@example.org", "2@example.org", "3@example.org", "4@example.org"} {
		s.trainerNamed(email).post(list, values()).goes(list)
	}
	busy := s.trainerNamed("5@example.org").post(list, values()).want(http.StatusServiceUnavailable)
	if busy.header.Get("Retry-After") == "" {
		t.Error("got no Retry-After")
	}
	s.must(s.app.Shutdown())
}

// trainerNamed is another trainer.
func (s *site) trainerNamed(email string) *browser {
	s.Helper()
	return s.signIn(email, kompass.Trainer, "")
}
