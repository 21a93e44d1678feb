package report

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"regexp"

	"kompass/internal/figures"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/naming"
	"kompass/internal/pdf"
	"kompass/internal/published"
	"kompass/internal/result"
	"kompass/views"
)

// Of makes the file for a kind of report of a group of a round, everyone where the key is empty, for whoever has the shell:
// from closing on. It returns [kompass.ErrNotFound] for a round or group that does not exist, the reason where there is no
// result, and [pdf.ErrNoBrowser] where nothing can print.
func (r *Maker) Of(ctx context.Context, round string, key result.Key, kind views.ReportKind) ([]byte, error) {
	user := kompass.User{Role: kompass.Trainer}
	p, err := r.Published.For(ctx, user, round)
	if err != nil {
		return nil, err
	}
	group, ok := p.Document.Find(key)
	if !ok {
		return nil, kompass.ErrNotFound
	}
	return r.File(ctx, user, p, Asked{Group: group, Kind: kind})
}

// File makes the file for a report when it is its turn: [pdf.ErrNoBrowser] where nothing can print.
func (r *Maker) File(ctx context.Context, user kompass.User, p published.Result, asked Asked) (file []byte, err error) {
	if r.PDF == nil {
		return nil, pdf.ErrNoBrowser
	}
	m, err := r.Build(ctx, user, p, asked)
	if err != nil {
		return nil, err
	}
	b, err := r.PDF.Open(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	return Print(ctx, r.Log, b, m)
}

// Name is the name of the file for a report, without its ending.
func Name(z i18n.Localizer, p published.Result, asked Asked) string {
	parts := []string{KindName(z, asked.kind())}
	if len(asked.Group.Key) > 0 {
		parts = append(parts, figures.New(z, p.Questionnaire, p.Document).Group(asked.Group.Key))
	}
	parts = append(parts, p.Document.Company, p.Document.Title)
	return naming.File(parts...)
}

// Browser prints a document: [pdf.Browser].
type Browser interface {
	Print(ctx context.Context, html []byte) (file []byte, err error)
}

// Print prints a report twice: the first time to learn on which page each part stands. A browser may come to write its
// files in another form than the one that package pdf reads. That costs the page numbers of the contents, or some
// kilobytes; it is noted in the log, and the report is handed out all the same.
func Print(ctx context.Context, log *slog.Logger, b Browser, m views.Report) ([]byte, error) {
	m.Page.Standalone = true
	file, err := printOnce(ctx, b, m)
	if err != nil {
		return nil, err
	}
	if pages, err := pdf.Anchors(file); err != nil {
		log.LogAttrs(ctx, slog.LevelWarn, "report without page numbers", slog.String("error", err.Error()))
	} else {
		m.Pages = pages
		if file, err = printOnce(ctx, b, m); err != nil {
			return nil, err
		}
	}
	small, err := pdf.Compact(file)
	if err != nil {
		log.LogAttrs(ctx, slog.LevelWarn, "report as it was printed", slog.String("error", err.Error()))
		return file, nil
	}
	return small, nil
}

func printOnce(ctx context.Context, b Browser, m views.Report) ([]byte, error) {
	var html bytes.Buffer
	if err := views.ReportPage(m).Render(ctx, &html); err != nil {
		return nil, err
	}
	return b.Print(ctx, Unlinked(html.Bytes()))
}

// inside are links to other pages of the product.
var inside = regexp.MustCompile(`(?s)<a href="/[^>]*>(.*?)</a>`)

// Unlinked is a document without links to other pages of the product, which lead nowhere from a file. Their text stays.
func Unlinked(html []byte) []byte { return inside.ReplaceAll(html, []byte("$1")) }
