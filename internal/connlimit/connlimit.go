// Package connlimit bounds how many connections a server holds. Where there are too many, the address that has the most of them
// loses the one on which nothing has been answered for longest: nobody is kept out by what somebody else opens.
package connlimit

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// How long accepting waits after the system had nothing left for another connection: doubled from the first to the last.
const (
	firstPause = 5 * time.Millisecond
	lastPause  = time.Second
)

// Listener accepts connections from another listener and closes old ones where there are too many. Create it with [Listen].
type Listener struct {
	net.Listener
	most   int
	now    func() time.Time
	closed context.Context
	close  context.CancelFunc

	mu   sync.Mutex
	open map[netip.Addr]map[*conn]struct{}
	n    int
}

// Listen returns a listener over another one that holds at most so many connections.
func Listen(inner net.Listener, most int, now func() time.Time) *Listener {
	closed, cancel := context.WithCancel(context.Background())
	return &Listener{Listener: inner, most: most, now: now, closed: closed, close: cancel, open: map[netip.Addr]map[*conn]struct{}{}}
}

// Accept returns the next connection. It waits while the system has none left to give, and ends with the listener alone.
func (l *Listener) Accept() (net.Conn, error) {
	for pause := firstPause; ; pause = min(2*pause, lastPause) {
		inner, err := l.Listener.Accept()
		if err == nil {
			return l.admit(inner), nil
		}
		if !passing(err) {
			return nil, err
		}
		l.evictOne()
		select {
		case <-l.closed.Done():
			return nil, net.ErrClosed
		case <-time.After(pause):
		}
	}
}

// Close ends accepting. Connections stay open.
func (l *Listener) Close() error {
	l.close()
	return l.Listener.Close()
}

// passing reports whether accepting fails for a reason that goes away: no descriptors or memory left, or a caller who has gone.
func passing(err error) bool {
	for _, e := range []error{syscall.EMFILE, syscall.ENFILE, syscall.ENOBUFS, syscall.ENOMEM, syscall.ECONNABORTED} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

func (l *Listener) admit(inner net.Conn) net.Conn {
	c := &conn{Conn: inner, from: remote(inner), listener: l}
	c.answered.Store(l.now().UnixNano())
	l.mu.Lock()
	if l.open[c.from] == nil {
		l.open[c.from] = map[*conn]struct{}{}
	}
	l.open[c.from][c] = struct{}{}
	l.n++
	var old *conn
	if l.n > l.most {
		old = l.oldest(c)
	}
	l.mu.Unlock()
	if old != nil {
		_ = old.Close()
	}
	return c
}

func (l *Listener) evictOne() {
	l.mu.Lock()
	old := l.oldest(nil)
	l.mu.Unlock()
	if old != nil {
		_ = old.Close()
	}
}

// oldest is the connection, but for one, that has had no answer for longest, of the address that has the most. The lock is held.
func (l *Listener) oldest(but *conn) *conn {
	var most map[*conn]struct{}
	for _, conns := range l.open {
		if len(conns) > len(most) {
			most = conns
		}
	}
	var old *conn
	for c := range most {
		if c != but && (old == nil || c.answered.Load() < old.answered.Load()) {
			old = c
		}
	}
	return old
}

func remote(c net.Conn) netip.Addr {
	if a, ok := c.RemoteAddr().(*net.TCPAddr); ok {
		return a.AddrPort().Addr().Unmap()
	}
	return netip.Addr{}
}

// conn is a connection that its listener counts until it is closed.
type conn struct {
	net.Conn
	from     netip.Addr
	listener *Listener
	answered atomic.Int64 // when something was last written, in nanoseconds; at first when it was accepted
	once     sync.Once
}

// Write notes that the caller is being answered.
func (c *conn) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	if n > 0 {
		c.answered.Store(c.listener.now().UnixNano())
	}
	return n, err
}

// Close gives the place back.
func (c *conn) Close() error {
	c.once.Do(func() {
		l := c.listener
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.open[c.from], c)
		if len(l.open[c.from]) == 0 {
			delete(l.open, c.from)
		}
		l.n--
	})
	return c.Conn.Close()
}
