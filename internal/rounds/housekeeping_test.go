package rounds_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
)

func (d *desk) state(o rounds.Opened) kompass.State {
	d.t.Helper()
	r, err := d.store.Round(ctx, kompass.Everything, o.Round.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	return r.State
}

// end lets the time of a round be over.
func (d *desk) end(o rounds.Opened) {
	d.t.Helper()
	if err := d.store.SetPeriod(ctx, kompass.Unlimited("test"), o.Round.ID, kompass.Period{Opens: o.Round.OpensAt, Closes: o.Round.OpensAt.Add(time.Millisecond)}); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) tidy() {
	d.t.Helper()
	if err := d.service.Tidy(ctx); err != nil {
		d.t.Fatal(err)
	}
}

func TestRoundsCloseByThemselvesOnlyWithEnoughAnswers(t *testing.T) {
	d := newDesk(t, "Service")
	running, few, enough := d.open(short), d.open(short), d.open(short)
	d.submit(running, upTo(6)...)
	d.submit(few, upTo(4)...)
	d.submit(enough, upTo(5)...)
	d.end(few)
	d.end(enough)
	for range 2 { // the second time there is nothing left to do
		d.tidy()
		if a, b, c := d.state(running), d.state(few), d.state(enough); a != kompass.StateOpen || b != kompass.StateOpen || c != kompass.StateClosed {
			t.Errorf("got %s, %s, %s, want only the one with enough answers closed", a, b, c)
		}
	}
	if totals, err := d.store.RoundTotals(ctx, kompass.Everything, []string{few.Round.ID}); err != nil || totals[few.Round.ID] != 4 {
		t.Errorf("got %v and error %v, want the few answers kept", totals, err)
	}
	if _, err := d.service.Result(ctx, kompass.Everything, enough.Round.ID); err != nil {
		t.Error(err)
	}
}

func TestALateClosingNamesTheLastDayOfAnswers(t *testing.T) {
	d := newDesk(t, "Service")
	ended, extended := d.open(short), d.open(short)
	for _, o := range []rounds.Opened{ended, extended} {
		d.submit(o, upTo(6)...)
		last, err := rounds.ParseMoment("closes", "2026-03-20", "", true)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.service.Extend(ctx, kompass.Unlimited("test"), o.Round.ID, last); err != nil {
			t.Fatal(err)
		}
	}
	d.clock.Advance(39 * 24 * time.Hour) // to 10 April
	if err := d.service.Extend(ctx, kompass.Unlimited("test"), extended.Round.ID, time.Time{}); err != nil {
		t.Fatal(err)
	}
	d.tidy()
	doc, err := d.service.Result(ctx, kompass.Everything, ended.Round.ID)
	if err != nil || doc.ClosedOn != "2026-03-20" {
		t.Errorf("got %+v and error %v, want it closed on its last day", doc, err)
	}
	if doc := d.close(extended); doc.ClosedOn != "2026-04-10" {
		t.Errorf("got %s, want the day on which a round without an end was closed", doc.ClosedOn)
	}
}

func TestAnInterruptedClosingIsFinished(t *testing.T) {
	d := newDesk(t, "Service")
	o := d.open(short)
	d.submit(o, upTo(6)...)
	d.store.fail = errors.New("cut off")
	if err := d.service.Close(ctx, kompass.Unlimited("test"), o.Round.ID); err == nil || d.state(o) != kompass.StateClosing {
		t.Fatalf("got error %v and state %s, want it interrupted", err, d.state(o))
	}
	if err := d.service.Tidy(ctx); err == nil {
		t.Error("got no error of what could not be finished")
	}
	d.store.fail = nil
	if d.tidy(); d.state(o) != kompass.StateClosed {
		t.Errorf("the round is %s, want it closed", d.state(o))
	}
}

func TestAnswersAreForgottenAtClosing(t *testing.T) {
	d := newDesk(t, "Service")
	o := d.open(short)
	d.submit(o, upTo(6)...)
	before := d.close(o)
	d.tidy()
	if d.store.forgot != 1 {
		t.Errorf("answers were deleted %d times, want once", d.store.forgot)
	}
	if after, err := d.service.Result(ctx, kompass.Everything, o.Round.ID); err != nil || after.Hash != before.Hash {
		t.Errorf("got %v and error %v, want the result as it was", after, err)
	}
	if findings, err := d.store.Check(ctx); err != nil || len(findings) > 0 {
		t.Errorf("got findings %v and error %v, want none", findings, err)
	}
}

// TestHousekeepingOutlivesWhatGoesWrong lets the store fail and panic; each tick is taken only after the work before it.
func TestHousekeepingOutlivesWhatGoesWrong(t *testing.T) {
	d := newDesk(t, "Service")
	o := d.open(short)
	d.submit(o, upTo(6)...)
	d.end(o)
	d.store.fail = errors.New("cut off")
	stop, cancel := context.WithCancel(ctx)
	tick, reports, done := make(chan time.Time), make(chan error, 10), make(chan struct{})
	go func() {
		defer close(done)
		d.service.KeepHouse(stop, tick, func(err error) { reports <- err })
	}()
	if err := <-reports; err == nil {
		t.Error("got no report of what went wrong")
	}
	d.store.fail = nil
	tick <- time.Time{}
	tick <- time.Time{}
	if d.state(o) != kompass.StateClosed {
		t.Errorf("the round is %s, want it closed at the next tick", d.state(o))
	}
	cancel()
	<-done
}
