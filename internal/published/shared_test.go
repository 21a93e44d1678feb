package published_test

import (
	"errors"
	"reflect"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/sqlite/sqlitetest"
)

func TestThoseWhoAnsweredSeeTheWholeAloneAndOnlyWhatIsShared(t *testing.T) {
	o := newOffice(t)
	c, teams := sqlitetest.Company(t, o.store, "Hotel Adler", "Empfang", "Küche")
	round := o.close(c, o.open(c, "Frühjahr"), teams...)
	closed := func(what string, round kompass.Round) {
		t.Helper()
		if got, err := o.reader.Shared(t.Context(), round); !errors.Is(err, kompass.ErrClosed) || got.Document != nil {
			t.Errorf("%s: got %+v and %v, want nothing", what, got, err)
		}
	}
	closed("before the release", round)
	round = o.release(round)
	closed("before it is shared", round)
	measure := func(what string) kompass.Measure {
		m, err := o.store.CreateMeasure(t.Context(), kompass.Unlimited(sqlitetest.Actor), kompass.Measure{RoundID: round.ID, List: kompass.CompanyList,
			What: what, Who: "Leitung", Due: "2026-06-30", Aims: []kompass.Aim{{Field: "customers"}}, Agreed: "2026-03-02", State: kompass.MeasureAgreed})
		o.must(err)
		return m
	}
	chosen := measure("gewählt")
	measure("nicht gewählt")
	share := kompass.Share{Parts: []kompass.SharePart{kompass.ShareCompass}, Measures: []string{chosen.ID}}
	o.must(o.store.SetShare(t.Context(), kompass.Unlimited(sqlitetest.Actor), round.ID, share))
	_, err := o.store.SwitchShare(t.Context(), kompass.Unlimited(sqlitetest.Actor), round.ID, true)
	o.must(err)
	got, err := o.reader.Shared(t.Context(), round)
	o.must(err)
	all := o.result(round).Document
	if len(all.Groups) < 3 {
		t.Fatalf("the result has %d groups, want teams beside everyone", len(all.Groups))
	}
	if len(got.Document.Groups) != 1 || !reflect.DeepEqual(got.Document.Groups[0], *all.Everyone()) {
		t.Errorf("got %d groups, want everyone's as published", len(got.Document.Groups))
	}
	if len(got.Measures) != 1 || got.Measures[0].ID != chosen.ID || got.Share.Digest() != share.Digest() {
		t.Errorf("got %+v, want the measure that was chosen", got)
	}
	_, err = o.store.SwitchShare(t.Context(), kompass.Unlimited(sqlitetest.Actor), round.ID, false)
	o.must(err)
	closed("after it is withdrawn", round)
}
