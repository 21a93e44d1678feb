package web

import (
	"net/netip"
	"sync"
	"time"
)

// guessBrake slows down whoever guesses codes. Only wrong guesses count and only they are refused, so that a whole company
// behind one address answers undisturbed, whatever one of its machines tries. It lives in memory and forgets within
// minutes.
type guessBrake struct {
	now   func() time.Time
	mu    sync.Mutex
	wrong map[netip.Prefix]window
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

// tooMany counts a wrong guess and says whether this network has guessed too often.
func (b *guessBrake) tooMany(ip string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.now()
	if b.wrong == nil || len(b.wrong) >= maxNetworks {
		b.wrong = map[netip.Prefix]window{}
	}
	key := network(ip)
	w := b.wrong[key]
	if now.Sub(w.start) >= guessWindow {
		w = window{start: now}
	}
	w.n++
	b.wrong[key] = w
	return w.n > maxGuesses
}

// network is what stands for a caller: a /24 of IPv4, a /64 of IPv6.
func network(ip string) netip.Prefix {
	addr, err := netip.ParseAddr(ip)
	if err != nil {
		return netip.Prefix{}
	}
	bits := 64
	if addr = addr.Unmap(); addr.Is4() {
		bits = 24
	}
	p, err := addr.Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return p
}
