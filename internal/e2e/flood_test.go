package e2e_test

import (
	"bytes"
	"context"
	"fmt"
	"mime/multipart"
	"net"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"kompass/internal/e2e/program"
)

// mostMemory is what the server may take under any flood, browsers apart.
const mostMemory = 256 << 20

// stranger calls from another address than the people who answer.
var stranger = net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 2)}, Timeout: time.Second}

// flood is somebody who wants the server's memory. It begins with its nature and goes on until ctx ends.
type flood struct {
	name  string
	begin func(ctx context.Context, h *house) *sync.WaitGroup
}

var floods = []flood{
	{"bodies that nobody may send", func(ctx context.Context, h *house) *sync.WaitGroup {
		return hold(ctx, h, 300, "/login", 7900<<10, 1<<20)
	}},
	{"forms that never end", func(ctx context.Context, h *house) *sync.WaitGroup {
		return hold(ctx, h, 600, "/s/"+h.code, 255<<10, 255<<10-1)
	}},
	{"connections on which nothing is said", func(ctx context.Context, h *house) *sync.WaitGroup {
		return hold(ctx, h, 1200, "/", -1, 0)
	}},
	{"files of separators", func(ctx context.Context, h *house) *sync.WaitGroup {
		kind, body := separators(h.t)
		trainer := newPerson(h.t, h.URL)
		trainer.signIn(trainerEmail, trainerPassword)
		return repeat(ctx, 6, func(int) {
			_, _ = trainer.sendBody("POST", "/app/rounds/"+h.round.ID+"/import/upload", bytes.NewReader(body), "Content-Type", kind)
		})
	}},
	{"passwords", func(ctx context.Context, h *house) *sync.WaitGroup {
		return repeat(ctx, 40, func(i int) {
			form := url.Values{"email": {fmt.Sprintf("niemand%d@example.org", i)}, "password": {"ein falsches Passwort"}}
			_, _ = newPerson(h.t, h.URL).Send(ctx, "POST", "/login", strings.NewReader(form.Encode()))
		})
	}},
}

// hold opens connections, sends the head of a form that announces a size, and so much of its body; a size below 0 sends nothing at all.
func hold(ctx context.Context, h *house, connections int, path string, announced, sent int) *sync.WaitGroup {
	host := strings.TrimPrefix(h.URL, "http://")
	head := fmt.Sprintf("POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n", path, host, announced)
	body := bytes.Repeat([]byte("x"), sent)
	return repeat(ctx, connections, func(int) {
		conn, err := stranger.Dial("tcp", host)
		if err != nil {
			return
		}
		defer conn.Close()
		_ = conn.SetReadDeadline(time.Now().Add(2 * time.Second))
		defer context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Now()) })()
		if announced >= 0 {
			_, _ = conn.Write([]byte(head))
			_, _ = conn.Write(body)
		}
		_, _ = conn.Read(make([]byte, 1))
	})
}

// repeat does something in so many places at once, again and again until ctx ends.
func repeat(ctx context.Context, places int, do func(place int)) *sync.WaitGroup {
	var done sync.WaitGroup
	for place := range places {
		done.Go(func() {
			for ctx.Err() == nil {
				do(place)
			}
		})
	}
	return &done
}

func separators(t *testing.T) (kind string, body []byte) {
	t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	file, err := form.CreateFormFile("file", "antworten.csv")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.Write(bytes.Repeat([]byte(";"), 8<<20-1000)); err != nil {
		t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	return form.FormDataContentType(), b.Bytes()
}

// How long a flood lasts at least, and how many people answer in it at least.
const (
	floodTime   = time.Second
	floodPeople = 6
)

// Whatever strangers send, whoever answers is served, and the server stays within its memory.
func TestFloodsTakeNeitherTheMemoryNorTheParticipants(t *testing.T) {
	h, q := furnish(t, program.Options{}), content(t)
	form := filled(q, func(item int) int { return item })
	for _, f := range floods {
		took := h.answerIn(f, form)
		peak, err := h.PeakMemory()
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(took)
		t.Logf("%s: at most %d MiB so far; to open and to answer took %v, at most %v (n = %d)",
			f.name, peak>>20, took[len(took)/2].Round(time.Millisecond), took[len(took)-1].Round(time.Millisecond), len(took))
		if peak > mostMemory {
			t.Errorf("%s: %d MiB", f.name, peak>>20)
		}
	}
}

// answerIn has people answer one after the other amid a flood and returns how long each took.
func (h *house) answerIn(f flood, form url.Values) (took []time.Duration) {
	ctx, stop := context.WithCancel(h.t.Context())
	flooding := f.begin(ctx, h)
	defer flooding.Wait()
	defer stop()
	for began := time.Now(); len(took) < floodPeople || time.Since(began) < floodTime; {
		one := newPerson(h.t, h.URL)
		start := time.Now()
		one.answer(h.code, form)
		took = append(took, time.Since(start))
		one.Client.CloseIdleConnections()
	}
	return took
}
