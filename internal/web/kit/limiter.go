package kit

import (
	"net/netip"
	"time"

	"kompass/internal/ratelimit"
)

// Limiter is a rate limiter by network for whoever guesses codes. Only wrong guesses count and only they are refused, so
// that a whole company behind one address answers undisturbed, whatever one of its machines tries. It lives in memory and
// forgets within minutes. Any number of goroutines may use it.
type Limiter struct {
	wrong *ratelimit.Counter[netip.Prefix]
}

// Wrong codes that one network may try within a minute.
const (
	guessWindow = time.Minute
	maxGuesses  = 60
)

// NewLimiter returns a limiter by a clock.
func NewLimiter(now func() time.Time) *Limiter {
	return &Limiter{ratelimit.NewCounter[netip.Prefix](guessWindow, now)}
}

// TooMany counts a wrong guess and reports whether the network of an address has guessed too often.
func (b *Limiter) TooMany(ip string) bool { return b.wrong.Add(Network(ip)) > maxGuesses }
