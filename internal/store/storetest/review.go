package storetest

import (
	"maps"
	"slices"
	"strings"

	"kompass/internal/kompass"
)

// written returns what people wrote in a round, per field.
func (f *fixture) written(r kompass.Round) map[string][]string {
	f.Helper()
	all, err := f.s.Comments(f.ctx, everything, r.ID)
	f.must(err)
	out := map[string][]string{}
	for _, c := range all {
		out[c.Field] = append(out[c.Field], c.Text)
	}
	return out
}

// shown returns the comments on the team that the company may read, sorted.
func (f *fixture) shown(r kompass.Round) string {
	f.Helper()
	all, err := f.s.ShownComments(f.ctx, everything, r.ID)
	f.must(err)
	return strings.Join(slices.Sorted(slices.Values(all["team"])), ", ")
}

// commented returns a closed round with a comment of each text.
func (f *fixture) commented(texts ...string) kompass.Round {
	f.Helper()
	r := f.round()
	sub := f.answer(r, 1)
	sub.Comments = comments(texts...)
	f.submit(sub, kompass.Stored)
	f.close(r, true)
	return r
}

// rule decides about the comment with this text.
func (f *fixture) rule(r kompass.Round, text string, v kompass.Verdict, redacted string) {
	f.Helper()
	all, err := f.s.Comments(f.ctx, everything, r.ID)
	f.must(err)
	for _, c := range all {
		if c.Text == text {
			f.must(f.s.Moderate(f.ctx, kompass.Unlimited(actor), r.ID, []kompass.Ruling{{CommentID: c.ID, Verdict: v, Redacted: redacted}}))
			return
		}
	}
	f.Fatalf("no comment %q among %v", text, all)
}

func (f *fixture) actions(limit int) []string {
	f.Helper()
	all, err := f.s.AuditLines(f.ctx, kompass.AuditFilter{Limit: limit})
	f.must(err)
	var out []string
	for _, e := range all {
		out = append(out, strings.TrimSpace(e.Action+" "+e.Detail))
	}
	return out
}

var reviewTests = []test{
	{"a comment is shown only when that is decided", func(f *fixture) {
		r := f.commented("good", "bad", "Anna did it", "later")
		f.rule(r, "good", kompass.CommentShown, "")
		f.rule(r, "bad", kompass.CommentHidden, "")
		f.rule(r, "Anna did it", kompass.CommentRedacted, "[…] did it")
		if got := f.shown(r); got != "[…] did it, good" {
			f.Errorf("got %q", got)
		}
		if got := slices.Sorted(maps.Keys(f.written(r))); len(got) != 1 || !slices.Contains(f.written(r)["team"], "Anna did it") {
			f.Errorf("got %v, want the original until the release", f.written(r))
		}
		f.must(f.s.Release(f.ctx, kompass.Unlimited(actor), r.ID))
		if got := f.shown(r); got != "[…] did it, good" {
			f.Errorf("released: got %q, want the undecided hidden", got)
		}
	}},
	{"releasing deletes the originals of redacted comments", func(f *fixture) {
		r := f.commented("Anna did it", "good")
		f.rule(r, "Anna did it", kompass.CommentRedacted, "[…] did it")
		f.must(f.s.Release(f.ctx, kompass.Unlimited(actor), r.ID))
		got := f.written(r)["team"]
		if slices.Sort(got); !slices.Equal(got, []string{"[…] did it", "good"}) {
			f.Errorf("got %q, want the redacted copy alone", got)
		}
	}},
	{"after the release comments are still decided and redacted at once", func(f *fixture) {
		r := f.commented("Anna did it", "good")
		f.must(f.s.Release(f.ctx, kompass.Unlimited(actor), r.ID))
		f.rule(r, "good", kompass.CommentShown, "")
		f.rule(r, "Anna did it", kompass.CommentRedacted, "[…] did it")
		if got := f.shown(r); got != "[…] did it, good" || slices.Contains(f.written(r)["team"], "Anna did it") {
			f.Errorf("got %q and %v", got, f.written(r))
		}
		f.rule(r, "good", kompass.CommentHidden, "")
		if got := f.shown(r); got != "[…] did it" {
			f.Errorf("got %q, want the other hidden", got)
		}
	}},
	{"moderating is all or nothing, and of one round only", func(f *fixture) {
		r, other := f.commented("good"), f.commented("foreign")
		mine, err := f.s.Comments(f.ctx, everything, r.ID)
		f.must(err)
		foreign, err := f.s.Comments(f.ctx, everything, other.ID)
		f.must(err)
		for _, id := range []string{foreign[0].ID, "", "zz", "00"} {
			f.wantErr(f.s.Moderate(f.ctx, kompass.Unlimited(actor), r.ID, []kompass.Ruling{
				{CommentID: mine[0].ID, Verdict: kompass.CommentShown}, {CommentID: id, Verdict: kompass.CommentShown}}), kompass.ErrNotFound)
		}
		if got := f.shown(r) + f.shown(other); got != "" {
			f.Errorf("got %q shown", got)
		}
	}},
	{"nothing is decided while a round is open", func(f *fixture) {
		r := f.round()
		_, err := f.s.ShownComments(f.ctx, everything, r.ID)
		f.wantErr(err, kompass.ErrStillOpen)
		f.wantErr(f.s.Moderate(f.ctx, kompass.Unlimited(actor), r.ID, nil), kompass.ErrStillOpen)
		f.wantErr(f.s.SetIntroduction(f.ctx, kompass.Unlimited(actor), r.ID, "Hello"), kompass.ErrStillOpen)
		_, err = f.s.Introduction(f.ctx, everything, r.ID)
		f.wantErr(err, kompass.ErrStillOpen)
	}},
	{"an introduction is written, mended and taken away", func(f *fixture) {
		r := f.commented("good")
		for _, text := range []string{"", "Hello", "Hello again", "", ""} {
			f.must(f.s.SetIntroduction(f.ctx, kompass.Unlimited(actor), r.ID, text))
			got, err := f.s.Introduction(f.ctx, everything, r.ID)
			if f.must(err); got != text {
				f.Errorf("got %q, want %q", got, text)
			}
		}
		if got := f.actions(3); strings.Join(got, ", ") != "round.introduction, round.introduction, round.introduction" {
			f.Errorf("got %q, want an entry for each change", got)
		}
	}},
	{"the audit trail counts decisions and names no comment", func(f *fixture) {
		r := f.commented("good", "Anna did it")
		f.rule(r, "good", kompass.CommentShown, "")
		f.rule(r, "good", kompass.CommentShown, "")
		f.rule(r, "Anna did it", kompass.CommentRedacted, "[…] did it")
		want := []string{"round.comments 0 shown, 0 hidden, 1 redacted", "round.comments 1 shown, 0 hidden, 0 redacted"}
		if got := f.actions(2); !slices.Equal(got, want) {
			f.Errorf("got %q, want %q", got, want)
		}
	}},
}
