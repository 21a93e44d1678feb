package storetest

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"kompass/internal/kompass"
)

// SetUp keeps what is prepared before a round and what may still be changed while it is open.
type SetUp interface {
	Draft(ctx context.Context, scope kompass.Scope, companyID string) (kompass.StoredDraft, error)
	SaveDraft(ctx context.Context, by kompass.By, companyID string, body []byte, shown ...kompass.Digest) error
	DeleteDraft(ctx context.Context, scope kompass.Scope, companyID string, shown ...kompass.Digest) error
	RenameRound(ctx context.Context, by kompass.By, roundID, title string, shown ...kompass.Digest) error
	AddRoundTeam(ctx context.Context, by kompass.By, roundID, teamID string) error
	DrawCodes(ctx context.Context, by kompass.By, roundID string, links []kompass.Link) (drawn int, err error)
	Lots(ctx context.Context, scope kompass.Scope, roundID string) ([]kompass.Lot, error)
	DueRounds(ctx context.Context) ([]kompass.Round, error)
	ForgetAnswers(ctx context.Context, actor string) (int, error)
	UploadedQuestionnaires(ctx context.Context) ([]kompass.UploadedQuestionnaire, error)
	AddQuestionnaire(ctx context.Context, actor string, q kompass.UploadedQuestionnaire) error
	WithdrawQuestionnaire(ctx context.Context, actor, id string, version int, shown ...kompass.Digest) error
}

var draftTests = []test{
	{"a draft is kept, replaced and thrown away", func(f *fixture) {
		c, eva := f.company("Adler"), f.trainer("eva@example.org")
		_, err := f.s.Draft(f.ctx, everything, c.ID)
		f.wantErr(err, kompass.ErrNotFound)
		var last time.Time
		for _, want := range []string{`{"title":"A"}`, `{"title":"B „ü“ <b>"}`} {
			f.clock.Advance(time.Minute)
			f.must(f.s.SaveDraft(f.ctx, kompass.Unlimited(eva.ID), c.ID, []byte(want)))
			d, err := f.s.Draft(f.ctx, everything, c.ID)
			if f.must(err); string(d.Body) != want || !d.Saved.At.After(last) || d.Saved.Actor != eva.ID || d.Saved.ActorName != eva.Email {
				f.Errorf("got %s of %+v, want %s of later than %s by %s", d.Body, d.Saved, want, last, eva.Email)
			}
			last = d.Saved.At
		}
		f.must(f.s.DeleteDraft(f.ctx, everything, c.ID))
		f.must(f.s.DeleteDraft(f.ctx, everything, c.ID))
		_, err = f.s.Draft(f.ctx, everything, c.ID)
		f.wantErr(err, kompass.ErrNotFound)
	}},
	{"a draft opens one round", func(f *fixture) {
		c := f.company("Adler")
		n := newRound(c)
		n.Draft = true
		_, _, err := f.s.OpenRound(f.ctx, kompass.Unlimited(actor), n)
		f.wantErr(err, kompass.ErrNotFound)
		f.must(f.s.SaveDraft(f.ctx, kompass.Unlimited(actor), c.ID, []byte("{}")))
		f.open(n)
		_, _, err = f.s.OpenRound(f.ctx, kompass.Unlimited(actor), n)
		f.wantErr(err, kompass.ErrNotFound)
		if all, err := f.s.Rounds(f.ctx, everything, c.ID); err != nil || len(all) != 1 {
			f.Errorf("got %d rounds and error %v, want one", len(all), err)
		}
	}},
}

