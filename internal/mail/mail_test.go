package mail_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/mail"
	"strings"
	"testing"

	ours "kompass/internal/mail"
)

// received is a mail as a server took it.
type received struct {
	from, to []string
	data     string
}

// post is a mail server that takes everything and keeps it.
func post(t *testing.T) (ours.Server, chan received) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	got := make(chan received, 10)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			if r := converse(conn); len(r.to) > 0 {
				got <- r
			}
		}
	}()
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
		<-done
	})
	return ours.Server{Host: "127.0.0.1", Port: l.Addr().(*net.TCPAddr).Port, From: "Kompass <kompass@example.org>"}, got
}

// converse speaks as much SMTP as one mail needs.
func converse(conn net.Conn) (r received) {
	defer conn.Close()
	say := func(line string) { fmt.Fprintf(conn, "%s\r\n", line) }
	say("220 post")
	for in := bufio.NewReader(conn); ; {
		line, err := in.ReadString('\n')
		if err != nil {
			return r
		}
		switch verb, rest, _ := strings.Cut(strings.TrimSpace(line), " "); strings.ToUpper(verb) {
		case "EHLO":
			say("250 post")
		case "MAIL":
			r.from = append(r.from, rest)
			say("250 ok")
		case "RCPT":
			r.to = append(r.to, rest)
			say("250 ok")
		case "DATA":
			say("354 go on")
			r.data = body(in)
			say("250 ok")
		case "QUIT":
			say("221 bye")
			return r
		default:
			say("250 ok")
		}
	}
}

func body(in *bufio.Reader) string {
	var out strings.Builder
	for {
		line, err := in.ReadString('\n')
		if err != nil || line == ".\r\n" {
			return out.String()
		}
		out.WriteString(line)
	}
}

func TestAMailArrivesAsItIsMeant(t *testing.T) {
	server, got := post(t)
	if err := server.Check(); err != nil {
		t.Fatal(err)
	}
	text := "Grüß Gott,\n\nhttps://kompass.test/passwort?token=0123456789abcdefghjkmnpqrstvwxyz0123456789abcdefghjk\n\nIhr Kompass"
	if err := server.Send(t.Context(), "anna@example.org", "Neues Passwort für Kompass", text); err != nil {
		t.Fatal(err)
	}
	r := <-got
	if len(r.from) != 1 || len(r.to) != 1 || !strings.Contains(r.to[0], "<anna@example.org>") || !strings.Contains(r.from[0], "<kompass@example.org>") {
		t.Errorf("got from %q to %q", r.from, r.to)
	}
	m, err := mail.ReadMessage(strings.NewReader(r.data))
	if err != nil {
		t.Fatal(err)
	}
	if kind := m.Header.Get("Content-Type"); !strings.HasPrefix(kind, "text/plain") {
		t.Errorf("got a mail of type %q, want plain text alone", kind)
	}
	if _, err := io.ReadAll(m.Body); err != nil || !strings.Contains(strings.ReplaceAll(r.data, "=\r\n", ""), "https://kompass.test/passwort?token=3D0123456789abcdefghjkmnpqrstvwxyz0123456789abcdefghjk\r\n") {
		t.Errorf("got %q, %v, want the link on a line of its own", r.data, err)
	}
}

func TestNobodySlipsIntoTheHeaders(t *testing.T) {
	server, got := post(t)
	for _, to := range []string{"a@example.org\r\nBcc: b@example.org", "a@example.org\nBcc: b@example.org", "a@example.org, b@example.org", "", "a b"} {
		if err := server.Send(t.Context(), to, "x", "y"); err == nil {
			t.Errorf("%q: got no error", to)
		}
	}
	if err := server.Send(t.Context(), "a@example.org", "Hallo\r\nBcc: b@example.org\r\n\r\nX", "y"); err == nil {
		r := <-got
		m, err := mail.ReadMessage(strings.NewReader(r.data))
		if err != nil || m.Header.Get("Bcc") != "" || len(r.to) != 1 {
			t.Errorf("got %q to %q, %v, want no further header and recipient", r.data, r.to, err)
		}
	}
	server.From = "kompass@example.org\r\nBcc: b@example.org"
	if server.Check() == nil || server.Send(t.Context(), "a@example.org", "x", "y") == nil {
		t.Error("a sender with a further header is taken")
	}
	if len(got) != 0 {
		t.Errorf("got %d mails, want none", len(got))
	}
}

func TestElsewhereNothingIsSentWithoutTLS(t *testing.T) {
	server, got := post(t)
	server.Host = "localhost."
	if err := server.Send(t.Context(), "a@example.org", "x", "y"); err == nil {
		t.Error("a server that is not known to be on this machine got a mail in the clear")
	}
	if len(got) != 0 {
		t.Errorf("got %d mails, want none", len(got))
	}
}
