package kit

import (
	"bytes"
	"context"
	"strconv"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"kompass/internal/address"
	"kompass/internal/semaphore"
)

// How large a body may be. It is decided from the header, before anything of the body is read.
const (
	// maxForm is for everybody's forms: the longest that a participant can send are all answers with every comment full of
	// the characters that take most room.
	maxForm = 256 << 10
	// maxBatch and maxUpload are for people who have signed in: their forms, and forms with a file.
	maxBatch  = 1 << 20
	maxUpload = 8 << 20
)

// largeAtOnce is how many bodies over maxForm are read or worked on at a time, largeWithin how long one may take to arrive, and
// largeWait how long the next one waits for its turn.
const (
	largeAtOnce = 2
	largeWithin = time.Minute
	largeWait   = 5 * time.Second
)

// leaseHeader carries, from the header to the end of its request, which of the few large bodies it is. What a caller sends under this
// name is dropped.
const leaseHeader = "X-Kompass-Body"

// refusedBusy stands for a lease where there was none left.
const refusedBusy = "busy"

// leases are the permissions to send a large body. One that no request gives back, as its connection broke, ends by itself.
type leases struct {
	now   func() time.Time
	mu    sync.Mutex
	last  uint64
	ends  map[uint64]time.Time
	freed chan struct{} // closed when the next one is given back
}

func newLeases(now func() time.Time) *leases {
	return &leases{now: now, ends: map[uint64]time.Time{}, freed: make(chan struct{})}
}

// take waits for a lease, and reports whether there was one in time.
func (l *leases) take(wait time.Duration) (id uint64, ok bool) {
	late := time.After(wait)
	for {
		id, freed := l.try()
		if id > 0 {
			return id, true
		}
		select {
		case <-freed:
		case <-late:
			return 0, false
		}
	}
}

// try returns a lease, or what tells that it is worth trying again.
func (l *leases) try() (id uint64, freed <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for id, end := range l.ends {
		if l.now().After(end) {
			delete(l.ends, id)
		}
	}
	if len(l.ends) >= largeAtOnce {
		return 0, l.freed
	}
	l.last++
	l.ends[l.last] = l.now().Add(largeWithin)
	return l.last, nil
}

func (l *leases) release(id uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.ends, id)
	close(l.freed)
	l.freed = make(chan struct{})
}

// limitBody says how much of a body is read. Only people who have signed in may send more than a form, a few at a time.
func (k *Kit) limitBody(h *fasthttp.RequestHeader) fasthttp.RequestConfig {
	h.Del(leaseHeader)
	most := maxBatch
	if path, _, _ := bytes.Cut(h.RequestURI(), []byte("?")); bytes.HasSuffix(path, []byte(address.UploadSuffix)) {
		most = maxUpload
	}
	if n := h.ContentLength(); !h.IsPost() || n <= maxForm || n > most {
		return fasthttp.RequestConfig{MaxRequestBodySize: maxForm}
	}
	token := h.Cookie(k.CookieName(SessionCookie))
	if _, _, err := k.Auth.User(context.Background(), string(token)); err != nil {
		return fasthttp.RequestConfig{MaxRequestBodySize: maxForm}
	}
	id, ok := k.large.take(largeWait)
	if !ok {
		h.Set(leaseHeader, refusedBusy)
		return fasthttp.RequestConfig{MaxRequestBodySize: maxForm}
	}
	h.Set(leaseHeader, strconv.FormatUint(id, 10))
	return fasthttp.RequestConfig{MaxRequestBodySize: most, ReadTimeout: largeWithin}
}

// releaseBody gives a lease back when its request has been answered.
func (k *Kit) releaseBody(c *fiber.Ctx) error {
	if id, err := strconv.ParseUint(string(c.Request().Header.Peek(leaseHeader)), 10, 64); err == nil {
		defer k.large.release(id)
	}
	return c.Next()
}

// refusedBody is why a body was not read: too much of it, or too many at the same time.
func refusedBody(c *fiber.Ctx) error {
	if bytes.Equal(c.Request().Header.Peek(leaseHeader), []byte(refusedBusy)) {
		return semaphore.ErrBusy
	}
	return fiber.ErrRequestEntityTooLarge
}