var changeTests = []test{
	{"a title can be mended until the round is closed, and nothing else changes", func(f *fixture) {
		r := f.round()
		f.must(f.s.RenameRound(f.ctx, kompass.Unlimited(actor), r.ID, "Spring 2027"))
		got, err := f.s.Round(f.ctx, everything, r.ID)
		f.must(err)
		if r.Title = "Spring 2027"; !reflect.DeepEqual(got, r) {
			f.Errorf("got %+v, want %+v", got, r)
		}
		entries, err := f.s.AuditLines(f.ctx, kompass.AuditFilter{Limit: 1})
		if f.must(err); entries[0].Action != "round.title" || !strings.Contains(entries[0].Detail, "Spring 2027") {
			f.Errorf("got %+v, want the new title noted", entries[0])
		}
		f.close(r, true)
		f.wantErr(f.s.RenameRound(f.ctx, kompass.Unlimited(actor), r.ID, "Other"), kompass.ErrClosed)
	}},
	{"a team that is added late gets links of its own, and those of the others stay", func(f *fixture) {
		c := f.company("Adler")
		a, b := f.team(c, "A"), f.team(c, "B")
		n := newRound(c, a)
		n.Round.Perspectives = []string{"lead", "staff"}
		n.Links = []kompass.Link{{TeamID: a.ID, Perspective: "lead"}, {TeamID: a.ID, Perspective: "staff"}}
		r, before := f.open(n)
		f.must(f.s.AddRoundTeam(f.ctx, kompass.Unlimited(actor), r.ID, b.ID))
		after, err := f.s.Links(f.ctx, everything, r.ID)
		f.must(err)
		if len(after) != 4 || !reflect.DeepEqual(after[:2], before) || after[2].TeamID != b.ID || after[2].Perspective != "lead" || after[3].Perspective != "staff" {
			f.Errorf("got links %+v, want those of B after %+v", after, before)
		}
		got, err := f.s.Round(f.ctx, everything, r.ID)
		f.must(err)
		if r.TeamIDs = []string{a.ID, b.ID}; !reflect.DeepEqual(got, r) {
			f.Errorf("got %+v, want %+v", got, r)
		}
		sub := f.answer(r, 1)
		sub.TeamID, sub.Perspective = b.ID, "staff"
		f.submit(sub, kompass.Stored)
	}},
	{"a team is added late only where that makes sense", func(f *fixture) {
		c, other := f.company("Adler"), f.company("Bär")
		a, b, foreign := f.team(c, "A"), f.team(c, "B"), f.team(other, "C")
		r, _ := f.open(newRound(c, a))
		f.wantErr(f.s.AddRoundTeam(f.ctx, kompass.Unlimited(actor), r.ID, a.ID), kompass.ErrConflict)
		f.wantErr(f.s.AddRoundTeam(f.ctx, kompass.Unlimited(actor), r.ID, foreign.ID), kompass.ErrNotFound)
		f.wantErr(f.s.AddRoundTeam(f.ctx, kompass.Unlimited(actor), r.ID, "none"), kompass.ErrNotFound)
		whole, _ := f.open(newRound(c))
		f.wantErr(f.s.AddRoundTeam(f.ctx, kompass.Unlimited(actor), whole.ID, b.ID), kompass.ErrInvalid)
		f.close(r, true)
		f.wantErr(f.s.AddRoundTeam(f.ctx, kompass.Unlimited(actor), r.ID, b.ID), kompass.ErrClosed)
	}},
}

// codes are one-time codes that only a test would choose.
func codes(team, perspective string, n int) []kompass.Link {
	var out []kompass.Link
	for i := range n {
		out = append(out, kompass.Link{TeamID: team, Perspective: perspective, Code: kompass.Nonce("test").OnceCode("round", team, perspective, i)})
	}
	return out
}

var codeTests = []test{
	{"a one-time code serves one form, and that form as often as it is sent", func(f *fixture) {
		r := f.round()
		links := codes("", "", 2)
		if n, err := f.s.DrawCodes(f.ctx, kompass.Unlimited(actor), r.ID, links); err != nil || n != 2 {
			f.Fatalf("drew %d with error %v, want 2", n, err)
		}
		if n, err := f.s.DrawCodes(f.ctx, kompass.Unlimited(actor), r.ID, links); err != nil || n != 0 {
			f.Errorf("drew %d again with error %v, want none", n, err)
		}
		a, err := f.s.Access(f.ctx, links[0].Code)
		if f.must(err); !a.Link.Once || a.Link.Used || a.Link.Code != links[0].Code {
			f.Fatalf("got %+v, want a fresh one-time code", a.Link)
		}
		sub := f.answer(r, 1)
		sub.OnceID = a.Link.ID
		f.submit(sub, kompass.Stored)
		f.submit(sub, kompass.Unchanged)
		sub.Answers = []byte{2}
		f.submit(sub, kompass.Corrected)
		second := f.answer(r, 1)
		second.OnceID = a.Link.ID
		second.Comments = []kompass.Comment{{Field: "team", Text: "again"}}
		_, err = f.s.Submit(f.ctx, second)
		f.wantErr(err, kompass.ErrUsed)
		if f.total(r) != 1 {
			f.Errorf("got %d answers, want 1", f.total(r))
		}
		if a, err = f.s.Access(f.ctx, links[0].Code); err != nil || !a.Link.Used {
			f.Errorf("got %+v and error %v, want the code used", a.Link, err)
		}
	}},
	{"of one-time codes counts are known, and nothing after closing", func(f *fixture) {
		c := f.company("Adler")
		a, b := f.team(c, "A"), f.team(c, "B")
		n := newRound(c, a, b)
		n.Links = nil
		r, _ := f.open(n)
		links := slices.Concat(codes(b.ID, "", 3), codes(a.ID, "", 2))
		_, err := f.s.DrawCodes(f.ctx, kompass.Unlimited(actor), r.ID, links)
		f.must(err)
		lots, err := f.s.Lots(f.ctx, everything, r.ID)
		want := []kompass.Lot{{TeamID: a.ID, Codes: 2}, {TeamID: b.ID, Codes: 3}}
		if f.must(err); !reflect.DeepEqual(lots, want) {
			f.Errorf("got %+v, want %+v", lots, want)
		}
		if shared, err := f.s.Links(f.ctx, everything, r.ID); err != nil || len(shared) != 0 {
			f.Errorf("got links %+v and error %v, want none to be read", shared, err)
		}
		f.close(r, true)
		_, err = f.s.Access(f.ctx, links[0].Code)
		f.wantErr(err, kompass.ErrNotFound)
		_, err = f.s.DrawCodes(f.ctx, kompass.Unlimited(actor), r.ID, links)
		f.wantErr(err, kompass.ErrClosed)
	}},
	{"one-time codes are for those whom the round asks", func(f *fixture) {
		r := f.round()
		for _, l := range [][]kompass.Link{codes("none", "", 1), codes("", "lead", 1), {{Code: "ABCDEFGH"}}} {
			_, err := f.s.DrawCodes(f.ctx, kompass.Unlimited(actor), r.ID, l)
			f.wantErr(err, kompass.ErrInvalid)
		}
	}},
	{"a code of another round is not used up", func(f *fixture) {
		r, other := f.round(), f.round()
		links := codes("", "", 1)
		_, err := f.s.DrawCodes(f.ctx, kompass.Unlimited(actor), other.ID, links)
		f.must(err)
		a, err := f.s.Access(f.ctx, links[0].Code)
		f.must(err)
		sub := f.answer(r, 1)
		sub.OnceID = a.Link.ID
		_, err = f.s.Submit(f.ctx, sub)
		f.wantErr(err, kompass.ErrUsed)
	}},
}

