package web_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/result/resulttest"
	"kompass/internal/rounds"
)

// large is a company of many teams over many rounds, all released, with three perspectives each.
func (s *site) large(teams, over int) kompass.Company {
	s.Helper()
	var names []string
	for i := range teams {
		names = append(names, fmt.Sprintf("Filiale %02d Musterstadt-Nord", i+1))
	}
	c, all := s.company("Kette mit vielen Filialen", names...)
	q, _ := library(s).Get(full)
	for i := range over {
		o := s.open(c, full, func(p *rounds.Plan) { p.Title, p.OneLink = fmt.Sprintf("Messung %d", i+1), true })
		_, err := s.store.BeginClose(s.Context(), kompass.Unlimited("test"), o.Round.ID)
		s.must(err)
		doc := resulttest.Make(q, resulttest.Plan{Round: o.Round, Company: c, Teams: all, ClosedOn: fmt.Sprintf("2025-%02d-01", i+1), Seed: uint64(i)})
		data, err := doc.Encode()
		s.must(err)
		s.must(s.store.FinishClose(s.Context(), "test", kompass.Closing{RoundID: o.Round.ID, Result: data, Hash: doc.Hash}))
		s.release(o.Round.ID)
	}
	return c
}

var svgs = regexp.MustCompile(`(?s)<svg.*?</svg>`)

// withoutCharts is the size of a page as it is sent, compressed, and without its charts.
func withoutCharts(t *testing.T, b string) int {
	t.Helper()
	var out strings.Builder
	z := gzip.NewWriter(&out)
	if _, err := io.WriteString(z, svgs.ReplaceAllString(b, "")); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

func TestLongComparisonsArePagedAndStaySmall(t *testing.T) {
	s := newSite(t)
	c := s.large(60, 8)
	b, path := s.trainer(), "/app/companies/"+c.ID
	for _, query := range []string{"/compare", "/compare?s=*.*.*", "/compare?s=*.*.*&page=9&rows=3", "/compare?s=last.*", "/compare?s=*", "/heat", "/heat?perspective=staff"} {
		p := b.get(path + query).want(http.StatusOK)
		size := withoutCharts(t, p.body)
		t.Logf("%s: %d kB compressed without charts, %d kB in all, %d charts", query, size/1000, len(p.body)/1000, strings.Count(p.body, "<svg"))
		if size > 100_000 {
			t.Errorf("%s: got %d bytes compressed without charts, want at most 100 kB", query, size)
		}
	}
	p := b.get(path+"/compare?s=*.*.*").want(http.StatusOK).count(".compass-row figure", 12).says("Seite 1 von")
	last := p.doc.Find(".pages a").Last().AttrOr("href", "")
	b.get(last).want(http.StatusOK).count(".pages a[aria-current=page]", 3)
	p.count(".pick tbody tr", 21)
	if got := b.get(path + "/heat").want(http.StatusOK).doc.Find(".heat tbody tr").Length(); got != 60 {
		t.Errorf("got %d rows of a heat table, want a page of 60", got)
	}
}

// BenchmarkComparison measures a page whose charts have been drawn before.
func BenchmarkComparison(b *testing.B) {
	s := newSite(b)
	c := s.large(60, 8)
	boss := s.trainer()
	for name, query := range map[string]string{"three": "/compare", "eight": "/compare?s=*", "thousand": "/compare?s=*.*.*", "heat": "/heat"} {
		path := "/app/companies/" + c.ID + query
		boss.get(path).want(http.StatusOK)
		b.Run(name, func(b *testing.B) {
			before := cpu(b)
			for b.Loop() {
				r := boss.request(http.MethodGet, path, nil)
				resp, err := s.app.Test(r, -1)
				if err != nil || resp.StatusCode != http.StatusOK {
					b.Fatal(err)
				}
				if err := resp.Body.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64((cpu(b)-before)/time.Microsecond)/float64(b.N), "cpu-µs/op")
		})
	}
}
