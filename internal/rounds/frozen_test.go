package rounds_test

import (
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/result"
	"kompass/internal/rounds"
)

// agree keeps a measure of a round with the aims given.
func (d *desk) agree(o rounds.Opened, aims ...kompass.Aim) kompass.Measure {
	d.t.Helper()
	m, err := d.store.CreateMeasure(ctx, kompass.Unlimited("test"), kompass.Measure{RoundID: o.Round.ID, List: kompass.CompanyList, What: "Ask", Who: "All",
		Due: "2027-01-01", Agreed: "2026-01-01", State: kompass.MeasureAgreed, Aims: aims})
	if err != nil {
		d.t.Fatal(err)
	}
	return m
}

// ended is a round of the people given, released or not.
func (d *desk) ended(people []int, release bool) (rounds.Opened, *result.Document) {
	d.t.Helper()
	o := d.open(short)
	d.submit(o, people...)
	doc := d.close(o)
	if release {
		if err := d.service.Release(ctx, kompass.Unlimited("test"), o.Round.ID); err != nil {
			d.t.Fatal(err)
		}
	}
	d.clock.Advance(time.Hour)
	return o, doc
}

func TestAimsAreFrozenWhenARoundIsMadeAndDecidedWhenItIsClosed(t *testing.T) {
	d := newDesk(t, "Service")
	first, doc := d.ended(upTo(12), true)
	if doc.Aims != nil {
		t.Errorf("got %+v before anything was agreed", doc.Aims)
	}
	field := kompass.Aim{Field: doc.Everyone().Fields[0].ID}
	cell := kompass.Aim{Field: field.Field, Facet: doc.Everyone().Fields[0].Facets[0].ID}
	later := kompass.Aim{Field: field.Field, Facet: doc.Everyone().Fields[0].Facets[1].ID}
	m := d.agree(first, field, cell)
	second := d.open(short)
	m.Aims = []kompass.Aim{later}
	if err := d.store.ChangeMeasure(ctx, kompass.Unlimited("test"), m); err != nil {
		t.Fatal(err)
	}
	d.agree(first, later)
	d.submit(second, upTo(12)...)
	got := d.close(second)
	if got.Aims == nil || got.Aims.Before != first.Round.ID || len(got.Aims.All) != 2 || got.Aims.All[0].Aim() != field || got.Aims.All[1].Aim() != cell {
		t.Fatalf("got %+v, want the two aims that there were when the round was made", got.Aims)
	}
	for _, a := range got.Aims.All {
		if a.Verdict == nil || *a.Verdict != "indistinct" {
			t.Errorf("%s: got %v of the same answers", a.Aim(), a.Verdict)
		}
	}
	if again, err := result.Decode(encoded(t, got)); err != nil || len(again.Aims.All) != 2 {
		t.Errorf("the document reads %+v, %v", again, err)
	}
	if err := d.service.CheckFrozen(ctx, second.Round); err != nil {
		t.Errorf("the questionnaire that is kept with the aims: %v", err)
	}
}

func encoded(t *testing.T, d *result.Document) []byte {
	t.Helper()
	data, err := d.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestAResultThatIsNotReleasedDecidesNothing: a word on what has changed since would tell of it.
func TestAResultThatIsNotReleasedDecidesNothing(t *testing.T) {
	d := newDesk(t, "Service")
	first, doc := d.ended(upTo(12), false)
	d.agree(first, kompass.Aim{Field: doc.Everyone().Fields[0].ID})
	if _, got := d.ended(upTo(12), false); got.Aims != nil {
		t.Errorf("got %+v", got.Aims)
	}
}

// TestOnlyTheRoundBeforeHasAims: those of a round before the last have had their time.
func TestOnlyTheRoundBeforeHasAims(t *testing.T) {
	d := newDesk(t, "Service")
	first, doc := d.ended(upTo(12), true)
	d.agree(first, kompass.Aim{Field: doc.Everyone().Fields[0].ID})
	second, got := d.ended(upTo(12), true)
	if got.Aims == nil {
		t.Fatal("got no aims of the round before")
	}
	d.agree(second, kompass.Aim{Field: doc.Everyone().Fields[1].ID})
	if _, got := d.ended(upTo(12), true); got.Aims == nil || got.Aims.Before != second.Round.ID || len(got.Aims.All) != 1 {
		t.Errorf("got %+v, want the one of the second round", got.Aims)
	}
}

func TestARoundIsClosedThoughTheOneBeforeIsGone(t *testing.T) {
	d := newDesk(t, "Service")
	first, doc := d.ended(upTo(12), true)
	d.agree(first, kompass.Aim{Field: doc.Everyone().Fields[0].ID})
	second := d.open(short)
	d.submit(second, upTo(12)...)
	if err := d.store.DeleteRound(ctx, kompass.Unlimited("test"), first.Round.ID); err != nil {
		t.Fatal(err)
	}
	if got := d.close(second); got.Aims != nil {
		t.Errorf("got %+v of a round that is gone", got.Aims)
	}
}
