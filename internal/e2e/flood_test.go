package e2e_test

import (
	"bytes"
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

// flood is somebody who wants the server's memory. It begins with its nature and goes on until stop is closed.
type flood struct {
	name  string
	begin func(t *testing.T, h *house, stop <-chan struct{}) *sync.WaitGroup
}

var floods = []flood{
	{"bodies that nobody may send", func(t *testing.T, h *house, stop <-chan struct{}) *sync.WaitGroup {
		return hold(h, stop, 300, "/login", 7900<<10, 1<<20)
	}},
	{"forms that never end", func(t *testing.T, h *house, stop <-chan struct{}) *sync.WaitGroup {
		return hold(h, stop, 600, "/s/"+h.code, 255<<10, 255<<10-1)
	}},
	{"connections on which nothing is said", func(t *testing.T, h *house, stop <-chan struct{}) *sync.WaitGroup {
		return hold(h, stop, 1200, "/", -1, 0)
	}},
	{"passwords", func(t *testing.T, h *house, stop <-chan struct{}) *sync.WaitGroup {
		return repeat(40, stop, func(i int) {
			someone := newPerson(t, h.URL)
			_, _ = someone.send("POST", "/login", url.Values{"email": {fmt.Sprintf("niemand%d@example.org", i)}, "password": {"ein falsches Passwort"}})
		})
	}},
	{"files of separators", func(t *testing.T, h *house, stop <-chan struct{}) *sync.WaitGroup {
		kind, body := separators(t)
		trainer := newPerson(t, h.URL)
		trainer.signIn(trainerEmail, trainerPassword)
		return repeat(6, stop, func(int) {
			_, _ = trainer.sendBody("POST", "/app/rounds/"+h.round.ID+"/import/upload", bytes.NewReader(body), "Content-Type", kind)
		})
	}},
}

// hold opens connections, sends the head of a form that announces a size, and so much of its body; a size below 0 sends nothing at all.
func hold(h *house, stop <-chan struct{}, connections int, path string, announced, sent int) *sync.WaitGroup {
	host := strings.TrimPrefix(h.URL, "http://")
	head := fmt.Sprintf("POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n", path, host, announced)
	body := bytes.Repeat([]byte("x"), sent)
	return repeat(connections, stop, func(int) {
		conn, err := stranger.Dial("tcp", host)
		if err != nil {
			return
		}
		defer conn.Close()
		if announced >= 0 {
			_, _ = conn.Write([]byte(head))
			_, _ = conn.Write(body)
		}
		_ = conn.SetReadDeadline(time.Now().Add(2 * time.Second))
		_, _ = conn.Read(make([]byte, 1))
	})
}

// repeat does something in so many places at once, again and again until stop is closed.
func repeat(places int, stop <-chan struct{}, do func(place int)) *sync.WaitGroup {
	var done sync.WaitGroup
	for place := range places {
		done.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					do(place)
				}
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

// Whatever strangers send, whoever answers is served, and the server stays within its memory.
func TestFloodsTakeNeitherTheMemoryNorTheParticipants(t *testing.T) {
	h, q := furnish(t, program.Options{}), content(t)
	form := filled(q, func(item int) int { return item })
	for _, f := range floods {
		stop := make(chan struct{})
		flooding := f.begin(t, h, stop)
		var took []time.Duration
		for range 10 {
			one := newPerson(t, h.URL)
			start := time.Now()
			one.answer(h.code, form)
			took = append(took, time.Since(start))
			one.Client.CloseIdleConnections()
		}
		close(stop)
		flooding.Wait()
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
