package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/valyala/fasthttp"

	"kompass/internal/address"
	"kompass/internal/e2e/program"
	"kompass/internal/kompass"
)

const nonceCookie = "kompass-form"

// visitor is a browser without anything that is not needed. It is used by one goroutine.
type visitor struct {
	client *fasthttp.Client
	base   string
	cookie string
	req    fasthttp.Request
	resp   fasthttp.Response
}

// send sends a request and checks with which status it is answered.
func (v *visitor) send(method, path string, form []byte, status int) error {
	v.req.Reset()
	v.resp.Reset()
	v.req.Header.SetMethod(method)
	v.req.SetRequestURI(v.base + path)
	v.req.Header.Set("Accept-Encoding", "gzip")
	if v.cookie != "" {
		v.req.Header.SetCookie(nonceCookie, v.cookie)
	}
	if form != nil {
		v.req.Header.SetContentType("application/x-www-form-urlencoded")
		v.req.SetBodyRaw(form)
	}
	if err := v.client.Do(&v.req, &v.resp); err != nil {
		return err
	}
	if got := v.resp.StatusCode(); got != status {
		return fmt.Errorf("%s %s: got %d, want %d", method, path, got, status)
	}
	return nil
}

// cycle opens the questionnaire, answers every item and looks at the page after that.
func (v *visitor) cycle(code kompass.Code, form []byte) error {
	v.cookie = ""
	if err := v.send(http.MethodGet, address.Questionnaire(code), nil, http.StatusOK); err != nil {
		return err
	}
	set := v.resp.Header.PeekCookie(nonceCookie)
	value, _, _ := bytes.Cut(bytes.TrimPrefix(set, []byte(nonceCookie+"=")), []byte(";"))
	v.cookie = string(value)
	if err := v.send(http.MethodPost, address.Questionnaire(code), form, http.StatusSeeOther); err != nil {
		return err
	}
	return v.send(http.MethodGet, address.Thanks(code), nil, http.StatusOK)
}

// turn is what was measured while clients did something again and again.
type turn struct {
	cpu      float64 // milliseconds of the server for each time
	rate     float64 // times per second
	p50, p99 float64 // milliseconds until it was done
}

// drive lets clients do something for a time and returns what that took the server.
func drive(ctx context.Context, s *program.Server, clients int, most time.Duration, do func(*visitor) error) (turn, error) {
	before, err := s.ProcessorTime()
	if err != nil {
		return turn{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	client := &fasthttp.Client{MaxConnsPerHost: clients}
	defer client.CloseIdleConnections()
	took, failed := make([][]time.Duration, clients), make([]error, clients)
	began := time.Now()
	var all sync.WaitGroup
	for i := range clients {
		all.Go(func() {
			v := &visitor{client: client, base: s.URL}
			for ctx.Err() == nil && failed[i] == nil {
				start := time.Now()
				failed[i] = do(v)
				took[i] = append(took[i], time.Since(start))
			}
		})
	}
	all.Wait()
	elapsed := time.Since(began)
	for _, err := range failed {
		if err != nil {
			return turn{}, err
		}
	}
	after, err := s.ProcessorTime()
	each := slices.Sorted(slices.Values(slices.Concat(took...)))
	n := len(each)
	return turn{
		cpu: milliseconds(after-before) / float64(n), rate: float64(n) / elapsed.Seconds(),
		p50: milliseconds(each[n/2]), p99: milliseconds(each[n*99/100]),
	}, err
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
