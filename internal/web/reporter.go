package web

import (
	"context"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/pdf"
	"kompass/internal/result"
	"kompass/internal/web/kit"
)

// Reporter makes reports without a server: for whoever has the shell, from closing on.
type Reporter struct{ s *server }

// NewReporter needs of the config what pages of results need: Store, Rounds, Charts and PDF.
func NewReporter(cfg Config) Reporter {
	return Reporter{newServer(cfg, &kit.Kit{Config: kit.Config{Store: cfg.Store, Now: cfg.Now}})}
}

// PDF makes the report of a group of a round, everyone where the key is empty. It returns [kompass.ErrNotFound] for a round
// or group that does not exist, the reason where there is no result, and [pdf.ErrNoBrowser] where nothing can print.
func (r Reporter) PDF(ctx context.Context, round string, key result.Key, lang i18n.Lang) ([]byte, error) {
	if r.s.PDF == nil {
		return nil, pdf.ErrNoBrowser
	}
	ctx = i18n.With(ctx, i18n.For(lang))
	user := kompass.User{Role: kompass.Trainer}
	p, err := r.s.Published.For(ctx, user, round)
	if err != nil {
		return nil, err
	}
	group, ok := p.Document.Find(key)
	if !ok {
		return nil, kompass.ErrNotFound
	}
	return r.s.reportPDF(ctx, user, p, reportAsked{group: group})
}
