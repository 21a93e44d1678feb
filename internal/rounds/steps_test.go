package rounds_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"kompass/internal/kompass"
)

func TestARoundThatClosesWhileItIsCancelledKeepsItsResult(t *testing.T) {
	d := newDesk(t, "Service")
	o := d.open(short)
	d.submit(o, upTo(6)...)
	d.store.meanwhile = func() {
		d.end(o)
		d.tidy()
	}
	d.wantErr(d.service.Cancel(ctx, kompass.Unlimited("test"), o.Round.ID, true), kompass.ErrClosed)
	if doc, err := d.service.Result(ctx, kompass.Everything, o.Round.ID); err != nil || *doc.Everyone().N != 6 {
		t.Errorf("got %v and error %v, want the result of six answers", doc, err)
	}
}

func TestAnswersThatComeWhileARoundIsCancelledAreKept(t *testing.T) {
	d := newDesk(t, "Service")
	o := d.open(short)
	d.store.meanwhile = func() { d.submit(o, 1) }
	d.wantErr(d.service.Cancel(ctx, kompass.Unlimited("test"), o.Round.ID, false), kompass.ErrAnswered)
	if state := d.state(o); state != kompass.StateOpen {
		t.Errorf("the round is %s, want it open", state)
	}
}

func TestAPeriodEndsInTheFutureOrNotAtAll(t *testing.T) {
	d := newDesk(t, "Service")
	o := d.open(short)
	extend := func(closes time.Time) error {
		return d.service.Extend(ctx, kompass.Unlimited("test"), o.Round.ID, closes)
	}
	now := d.clock.Now()
	for _, past := range []time.Time{now, now.Add(-time.Hour), o.Round.OpensAt} {
		var field *kompass.FieldError
		if err := extend(past); !errors.As(err, &field) || field.Field != "closes" {
			t.Errorf("%v: got error %v, want the field closes refused", past, err)
		}
	}
	for _, closes := range []time.Time{now.Add(time.Hour), {}} {
		if err := extend(closes); err != nil {
			t.Fatal(err)
		}
		r, err := d.store.Round(ctx, kompass.Everything, o.Round.ID)
		if err != nil || !r.ClosesAt.Equal(closes) || !r.OpensAt.Equal(o.Round.OpensAt) {
			t.Errorf("got %+v and error %v, want only the end moved to %v", r, err, closes)
		}
	}
	d.submit(o, upTo(6)...)
	d.close(o)
	d.wantErr(extend(now.Add(48*time.Hour)), kompass.ErrClosed)
}

func TestStepsOfARoundStayWithinItsCompany(t *testing.T) {
	d := newDesk(t, "Service")
	o := d.open(short)
	other := kompass.Scope{CompanyID: "another company"}
	for name, step := range map[string]func(context.Context, kompass.By, string) error{
		"release": d.service.Release, "delete": d.service.Delete,
		"extend": func(ctx context.Context, by kompass.By, id string) error {
			return d.service.Extend(ctx, by, id, time.Time{})
		},
		"rename": func(ctx context.Context, by kompass.By, id string) error {
			return d.service.Rename(ctx, by, id, "Mine")
		},
		"add team": func(ctx context.Context, by kompass.By, id string) error {
			return d.service.AddTeam(ctx, by, id, "")
		},
		"cancel": func(ctx context.Context, by kompass.By, id string) error {
			return d.service.Cancel(ctx, by, id, true)
		},
	} {
		if err := step(ctx, kompass.By{Actor: "test", Scope: other}, o.Round.ID); !errors.Is(err, kompass.ErrNotFound) {
			t.Errorf("%s: got error %v, want %v", name, err, kompass.ErrNotFound)
		}
	}
	if state := d.state(o); state != kompass.StateOpen {
		t.Errorf("the round is %s, want it untouched", state)
	}
}

func TestNothingOfADeletedCompanyIsRecalled(t *testing.T) {
	d := newDesk(t, "Service")
	o := d.open(short)
	d.submit(o, upTo(6)...)
	d.close(o)
	if _, err := d.service.Recall(ctx, o.Round); err != nil {
		t.Fatal(err)
	}
	if _, err := d.service.DeleteCompany(ctx, kompass.Unlimited("test"), d.company.ID, "trainer"); err != nil {
		t.Fatal(err)
	}
	_, err := d.service.Recall(ctx, o.Round)
	d.wantErr(err, kompass.ErrNotFound)
}
