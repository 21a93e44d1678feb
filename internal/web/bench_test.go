package web_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/valyala/fasthttp"

	"kompass/internal/kompass"
	"kompass/internal/web"
	"kompass/internal/web/webtest"
)

// cpu is the processor time that this process has used.
func cpu(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// quiet is a site that logs to nowhere, on a socket.
func quiet(b *testing.B) (*webtest.Site, string) {
	b.Helper()
	s := webtest.New(b, func(c *web.Config) { c.Log = slog.New(slog.NewTextHandler(io.Discard, nil)) })
	l, err := net.Listen("tcp", "127.0.0.1:0")
	s.Must(err)
	done := make(chan error, 1)
	go func() { done <- s.App.Listener(l) }()
	b.Cleanup(func() {
		s.Must(s.App.Shutdown())
		s.Must(<-done)
	})
	return s, "http://" + l.Addr().String()
}

// visitor is one participant's browser, with as little of its own to do as possible.
type visitor struct {
	client *fasthttp.Client
	base   string
	req    fasthttp.Request
	resp   fasthttp.Response
}

// fullForm answers every item of the full questionnaire.
func fullForm(tb testing.TB) url.Values {
	tb.Helper()
	q, ok := webtest.Library(tb).Get(webtest.Full)
	if !ok {
		tb.Fatal("the questionnaire is missing")
	}
	form := url.Values{}
	for i, it := range q.Items() {
		scale, _ := q.Scale(it.Scale)
		form.Set(it.ID, scale.Points[i%len(scale.Points)].ID)
	}
	return form
}

// populate stores n random answers to a round of the full questionnaire.
func populate(s *webtest.Site, round kompass.Round, link kompass.Link, n int) {
	s.Helper()
	var next atomic.Int64
	var wg sync.WaitGroup
	for range 64 {
		wg.Go(func() {
			for next.Add(1) <= int64(n) {
				nonce, err := kompass.NewNonce(rand.Reader)
				row := make([]byte, 39)
				if err == nil {
					_, err = rand.Read(row)
				}
				for i := range row {
					row[i] %= 5
				}
				sub := kompass.Submission{RoundID: round.ID, TeamID: link.TeamID, Perspective: link.Perspective, Answers: row,
					Receipt: nonce.Receipt(round.ID).Hash()}
				if err == nil {
					_, err = s.Store.Submit(context.Background(), sub)
				}
				if err != nil {
					s.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
}

// BenchmarkResultPage measures the result of a closed round with its charts drawn before: at most 5 ms, and the number of
// answers must not matter.
func BenchmarkResultPage(b *testing.B) {
	for _, n := range []int{100, 10_000} {
		s, base := quiet(b)
		c, _ := s.Company("Hotel Adler", "Empfang", "Küche")
		o := s.Open(c, webtest.Full)
		for _, l := range o.Links {
			populate(s, o.Round, l, n/len(o.Links))
		}
		s.CloseRound(o.Round.ID)
		boss := s.Trainer()
		for name, path := range map[string]string{
			"result": "/app/rounds/" + o.Round.ID + "/result", "compare": "/app/companies/" + c.ID + "/compare", "overview": "/app",
			"round": "/app/rounds/" + o.Round.ID,
		} {
			b.Run(fmt.Sprintf("%s/answers=%d", name, n), func(b *testing.B) {
				v := visitor{client: &fasthttp.Client{}, base: base}
				open := func() {
					v.req.Reset()
					v.req.SetRequestURI(base + path)
					v.req.Header.Set("Accept-Encoding", "gzip")
					v.req.Header.SetCookie("kompass-session", boss.Cookies["kompass-session"])
					if err := v.client.Do(&v.req, &v.resp); err != nil || v.resp.StatusCode() != http.StatusOK {
						b.Fatalf("got %d, %v", v.resp.StatusCode(), err)
					}
				}
				open()
				before := cpu(b)
				for b.Loop() {
					open()
				}
				b.ReportMetric(float64((cpu(b)-before).Microseconds())/float64(b.N), "cpu-µs/page")
				b.ReportMetric(5000, "budget-µs")
			})
		}
	}
}
