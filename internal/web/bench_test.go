package web_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
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
	"kompass/internal/rounds"
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

func (v *visitor) do(method, path, cookie string, body []byte, status int) error {
	v.req.Reset()
	v.resp.Reset()
	v.req.Header.SetMethod(method)
	v.req.SetRequestURI(v.base + path)
	v.req.Header.Set("Accept-Encoding", "gzip")
	if cookie != "" {
		v.req.Header.SetCookie("kompass-form", cookie)
	}
	if body != nil {
		v.req.Header.SetContentType("application/x-www-form-urlencoded")
		v.req.SetBodyRaw(body)
	}
	if err := v.client.Do(&v.req, &v.resp); err != nil {
		return err
	}
	if got := v.resp.StatusCode(); got != status {
		return fmt.Errorf("%s %s: got %d, want %d", method, path, got, status)
	}
	return nil
}

// cycle opens the questionnaire, answers every item and looks at the profile.
func (v *visitor) cycle(path string, form []byte) error {
	if err := v.do(http.MethodGet, path, "", nil, http.StatusOK); err != nil {
		return err
	}
	set := v.resp.Header.PeekCookie("kompass-form")
	value, _, _ := bytes.Cut(bytes.TrimPrefix(set, []byte("kompass-form=")), []byte(";"))
	cookie := string(value)
	if err := v.do(http.MethodPost, path, cookie, form, http.StatusSeeOther); err != nil {
		return err
	}
	return v.do(http.MethodGet, path+"/danke", cookie, nil, http.StatusOK)
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

// BenchmarkParticipant measures page, submission and thanks over a socket, durably. The processor time holds the client's
// share as well as the server's. The floor is what three answers without any work cost in the same run: subtract it to
// compare with the budgets, and see by it how busy the machine is.
func BenchmarkParticipant(b *testing.B) {
	for _, load := range []struct {
		clients int
		budget  float64 // µs of processor time
	}{{1, 800}, {8, 350}, {32, 250}} {
		b.Run(fmt.Sprintf("clients=%d", load.clients), func(b *testing.B) {
			s, base := quiet(b)
			c, _ := s.Company("Hotel Adler", "Empfang")
			o := s.Open(c, webtest.Full, func(p *rounds.Plan) { p.AskPerspectives = false })
			path, form := "/s/"+string(o.Links[0].Code), []byte(fullForm(b).Encode())
			client := &fasthttp.Client{MaxConnsPerHost: load.clients}
			warm := visitor{client: client, base: base}
			s.Must(warm.cycle(path, form))
			floor := spend(b, load.clients, func() error {
				v := visitor{client: client, base: base}
				return errors.Join(v.do(http.MethodGet, "/healthz", "", nil, 200), v.do(http.MethodGet, "/healthz", "", nil, 200),
					v.do(http.MethodGet, "/healthz", "", nil, 200))
			})
			b.ResetTimer()
			spent := spend(b, load.clients, func() error {
				v := visitor{client: client, base: base}
				return v.cycle(path, form)
			})
			b.StopTimer()
			b.ReportMetric(float64(floor.Microseconds())/float64(b.N), "floor-µs")
			b.ReportMetric(float64(spent.Microseconds())/float64(b.N), "cpu-µs/cycle")
			b.ReportMetric(load.budget, "budget-µs")
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "cycles/s")
			if got := s.Total(o.Round.ID); got != b.N+1 {
				b.Errorf("got %d answers, want %d", got, b.N+1)
			}
		})
	}
}

// spend does something b.N times from as many goroutines as there are clients and returns the processor time that it took.
func spend(b *testing.B, clients int, do func() error) time.Duration {
	b.Helper()
	var next atomic.Int64
	var wg sync.WaitGroup
	before := cpu(b)
	for range clients {
		wg.Go(func() {
			for next.Add(1) <= int64(b.N) {
				if err := do(); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	return cpu(b) - before
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
