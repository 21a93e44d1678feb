package rounds_test

import (
	"database/sql"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
)

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
	} else if doc.LeftOut.String() != "1–4" {
		t.Errorf("the result says that %q are left out, want no exact number below the minimum", doc.LeftOut)
	}
}

func TestAnswersOfWhichNoneOpensAreNotTooFew(t *testing.T) {
	v := newVault(t)
	o := v.open(short)
	v.submit(o, upTo(7)...)
	v.alter("UPDATE responses SET answers = randomblob(length(answers))")
	var unreadable *rounds.UnreadableError
	if err := v.service.Close(ctx, kompass.Unlimited("test"), o.Round.ID); !errors.As(err, &unreadable) || unreadable.Answers != 7 {
		t.Errorf("got error %v, want seven answers that do not open", err)
	}
	if totals, err := v.store.RoundTotals(ctx, kompass.Everything, []string{o.Round.ID}); err != nil || totals[o.Round.ID] != 7 || !v.ring.Present(o.Round.ID) {
		t.Errorf("got %v and error %v, want answers and key as they were", totals, err)
	}
	v.wantErr(v.service.CloseWith(ctx, kompass.Unlimited("test"), o.Round.ID, rounds.Closing{LeaveOut: true}), kompass.ErrUnpublished)
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

func TestARoundWithAnEpochThatDoesNotOpenTakesNoAnswers(t *testing.T) {
	v := newVault(t)
	o := v.open(short)
	v.submit(o, upTo(6)...)
	other := v.open(short)
	v.alter("UPDATE epochs SET enc = randomblob(1120)")
	fresh := v.serve(v.store.Store)
	v.wantErr(fresh.CheckEpochs(ctx), rounds.ErrEpochs)
	late := v.submission(o, 7)
	_, err := fresh.Submit(ctx, late.receipt, late.sub)
	v.wantErr(err, rounds.ErrEpochs)
	v.wantErr(err, kompass.ErrNoKey)
	v.wantErr(v.service.CheckEpochs(ctx), rounds.ErrEpochs)
	_, err = v.send(v.submission(o, 8))
	v.wantErr(err, rounds.ErrEpochs)
	if _, err := v.send(v.submission(other, 1)); err != nil {
		t.Errorf("another round takes no answers: %v", err)
	}
	var unreadable *rounds.UnreadableError
	if err := fresh.Close(ctx, kompass.Unlimited("test"), o.Round.ID); !errors.As(err, &unreadable) || unreadable.Answers != 6 {
		t.Errorf("got error %v, want six answers that do not open", err)
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
