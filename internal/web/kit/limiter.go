package kit

import (
	"net/netip"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/expirable"
)

// Limiter is a rate limiter by network for whoever guesses codes. Only wrong guesses count and only they are refused, so
// that a whole company behind one address answers undisturbed, whatever one of its machines tries. It lives in memory and
// forgets within minutes. Any number of goroutines may use it.
type Limiter struct {
	now   func() time.Time
	mu    sync.Mutex // a guess is read and counted in one step
	wrong *expirable.LRU[netip.Prefix, window]
}

type window struct {
	start time.Time
	n     int
}

// Wrong codes that one network may try within a minute.
const (
	guessWindow = time.Minute
	maxGuesses  = 60
	maxNetworks = 10_000
)

// NewLimiter returns a limiter by a clock.
func NewLimiter(now func() time.Time) *Limiter {
	return &Limiter{now: now, wrong: expirable.NewLRU[netip.Prefix, window](maxNetworks, nil, 0)}
}

// TooMany counts a wrong guess and reports whether the network of an address has guessed too often.
func (b *Limiter) TooMany(ip string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.now()
	key := Network(ip)
	w, _ := b.wrong.Get(key)
	if now.Sub(w.start) >= guessWindow {
		w = window{start: now}
	}
	w.n++
	b.wrong.Add(key, w)
	return w.n > maxGuesses
}
