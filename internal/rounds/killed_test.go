package rounds_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"kompass/internal/keys"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/store"
)

var errKilled = errors.New("the process was killed")

// fuse lets a number of steps pass and then nothing more, before or after the step has been taken.
type fuse struct {
	steps int
	after bool
}

func (f *fuse) step(do func() error) error {
	if f.steps < 0 {
		return errKilled
	}
	f.steps--
	if f.steps >= 0 {
		return do()
	}
	if f.after {
		return errors.Join(do(), errKilled)
	}
	return errKilled
}

// mortal is a store that dies when its fuse has burnt down.
type mortal struct {
	*store.Store
	*fuse
}

func (m mortal) BeginClose(ctx context.Context, by kompass.By, id string) (r kompass.Round, err error) {
	err = m.step(func() (err error) { r, err = m.Store.BeginClose(ctx, by, id); return err })
	return r, err
}

func (m mortal) FinishClose(ctx context.Context, actor string, c kompass.Closing) error {
	return m.step(func() error { return m.Store.FinishClose(ctx, actor, c) })
}

func (m mortal) ForgetAnswers(ctx context.Context, actor string) (n int, err error) {
	err = m.step(func() (err error) { n, err = m.Store.ForgetAnswers(ctx, actor); return err })
	return n, err
}

func (m mortal) Rebuild(ctx context.Context) (done bool, err error) {
	err = m.step(func() (err error) { done, err = m.Store.Rebuild(ctx); return err })
	return done, err
}

func (m mortal) NoteKeyDestroyed(ctx context.Context, actor, id string) error {
	return m.step(func() error { return m.Store.NoteKeyDestroyed(ctx, actor, id) })
}

// mortalKeys die as the store does.
type mortalKeys struct {
	*keys.Ring
	*fuse
}

func (m mortalKeys) Destroy(round string) error {
	return m.step(func() error { return m.Ring.Destroy(round) })
}

// TestClosingMayBeKilledAtEveryStep kills the process before and after each step and closes again with a new one.
func TestClosingMayBeKilledAtEveryStep(t *testing.T) {
	const steps = 6 // begin, finish, destroy, note, forget, rebuild
	for at := range steps {
		for _, after := range []bool{false, true} {
			t.Run(fmt.Sprintf("step %d, after it %v", at, after), func(t *testing.T) {
				v := newVault(t)
				o := v.open(short)
				v.submit(o, upTo(12)...)
				installation, err := v.store.Installation(ctx)
				if err != nil {
					t.Fatal(err)
				}
				f := &fuse{steps: at, after: after}
				dying := v.serve(mortal{v.store.Store, f})
				dying.UseKeys(mortalKeys{v.ring, f}, installation)
				finished := filepath.Join(t.TempDir(), "finished")
				dying.KeepFinished(finished)
				_ = dying.Close(ctx, kompass.Unlimited("test"), o.Round.ID)
				if f.steps >= 0 {
					t.Fatal("closing has fewer steps than this test kills")
				}
				again := v.serve(v.store.Store)
				again.KeepFinished(finished)
				v.over(again, o, finished)
			})
		}
	}
}

// over closes what was killed and wants everything as after a closing that nobody disturbed.
func (v *vault) over(s *rounds.Service, o rounds.Opened, finished string) {
	v.t.Helper()
	if err := s.Close(ctx, kompass.Unlimited("test"), o.Round.ID); err != nil && !errors.Is(err, kompass.ErrClosed) {
		v.t.Fatal(err)
	}
	if err := s.Tidy(ctx); err != nil {
		v.t.Fatal(err)
	}
	doc, err := s.Result(ctx, kompass.Everything, o.Round.ID)
	if err != nil || *doc.Everyone().N != 12 {
		v.t.Fatalf("got %v and error %v, want the result of twelve", doc, err)
	}
	written, err := v.store.Comments(ctx, kompass.Everything, o.Round.ID)
	if err != nil || len(written) != 12 {
		v.t.Errorf("got %d comments and error %v, want each once", len(written), err)
	}
	if findings, err := v.store.Check(ctx); err != nil || len(findings) > 0 {
		v.t.Errorf("got findings %v and error %v, want none", findings, err)
	}
	if copies := v.ring.Copies(o.Round.ID, func(keys.File) bool { return true }); copies[0].State != keys.Gone || v.ring.Present(o.Round.ID) {
		v.t.Errorf("got the key %s, want it gone", copies[0].State)
	}
	if done, err := v.store.Rebuild(ctx); err != nil || !done {
		v.t.Errorf("the file still has to be rebuilt (%v)", err)
	}
	if files, err := filepath.Glob(filepath.Join(finished, o.Round.ID+".json")); err != nil || len(files) != 1 {
		v.t.Errorf("got %v and error %v, want the file of the finished round", files, err)
	}
}

func TestTheKeyStaysUntilTheFinishedRoundIsWritten(t *testing.T) {
	v := newVault(t)
	o := v.open(short)
	v.submit(o, upTo(6)...)
	v.service.KeepFinished(v.keyFile(o)) // no folder can be made there
	v.close(o)
	if !v.ring.Present(o.Round.ID) {
		t.Error("the key has been destroyed although the result lies nowhere else")
	}
	if err := v.service.Tidy(ctx); err == nil {
		t.Error("nobody is told that the key is still there")
	}
	v.service.KeepFinished(t.TempDir())
	if err := v.service.Tidy(ctx); err != nil || v.ring.Present(o.Round.ID) {
		t.Errorf("got error %v, want the key gone", err)
	}
}

