package main

import (
	"net"
	"net/http"
	"time"

	"kompass/internal/web/kit"
)

// serveMetrics serves /metrics on an address of its own, so that it is never reachable where people answer. Without an
// address it does nothing. The function it returns stops it.
func serveMetrics(addr string, metrics *kit.Metrics, now func() time.Time) (stop func() error, err error) {
	if addr == "" {
		return func() error { return nil }, nil
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, told{"cli.error.listen_metrics", []any{"address", addr}, err}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		// A scraper that went away is not the server's trouble.
		_ = metrics.Write(w, now())
	})
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = server.Serve(listener) }()
	return server.Close, nil
}
