package main

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/netip"
	"strings"
	"testing"

	"kompass/internal/lan"
)

var seminar = []lan.Interface{{Name: "wlp2s0", Addresses: []netip.Addr{netip.MustParseAddr("192.168.178.20")}}}

func TestServeInARoomLinksToItsAddressInTheNetwork(t *testing.T) {
	s := newShell(t)
	s.room = seminar
	var out servingJSON
	srv := s.start(&out, "serve", "--lan", "--db", s.db, "--addr", "0.0.0.0:0")
	_, port, err := net.SplitHostPort(out.Address)
	if err != nil {
		t.Fatal(err)
	}
	if want := "http://192.168.178.20:" + port + "/"; out.URL != want || !strings.HasPrefix(out.SetupURL, want) {
		t.Errorf("got %+v, want links to %s", out, want)
	}
	if status, _ := get(t, "http://127.0.0.1:"+port+"/"); status != 200 {
		t.Errorf("got status %d", status)
	}
	srv.end()
	srv = s.start(&out, "serve", "--lan", "--db", s.db, "--addr", "0.0.0.0:0", "--base-url", "http://kompass.room")
	if out.URL != "http://kompass.room/" {
		t.Errorf("got %q, want the address that was given", out.URL)
	}
	srv.end()
}

func TestServeInARoomPrintsWhatPhonesScan(t *testing.T) {
	s := newShell(t)
	s.room = seminar
	read, write := io.Pipe()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var errs strings.Builder
	s.stdin, s.person = "Seminarraum\nzwölf1234\n", true
	w := s.world(write, &errs)
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, w, []string{"kompass", "serve", "--lan", "--db", s.db, "--addr", "0.0.0.0:0"})
		write.Close()
	}()
	var wifi, address bool
	drawn := 0
	for lines := bufio.NewScanner(read); lines.Scan(); {
		line := lines.Text()
		wifi = wifi || strings.Contains(line, "Join the Wi-Fi “Seminarraum”")
		address = address || wifi && strings.Contains(line, "Open Kompass: http://192.168.178.20:")
		if strings.HasPrefix(line, "██") {
			drawn++
		}
		if strings.Contains(line, "zwölf1234") {
			t.Errorf("the password stands on the terminal: %q", line)
		}
		if address && drawn > 20 {
			cancel()
		}
	}
	if got := <-code; got != exitOK || !wifi || !address {
		t.Errorf("got exit %d, Wi-Fi %v, address %v, stderr %q", got, wifi, address, errs.String())
	}
	if !strings.Contains(errs.String(), "Name of the room's Wi-Fi") {
		t.Errorf("got %q, want to be asked", errs.String())
	}
}

func TestServeInARoomRefuses(t *testing.T) {
	s := newShell(t)
	s.refused(exitError, "no address in a local network", "serve", "--lan", "--addr", "0.0.0.0:0")
	s.room = seminar
	s.refused(exitUsage, "only this machine hears there", "serve", "--lan", "--addr", "127.0.0.1:0")
	s.refused(exitUsage, "8 to 63 characters", "serve", "--lan", "--addr", "0.0.0.0:0", "--wifi-name", "Gast", "--wifi-password", "kurz")
	s.refused(exitUsage, "1 to 32 characters", "serve", "--lan", "--addr", "0.0.0.0:0", "--wifi-name", strings.Repeat("x", 33))
}
