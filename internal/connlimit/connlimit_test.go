package connlimit_test

import (
	"errors"
	"io"
	"net"
	"syscall"
	"testing"
	"time"

	"kompass/internal/connlimit"
)

// clock is a time that moves by a second whenever it is read.
func clock() func() time.Time {
	now := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	return func() time.Time { now = now.Add(time.Second); return now }
}

func listen(t *testing.T, most int) *connlimit.Listener {
	t.Helper()
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := connlimit.Listen(inner, most, clock())
	t.Cleanup(func() { _ = l.Close() })
	return l
}

// pair connects from a loopback address and returns both ends.
func pair(t *testing.T, l *connlimit.Listener, from string) (caller, served net.Conn) {
	t.Helper()
	d := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}}
	caller, err := d.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	served, err = l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = caller.Close(), served.Close() })
	return caller, served
}

func isOpen(t *testing.T, caller net.Conn) bool {
	t.Helper()
	if err := caller.SetReadDeadline(time.Now().Add(20 * time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	_, err := caller.Read(make([]byte, 1))
	var timeout net.Error
	return errors.As(err, &timeout) && timeout.Timeout()
}

func TestWhoHasTheMostLosesTheOneUnansweredLongest(t *testing.T) {
	l := listen(t, 4)
	guest, _ := pair(t, l, "127.0.0.2")
	first, served := pair(t, l, "127.0.0.3")
	second, _ := pair(t, l, "127.0.0.3")
	third, _ := pair(t, l, "127.0.0.3")
	if _, err := served.Write([]byte("x")); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(first, make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	late, _ := pair(t, l, "127.0.0.4")
	for name, c := range map[string]net.Conn{"guest": guest, "answered": first, "third": third, "late": late} {
		if !isOpen(t, c) {
			t.Errorf("%s was closed", name)
		}
	}
	if isOpen(t, second) {
		t.Error("the unanswered one of the address with most was kept")
	}
}

func TestTheNewestOfAnAddressIsServed(t *testing.T) {
	l := listen(t, 2)
	first, _ := pair(t, l, "127.0.0.2")
	second, _ := pair(t, l, "127.0.0.2")
	third, _ := pair(t, l, "127.0.0.2")
	if isOpen(t, first) || !isOpen(t, second) || !isOpen(t, third) {
		t.Error("want the first closed and the others open")
	}
}

func TestAClosedConnectionGivesItsPlaceBack(t *testing.T) {
	l := listen(t, 1)
	for range 5 {
		_, served := pair(t, l, "127.0.0.2")
		if err := errors.Join(served.Close()); err != nil {
			t.Fatal(err)
		}
		_ = served.Close() // a second time counts for nothing
	}
	caller, _ := pair(t, l, "127.0.0.2")
	if !isOpen(t, caller) {
		t.Error("places of closed connections are lost")
	}
}

// short fails a few times as a system does that has no descriptors left.
type short struct {
	net.Listener
	fails int
}

func (s *short) Accept() (net.Conn, error) {
	if s.fails--; s.fails >= 0 {
		return nil, &net.OpError{Op: "accept", Net: "tcp", Err: syscall.EMFILE}
	}
	return s.Listener.Accept()
}

func TestAcceptWaitsOutAShortage(t *testing.T) {
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &short{Listener: inner}
	l := connlimit.Listen(s, 10, clock())
	defer l.Close()
	idle, _ := pair(t, l, "127.0.0.2")
	s.fails = 2
	caller, _ := pair(t, l, "127.0.0.3")
	if !isOpen(t, caller) {
		t.Error("the caller was lost")
	}
	if isOpen(t, idle) {
		t.Error("no idle connection was given up")
	}
}

func TestAcceptEndsWithTheListener(t *testing.T) {
	l := listen(t, 1)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Accept(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("got %v", err)
	}
}
