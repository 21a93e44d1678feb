package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/web/webtest"
)

func TestForwardedAddressesOfStrangersAreLoggedOnce(t *testing.T) {
	const words = "forwarded addresses are ignored"
	s := webtest.New(t, webtest.Untrusting)
	s.Browser().Get("/healthz").Want(http.StatusOK)
	if log := s.Logged.String(); strings.Contains(log, words) {
		t.Errorf("got %q though nobody forwarded an address", log)
	}
	s.From("192.0.2.7").Get("/healthz").Want(http.StatusOK)
	s.From("192.0.2.8").Get("/").Want(http.StatusOK)
	if log := s.Logged.String(); strings.Count(log, words) != 1 || strings.Contains(log, "192.0.2.") {
		t.Errorf("got %q, want the warning once and no address", log)
	}
	trusting := webtest.New(t)
	trusting.From("192.0.2.7").Get("/healthz").Want(http.StatusOK)
	if log := trusting.Logged.String(); strings.Contains(log, words) {
		t.Errorf("got %q though the proxy is trusted", log)
	}
}
