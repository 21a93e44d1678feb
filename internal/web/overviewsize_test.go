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
)

// manyCompanies are companies whose results are those of one round of the full questionnaire, copied. Of each but the first the
// last round is open and ends soon.
func manyCompanies(s *site, companies, perCompany int) {
	s.Helper()
	first, _ := s.company("Firma 000", "Empfang", "Küche")
	form := fullForm(s)
	o := s.open(first, full, func(p *rounds.Plan) { p.AskPerspectives = false })
	for i := range 12 {
		form.Set("k-e-1", []string{"always", "never"}[i%2])
		s.browser().post("/s/"+string(o.Links[i%2].Code), form).want(http.StatusSeeOther)
	}
	s.close(o.Round.ID)
	s.release(o.Round.ID)
	doc, _, err := s.store.Result(s.Context(), kompass.Everything, o.Round.ID)
	s.must(err)
	for i := 1; i < companies; i++ {
		c, _ := s.company(fmt.Sprintf("Firma %03d mit längerem Namen", i), "Empfang", "Küche", "Bar", "Service", "Verwaltung")
		for r := range perCompany - 1 {
			s.clock.Advance(time.Hour)
			o := s.open(c, full, named(fmt.Sprintf("Runde %d im Jahr danach", r)))
			copied := rehash(s, doc, o.Round.ID, o.Round.Title, c)
			_, err := s.store.BeginClose(s.Context(), kompass.Unlimited("test"), o.Round.ID)
			s.must(err)
			s.must(s.store.FinishClose(s.Context(), "test", copied))
			s.release(o.Round.ID)
		}
		s.open(c, full, named("Läuft"), func(p *rounds.Plan) { p.ClosesAt = s.clock.Now().Add(24 * time.Hour) })
	}
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
func rehash(s *site, data []byte, roundID, title string, c kompass.Company) kompass.Closing {
	s.Helper()
	doc, err := result.Decode(data)
	s.must(err)
	doc.Round, doc.CompanyID, doc.Company, doc.Title = roundID, c.ID, c.Name, title
	encoded, err := doc.Encode()
	s.must(err)
	return kompass.Closing{RoundID: roundID, Result: encoded, Hash: doc.Hash}
}

func TestOverviewOfManyCompaniesIsSmall(t *testing.T) {
	s := newSite(t)
	manyCompanies(s, 36, 3)
	p := s.trainer().get("/app").want(http.StatusOK).count(".company-item", 30).count(".waiting-list li", 37)
	p.count(".waiting details .waiting-list li", 29)
	if n := p.doc.Find(".spark line").Length(); n != 4*30 {
		t.Errorf("got %d lines of fields, want those of 30 companies", n)
	}
	if got := zipped(t, p.body); got > 60<<10 {
		t.Errorf("got %d bytes compressed, want at most 60 kB", got)
	}
}

// BenchmarkOverview measures the first page of 100 companies with 8 rounds each.
func BenchmarkOverview(b *testing.B) {
	s := newSite(b)
	manyCompanies(s, 101, 8)
	boss := s.trainer()
	size := 0
	for b.Loop() {
		size = len(boss.get("/app").want(http.StatusOK).body)
	}
	b.ReportMetric(float64(size)/1024, "kB/page")
	b.ReportMetric(float64(zipped(b, boss.get("/app").body))/1024, "kB-gzip/page")
}
