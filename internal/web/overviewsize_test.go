package web_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/result"
	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

// manyCompanies are companies whose results are those of one round of the full questionnaire, copied. Of each but the first the
// last round is open and ends soon.
func manyCompanies(s *webtest.Site, companies, perCompany int) {
	s.Helper()
	first, _ := s.Company("Firma 000", "Empfang", "Küche")
	form := fullForm(s)
	o := s.Open(first, webtest.Full, func(p *rounds.Plan) { p.AskPerspectives = false })
	for i := range 12 {
		form.Set("k-e-1", []string{"always", "never"}[i%2])
		s.Browser().Post("/s/"+string(o.Links[i%2].Code), form).Want(http.StatusSeeOther)
	}
	s.CloseRound(o.Round.ID)
	s.Release(o.Round.ID)
	doc, _, err := s.Store.Result(s.Context(), kompass.Everything, o.Round.ID)
	s.Must(err)
	for i := 1; i < companies; i++ {
		c, _ := s.Company(fmt.Sprintf("Firma %03d mit längerem Namen", i), "Empfang", "Küche", "Bar", "Service", "Verwaltung")
		for r := range perCompany - 1 {
			s.Clock.Advance(time.Hour)
			o := s.Open(c, webtest.Full, named(fmt.Sprintf("Runde %d im Jahr danach", r)))
			copied := rehash(s, doc, o.Round.ID, o.Round.Title, c)
			_, err := s.Store.BeginClose(s.Context(), kompass.Unlimited("test"), o.Round.ID)
			s.Must(err)
			s.Must(s.Store.FinishClose(s.Context(), "test", copied))
			s.Release(o.Round.ID)
		}
		s.Open(c, webtest.Full, named("Läuft"), func(p *rounds.Plan) { p.ClosesAt = s.Clock.Now().Add(24 * time.Hour) })
	}
	s.Must(s.Rounds.EndUrns(s.Context())) // the store alone destroys no keys
}

func zipped(tb testing.TB, body string) int {
	tb.Helper()
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestSpeed)
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := w.Write([]byte(body)); err != nil {
		tb.Fatal(err)
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Len()
}

// rehash is the result of another round of another company with the same numbers.
func rehash(s *webtest.Site, data []byte, roundID, title string, c kompass.Company) kompass.Closing {
	s.Helper()
	doc, err := result.Decode(data)
	s.Must(err)
	doc.Round, doc.CompanyID, doc.Company, doc.Title = roundID, c.ID, c.Name, title
	encoded, err := doc.Encode()
	s.Must(err)
	return kompass.Closing{RoundID: roundID, Result: encoded, Hash: doc.Hash}
}

func TestOverviewOfManyCompaniesIsSmall(t *testing.T) {
	s := webtest.New(t)
	manyCompanies(s, 36, 3)
	p := s.Trainer().Get("/app").Want(http.StatusOK).Count(".company-item", 30).Count(".waiting-list li", 37)
	p.Count(".waiting details .waiting-list li", 29)
	if n := p.Doc.Find(".spark line").Length(); n != 4*30 {
		t.Errorf("got %d lines of fields, want those of 30 companies", n)
	}
	if got := zipped(t, p.Body); got > 60<<10 {
		t.Errorf("got %d bytes compressed, want at most 60 kB", got)
	}
}

// BenchmarkOverview measures the first page of 100 companies with 8 rounds each.
func BenchmarkOverview(b *testing.B) {
	s := webtest.New(b)
	manyCompanies(s, 101, 8)
	boss := s.Trainer()
	size := 0
	for b.Loop() {
		size = len(boss.Get("/app").Want(http.StatusOK).Body)
	}
	b.ReportMetric(float64(size)/1024, "kB/page")
	b.ReportMetric(float64(zipped(b, boss.Get("/app").Body))/1024, "kB-gzip/page")
}