func TestAnswersThatDoNotOpenStopTheClosing(t *testing.T) {
	v := newVault(t)
	o := v.open(short)
	v.submit(o, upTo(7)...)
	v.alter("UPDATE responses SET answers = randomblob(length(answers)) WHERE id = (SELECT min(id) FROM responses)")
	var unreadable *rounds.UnreadableError
	if err := v.service.Close(ctx, kompass.Unlimited("test"), o.Round.ID); !errors.As(err, &unreadable) || unreadable.Answers != 1 {
		t.Fatalf("got error %v, want one answer that does not open", err)
	}
	if !v.ring.Present(o.Round.ID) {
		t.Error("the key is gone")
	}
	if err := v.service.CloseWith(ctx, kompass.Unlimited("test"), o.Round.ID, rounds.Closing{LeaveOut: true}); err != nil {
		t.Fatal(err)
	}
	if doc, err := v.service.Result(ctx, kompass.Everything, o.Round.ID); err != nil || *doc.Everyone().N != 6 {
		t.Errorf("got %v and error %v, want the six that open", doc, err)
	}
}

func TestWhoWritesToTheDatabaseChangesNoPromise(t *testing.T) {
	for name, statement := range map[string]string{
		"the kind":          "UPDATE rounds SET mode = 'open', k = 1",
		"the minimum group": "UPDATE rounds SET k = 6",
		"the public key":    "UPDATE rounds SET public = randomblob(1216)",
		"the canary":        "UPDATE rounds SET canary = randomblob(32)",
	} {
		t.Run(name, func(t *testing.T) {
			v := newVault(t)
			o := v.open(short)
			v.submit(o, upTo(6)...)
			v.alter("DROP TRIGGER rounds_promise; DROP TRIGGER rounds_sealed; " + statement)
			fresh := v.serve(v.store.Store)
			s := v.submission(o, 7)
			_, err := fresh.Submit(ctx, s.receipt, s.sub)
			v.wantErr(err, kompass.ErrNoKey)
			v.wantErr(fresh.Close(ctx, kompass.Unlimited("test"), o.Round.ID), kompass.ErrNoKey)
			v.wantErr(v.service.Tidy(ctx), kompass.ErrNoKey)
			_, err = v.send(v.submission(o, 8))
			v.wantErr(err, kompass.ErrNoKey)
		})
	}
}

func TestAnEpochThatWasRolledBackStoresNothing(t *testing.T) {
	v := newVault(t)
	o := v.open(short)
	v.submit(o, upTo(6)...)
	v.alter("DELETE FROM responses; DELETE FROM receipts; DELETE FROM epochs")
	_, err := v.send(v.submission(o, 6))
	v.wantErr(err, kompass.ErrStorage)
	v.submit(o, upTo(6)...)
	if doc := v.close(o); *doc.Everyone().N != 6 {
		t.Errorf("got %d answers, want those that were acknowledged", *doc.Everyone().N)
	}
}

func TestALongRoundBeginsAnEpochEveryDay(t *testing.T) {
	v := newVault(t)
	o := v.open(short)
	for day := range 3 {
		v.submit(o, upTo(2)...)
		if epochs, err := v.store.Epochs(ctx, o.Round.ID); err != nil || len(epochs) != day+1 {
			t.Errorf("got %d epochs and error %v after %d days, want one a day", len(epochs), err, day+1)
		}
		v.clock.Advance(25 * time.Hour)
	}
	if err := v.service.CheckEpochs(ctx); err != nil {
		t.Error(err)
	}
	if doc := v.close(o); *doc.Everyone().N != 6 {
		t.Errorf("got %d answers, want those of every day", *doc.Everyone().N)
	}
}

func TestManyCorrectionsAtOnceLeaveOneAnswer(t *testing.T) {
	v := newVault(t)
	o := v.open(short)
	first := v.submission(o, 1)
	var all sync.WaitGroup
	for i := range 12 {
		all.Go(func() {
			s := first
			s.sub.Answers = slices.Clone(first.sub.Answers)
			s.sub.Answers[0] = byte(i % 4)
			if _, err := v.send(s); err != nil && !errors.Is(err, kompass.ErrChanged) {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if totals, err := v.store.RoundTotals(ctx, kompass.Everything, []string{o.Round.ID}); err != nil || totals[o.Round.ID] != 1 {
		t.Errorf("got %v and error %v, want one answer", totals, err)
	}
	if _, err := v.service.OwnAnswers(ctx, o.Round.ID, first.receipt); err != nil {
		t.Error(err)
	}
	if findings, err := v.store.Check(ctx); err != nil || len(findings) > 0 {
		t.Errorf("got findings %v and error %v, want none", findings, err)
	}
}

// alter changes the database as somebody does who may write to its file.
func (v *vault) alter(statements string) {
	v.t.Helper()
	db, err := sql.Open("sqlite3", v.path)
	if err != nil {
		v.t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statements); err != nil {
		v.t.Fatal(err)
	}
}
