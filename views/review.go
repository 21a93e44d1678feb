package views

import (
	"context"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
)

// Review is the model of the page on which the trainer looks through a result before she releases it.
type Review struct {
	Page         Page
	RoundID      string
	Title        string // of the round
	Company      string
	Released     bool
	Story        Story // of everyone: its headline and summary
	Checks       []ReviewCheck
	Introduction string // as stored or as typed
	Comments     *ReviewComments
	Saved        string         // what has just been saved, "" for nothing
	Confirm      bool           // the page asks once more
	Shown        kompass.Digest // of the introduction
	Errors       []FieldError
}

// ReviewCheck is one thing to look at before a release.
type ReviewCheck struct {
	Name      string
	Text      string
	List      []string
	Attention bool
}

// ReviewComments is one page of the comments on one field, with the way to the others.
type ReviewComments struct {
	Undecided   int
	Fields      []ReviewField
	Field       string
	FieldTitle  string
	Page, Pages int
	Back, On    string // to the page before and after, "" for none
	Rows        []ReviewComment
}

// ReviewField leads to the comments on a field.
type ReviewField struct {
	Title     string
	Href      string
	Current   bool
	Undecided int
	All       int
}

// ReviewComment is one comment with what is decided about it.
type ReviewComment struct {
	ID       string
	Number   int
	Text     string
	Verdict  string
	Redacted string  // what the redacted copy begins as
	Error    Message // about the redacted copy
	Wrong    Message // about the verdict
	Final    bool    // released and redacted: the original is gone
	Shown    kompass.Digest
}

// state says how many comments on a field wait for a decision.
func (f ReviewField) state(ctx context.Context) string {
	if f.Undecided == 0 {
		return tr(ctx, "review.field.done", "n", f.All)
	}
	return tr(ctx, "review.field.open", "open", f.Undecided, "n", f.All)
}

// verdicts are the choices at a comment: value and key.
var verdicts = [...]struct{ value, key string }{
	{"shown", "review.verdict.shown"}, {"hidden", "review.verdict.hidden"}, {"redacted", "review.verdict.redacted"},
}

// VerdictText is a verdict in words, "" where there is none.
func VerdictText(ctx context.Context, v kompass.Verdict) string {
	for _, one := range verdicts {
		if one.value == string(v) {
			return tr(ctx, one.key)
		}
	}
	return ""
}

// reviewText names the link to the review.
func (m Round) reviewText(ctx context.Context) string {
	if m.Round.Published() {
		return tr(ctx, "review.link.released")
	}
	return tr(ctx, "review.link")
}

// releaseNote says what a release does with undecided comments.
func (m Review) releaseNote(ctx context.Context) string {
	if m.Comments != nil && m.Comments.Undecided > 0 {
		return i18n.From(ctx).N("review.release.undecided", m.Comments.Undecided)
	}
	return ""
}

// lead says who sees the result.
func (m Review) lead(ctx context.Context) string {
	if m.Released {
		return tr(ctx, "review.lead.released")
	}
	return tr(ctx, "review.lead")
}

// originals says what becomes of what was written.
func (m Review) originals(ctx context.Context) string {
	if m.Released {
		return tr(ctx, "review.originals.released")
	}
	return tr(ctx, "review.originals")
}

// saved says what is left to decide.
func (c ReviewComments) saved(ctx context.Context) string {
	if c.Undecided == 0 {
		return tr(ctx, "review.saved.done")
	}
	return i18n.From(ctx).N("review.saved.left", c.Undecided)
}

func (c ReviewComments) pageTitle(ctx context.Context) string {
	if c.Pages == 1 {
		return c.FieldTitle
	}
	return tr(ctx, "review.page", "field", c.FieldTitle, "page", c.Page, "pages", c.Pages)
}

func (c ReviewComments) first() int { return c.Rows[0].Number }
