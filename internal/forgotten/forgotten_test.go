package forgotten_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"kompass/internal/forgotten"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
)

// links knows one account, one that must wait, and one that makes it fail.
type links struct{}

func (links) ResetLink(_ context.Context, email, _ string) (kompass.User, string, error) {
	switch email {
	case "anna@example.org":
		return kompass.User{Email: "anna@example.org"}, "TOKEN", nil
	case "wait@example.org":
		return kompass.User{}, "", kompass.ErrTooManyTries
	case "broken@example.org":
		return kompass.User{}, "", kompass.ErrStorage
	case "panic@example.org":
		panic("no way")
	}
	return kompass.User{}, "", kompass.ErrNotFound
}

type mail struct{ to, subject, text string }

type postbox chan mail

func (p postbox) Send(_ context.Context, to, subject, text string) error {
	p <- mail{to, subject, text}
	if strings.Contains(subject, "Passwort") {
		return nil
	}
	return errors.New("the post office is closed")
}

func desk(t *testing.T) (*forgotten.Desk, postbox, chan error) {
	t.Helper()
	box, reports := make(postbox, 10), make(chan error, 200)
	d := forgotten.New(links{}, box, func(token string) string { return "https://kompass.test/passwort?token=" + token }, func(err error) { reports <- err })
	return d, box, reports
}

func run(t *testing.T, d *forgotten.Desk) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); d.Run(ctx) }()
	t.Cleanup(func() { cancel(); <-done })
}

func TestTheLinkStandsOnALineOfItsOwn(t *testing.T) {
	d, box, reports := desk(t)
	run(t, d)
	for _, email := range []string{"nobody@example.org", "wait@example.org", "", "anna@example.org"} {
		d.Ask(email, "net", i18n.German)
	}
	got := <-box
	if got.to != "anna@example.org" || !strings.Contains(got.text, "\n\nhttps://kompass.test/passwort?token=TOKEN\n\n") || !strings.Contains(got.text, "30 Minuten") {
		t.Errorf("got %+v, want the link to the one account there is", got)
	}
	d.Ask("anna@example.org", "net", i18n.English)
	if got := <-box; !strings.Contains(got.text, "30 minutes") {
		t.Errorf("got %+v, want it in English", got)
	}
	if err := <-reports; !strings.Contains(err.Error(), "post office") || strings.Contains(err.Error(), "anna") || strings.Contains(err.Error(), "TOKEN") {
		t.Errorf("got %v, want what went wrong, without address and link", err)
	}
}

func TestTheDeskOutlivesWhatGoesWrong(t *testing.T) {
	d, box, reports := desk(t)
	run(t, d)
	for _, email := range []string{"panic@example.org", "broken@example.org", "anna@example.org"} {
		d.Ask(email, "net", i18n.German)
	}
	if got := <-box; got.to != "anna@example.org" {
		t.Errorf("got %+v", got)
	}
	if first, second := <-reports, <-reports; !strings.Contains(first.Error(), "no way") || !errors.Is(second, kompass.ErrStorage) {
		t.Errorf("got %v and %v, want both failures", first, second)
	}
}

func TestAskingNeverWaits(t *testing.T) {
	d, _, reports := desk(t)
	for range 101 {
		d.Ask("anna@example.org", "net", i18n.German)
	}
	if err := <-reports; err == nil || len(reports) != 0 {
		t.Errorf("got %v and %d more, want one dropped", err, len(reports))
	}
}
