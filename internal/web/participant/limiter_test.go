package participant_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"kompass/internal/web/webtest"
)

// guess tries an unknown code of its own number.
func guess(b *webtest.Browser, i int) webtest.Page {
	b.Helper()
	return b.Get(fmt.Sprintf("/s/ZZZZZ%03d", i))
}

func TestGuessingIsBrakedPerNetwork(t *testing.T) {
	s := webtest.New(t)
	round, path := s.TinyRound()
	b := s.From("203.0.113.7")
	for i := range 60 {
		guess(b, i).Want(http.StatusNotFound)
	}
	if p := guess(b, 60).Want(http.StatusTooManyRequests); p.Header.Get("Retry-After") == "" {
		t.Error("got no Retry-After")
	}
	guess(s.From("203.0.113.99"), 61).Want(http.StatusTooManyRequests)
	guess(s.From("203.0.114.7"), 62).Want(http.StatusNotFound)
	guess(s.From("2001:db8::1"), 63).Want(http.StatusNotFound)
	b.Get("/?code=ZZZZZZZZ").Want(http.StatusTooManyRequests)
	b.Post("/s/ZZZZZZZZ", webtest.Values("a1", "yes")).Want(http.StatusTooManyRequests).Says("NICHT gespeichert")
	b.Post("/quittung", webtest.Values("receipt", "ZZZZZZZZZZZZZZZZ")).Want(http.StatusTooManyRequests)

	b.Get(path).Want(http.StatusOK)
	b.Post(path, webtest.Values("a1", "yes")).Goes(path + "/danke")
	receipt := webtest.Squeeze(b.Get(path + "/danke").Want(http.StatusOK).One(".receipt .code").Text())
	b.Post("/quittung", webtest.Values("receipt", receipt)).Want(http.StatusOK)
	if got := s.Total(round.ID); got != 1 {
		t.Errorf("got %d answers, want that of the colleague behind the same address", got)
	}
	s.Clock.Advance(time.Minute)
	guess(b, 64).Want(http.StatusNotFound)
}

func TestWhatCannotBeACodeIsNoGuess(t *testing.T) {
	s := webtest.New(t)
	for range 100 {
		s.From("203.0.113.7").Get("/s/wp-login.php").Want(http.StatusNotFound)
		s.From("203.0.113.7").Post("/quittung", webtest.Values("receipt", "x")).Want(http.StatusUnprocessableEntity)
	}
	guess(s.From("203.0.113.7"), 0).Want(http.StatusNotFound)
}

func TestAddressesFromStrangersAreNotBelieved(t *testing.T) {
	s := webtest.New(t, webtest.Untrusting)
	for i := range 60 {
		guess(s.From(fmt.Sprintf("198.51.%d.1", i)), i).Want(http.StatusNotFound)
	}
	b := s.From("192.0.2.1")
	b.Header.Set("X-Forwarded-For", "192.0.2.2")
	guess(b, 60).Want(http.StatusTooManyRequests)
}

func TestSixtyGuessesOfOneSubnetShareAWindow(t *testing.T) {
	s := webtest.New(t)
	for i := range 61 {
		want := http.StatusNotFound
		if i == 60 {
			want = http.StatusTooManyRequests
		}
		guess(s.From(fmt.Sprintf("2001:db8:1:2::%x", i)), i).Want(want)
	}
}
