package web_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"
)

// guess tries an unknown code of its own number.
func (b *browser) guess(i int) page {
	b.Helper()
	return b.get(fmt.Sprintf("/s/ZZZZZ%03d", i))
}

func (s *site) from(ip string) *browser {
	b := s.browser()
	b.header.Set("X-Real-Ip", ip)
	return b
}

func TestGuessingIsBrakedPerNetwork(t *testing.T) {
	s := newSite(t)
	round, path := s.tinyRound()
	b := s.from("203.0.113.7")
	for i := range 60 {
		b.guess(i).want(http.StatusNotFound)
	}
	if p := b.guess(60).want(http.StatusTooManyRequests); p.header.Get("Retry-After") == "" {
		t.Error("got no Retry-After")
	}
	s.from("203.0.113.99").guess(61).want(http.StatusTooManyRequests)
	s.from("203.0.114.7").guess(62).want(http.StatusNotFound)
	s.from("2001:db8::1").guess(63).want(http.StatusNotFound)
	b.get("/?code=ZZZZZZZZ").want(http.StatusTooManyRequests)
	b.post("/s/ZZZZZZZZ", values("a1", "yes")).want(http.StatusTooManyRequests).says("NICHT gespeichert")
	b.post("/quittung", values("receipt", "ZZZZZZZZZZZZZZZZ")).want(http.StatusTooManyRequests)

	b.get(path).want(http.StatusOK)
	b.post(path, values("a1", "yes")).goes(path + "/danke")
	receipt := squeeze(b.get(path + "/danke").want(http.StatusOK).one(".receipt .code").Text())
	b.post("/quittung", values("receipt", receipt)).want(http.StatusOK)
	if got := s.total(round.ID); got != 1 {
		t.Errorf("got %d answers, want that of the colleague behind the same address", got)
	}
	s.clock.Advance(time.Minute)
	b.guess(64).want(http.StatusNotFound)
}

func TestWhatCannotBeACodeIsNoGuess(t *testing.T) {
	s := newSite(t)
	for range 100 {
		s.from("203.0.113.7").get("/s/wp-login.php").want(http.StatusNotFound)
		s.from("203.0.113.7").post("/quittung", values("receipt", "x")).want(http.StatusUnprocessableEntity)
	}
	s.from("203.0.113.7").guess(0).want(http.StatusNotFound)
}

func TestAddressesFromStrangersAreNotBelieved(t *testing.T) {
	s := newSite(t, untrusting)
	for i := range 60 {
		s.from(fmt.Sprintf("198.51.%d.1", i)).guess(i).want(http.StatusNotFound)
	}
	b := s.from("192.0.2.1")
	b.header.Set("X-Forwarded-For", "192.0.2.2")
	b.guess(60).want(http.StatusTooManyRequests)
}

func TestSixtyGuessesOfOneSubnetShareAWindow(t *testing.T) {
	s := newSite(t)
	for i := range 61 {
		want := http.StatusNotFound
		if i == 60 {
			want = http.StatusTooManyRequests
		}
		s.from(fmt.Sprintf("2001:db8:1:2::%x", i)).guess(i).want(want)
	}
}
