// Package forgotten mails people a link to a new password. Asking for one takes no time and tells nothing: whether there is
// such an account is looked up later, by the goroutine that also sends the mail.
package forgotten

import (
	"context"
	"errors"
	"fmt"
	"time"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
)

// Links makes the links. An address without an account that could use one is [kompass.ErrNotFound].
type Links interface {
	ResetLink(ctx context.Context, email, network string) (user kompass.User, token string, err error)
}

// Mailer sends a mail of plain text.
type Mailer interface {
	Send(ctx context.Context, to, subject, text string) error
}

// Desk takes wishes for a new password. Create it with [New] and let it work with [Desk.Run].
type Desk struct {
	links   Links
	mail    Mailer
	address func(token string) string
	report  func(error)
	wishes  chan wish
}

type wish struct {
	email, network string
	lang           i18n.Lang
}

// waiting is how many wishes may wait; what comes beyond is dropped, and asked for again by whoever gets no mail.
const waiting = 100

// patience is how long making and sending one mail may take.
const patience = time.Minute

// New returns a desk that makes addresses of tokens, and reports what went wrong to the operator.
func New(links Links, mail Mailer, address func(token string) string, report func(error)) *Desk {
	return &Desk{links: links, mail: mail, address: address, report: report, wishes: make(chan wish, waiting)}
}

// Ask notes that somebody in a network who says she has this address has forgotten her password.
func (d *Desk) Ask(email, network string, lang i18n.Lang) {
	select {
	case d.wishes <- wish{email, network, lang}:
	default:
		d.report(errors.New("forgotten passwords: too many wait, one was dropped"))
	}
}

// Run sends mails until ctx ends.
func (d *Desk) Run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case w := <-d.wishes:
			d.serve(ctx, w)
		}
	}
}

// serve fulfils one wish. Nothing that goes wrong in it ends the desk.
func (d *Desk) serve(ctx context.Context, w wish) {
	defer func() {
		if p := recover(); p != nil {
			d.report(fmt.Errorf("forgotten passwords: %v", p))
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	user, token, err := d.links.ResetLink(ctx, w.email, w.network)
	if errors.Is(err, kompass.ErrNotFound) || errors.Is(err, kompass.ErrTooManyTries) {
		return
	}
	if err == nil {
		z := i18n.For(w.lang)
		text := z.T("forgotten.mail.text", "link", d.address(token), "minutes", int(kompass.ResetLifetime.Minutes()))
		err = d.mail.Send(ctx, user.Email, z.T("forgotten.mail.subject"), text)
	}
	if err != nil {
		d.report(fmt.Errorf("forgotten passwords: %w", err))
	}
}
