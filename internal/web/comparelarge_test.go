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
	"kompass/internal/web/webtest"
)

// lasting is a company of many teams over many rounds, all released, with three perspectives each.
func lasting(s *webtest.Site, teams, over int) kompass.Company {
	s.Helper()
	var names []string
	for i := range teams {
		names = append(names, fmt.Sprintf("Filiale %02d Musterstadt-Nord", i+1))
	}
	c, all := s.Company("Kette mit vielen Filialen", names...)
	q, _ := webtest.Library(s).Get(webtest.Full)
	for i := range over {
		o := s.Open(c, webtest.Full, func(p *rounds.Plan) { p.Title, p.OneLink = fmt.Sprintf("Messung %d", i+1), true })
		_, err := s.Store.BeginClose(s.Context(), kompass.Unlimited("test"), o.Round.ID)
		s.Must(err)
		doc := resulttest.Make(q, resulttest.Plan{Round: o.Round, Company: c, Teams: all, ClosedOn: fmt.Sprintf("2025-%02d-01", i+1), Seed: uint64(i)})
		data, err := doc.Encode()
		s.Must(err)
		s.Must(s.Store.FinishClose(s.Context(), "test", kompass.Closing{RoundID: o.Round.ID, Result: data, Hash: doc.Hash}))
		s.Release(o.Round.ID)
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
	s := webtest.New(t)
	c := lasting(s, 60, 8)
	b, path := s.Trainer(), "/app/companies/"+c.ID
	for _, query := range []string{"/compare", "/compare?s=*.*.*", "/compare?s=*.*.*&page=9&rows=3", "/compare?s=last.*", "/compare?s=*", "/heat", "/heat?perspective=staff"} {
		p := b.Get(path + query).Want(http.StatusOK)
		size := withoutCharts(t, p.Body)
		t.Logf("%s: %d kB compressed without charts, %d kB in all, %d charts", query, size/1000, len(p.Body)/1000, strings.Count(p.Body, "<svg"))
		if size > 100_000 {
			t.Errorf("%s: got %d bytes compressed without charts, want at most 100 kB", query, size)
		}
	}
	p := b.Get(path+"/compare?s=*.*.*").Want(http.StatusOK).Count(".compass-row figure", 12).Says("Seite 1 von")
	last := p.Doc.Find(".pages a").Last().AttrOr("href", "")
	b.Get(last).Want(http.StatusOK).Count(".pages a[aria-current=page]", 3)
	p.Count(".pick tbody tr", 21)
	if got := b.Get(path + "/heat").Want(http.StatusOK).Doc.Find(".heat tbody tr").Length(); got != 60 {
		t.Errorf("got %d rows of a heat table, want a page of 60", got)
	}
}

// BenchmarkComparison measures a page whose charts have been drawn before.
func BenchmarkComparison(b *testing.B) {
	s := webtest.New(b)
	c := lasting(s, 60, 8)
	boss := s.Trainer()
	for name, query := range map[string]string{"three": "/compare", "eight": "/compare?s=*", "thousand": "/compare?s=*.*.*", "heat": "/heat"} {
		path := "/app/companies/" + c.ID + query
		boss.Get(path).Want(http.StatusOK)
		b.Run(name, func(b *testing.B) {
			before := cpu(b)
			for b.Loop() {
				r := boss.Request(http.MethodGet, path, nil)
				resp, err := s.App.Test(r, -1)
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