var keepingTests = []test{
	{"rounds are due when their end has come or their closing was interrupted", func(f *fixture) {
		ends, endless, closing := newRound(f.company("A")), newRound(f.company("B")), newRound(f.company("C"))
		ends.Round.ClosesAt, endless.Round.ClosesAt, closing.Round.ClosesAt = Start.Add(time.Hour), time.Time{}, time.Time{}
		due, _ := f.open(ends)
		f.open(endless)
		interrupted, _ := f.open(closing)
		_, err := f.s.BeginClose(f.ctx, kompass.Unlimited(actor), interrupted.ID)
		f.must(err)
		for _, want := range [][]string{{interrupted.ID}, {due.ID, interrupted.ID}} {
			f.clock.Advance(40 * time.Minute)
			rounds, err := f.s.DueRounds(f.ctx)
			f.must(err)
			var got []string
			for _, r := range rounds {
				got = append(got, r.ID)
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				f.Errorf("got %v, want %v", got, want)
			}
		}
	}},
	{"answers are forgotten once their round is closed, and the result stays", func(f *fixture) {
		r := f.round()
		for range 6 {
			f.submit(f.answer(r, 1), kompass.Stored)
		}
		if n, err := f.s.ForgetAnswers(f.ctx, actor); err != nil || n != 0 {
			f.Errorf("forgot %d before closing, error %v", n, err)
		}
		f.close(r, true)
		for _, want := range []int{1, 0} {
			if n, err := f.s.ForgetAnswers(f.ctx, actor); err != nil || n != want {
				f.Errorf("forgot %d with error %v, want %d", n, err, want)
			}
		}
		if _, hash, err := f.s.Result(f.ctx, everything, r.ID); err != nil || hash != "h7" || f.total(r) != 6 {
			f.Errorf("got the result %q, error %v and %d answers counted, want both kept", hash, err, f.total(r))
		}
	}},
}

var questionnaireTests = []test{
	{"an uploaded questionnaire is kept until it is withdrawn", func(f *fixture) {
		digest := "sha256:" + strings.Repeat("0", 64)
		for v := 2; v > 0; v-- {
			f.must(f.s.AddQuestionnaire(f.ctx, actor, kompass.UploadedQuestionnaire{ID: "own-one", Version: v, Digest: digest,
				Name: "own.yaml", Body: fmt.Appendf(nil, "version: %d", v)}))
		}
		f.wantErr(f.s.AddQuestionnaire(f.ctx, actor, kompass.UploadedQuestionnaire{ID: "own-one", Version: 2, Digest: digest, Body: []byte("x")}), kompass.ErrConflict)
		all, err := f.s.UploadedQuestionnaires(f.ctx)
		if f.must(err); len(all) != 2 || all[0].Version != 1 || !bytes.Equal(all[1].Body, []byte("version: 2")) || all[0].Created.IsZero() {
			f.Errorf("got %+v", all)
		}
		n := newRound(f.company("Adler"))
		n.Round.QuestionnaireID, n.Round.QuestionnaireVersion = "own-one", 2
		f.open(n)
		f.wantErr(f.s.WithdrawQuestionnaire(f.ctx, actor, "own-one", 2), kompass.ErrConflict)
		f.must(f.s.WithdrawQuestionnaire(f.ctx, actor, "own-one", 1))
		f.wantErr(f.s.WithdrawQuestionnaire(f.ctx, actor, "own-one", 1), kompass.ErrNotFound)
	}},
}
