package published_test

import (
	"testing"
	"time"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/sqlite/sqlitetest"
)

func TestAMonthBeginsWhereTheReadersAre(t *testing.T) {
	for _, c := range []struct{ now, want string }{
		{"2026-05-31T21:59:59Z", "2026-05-01"},
		{"2026-05-31T22:00:00Z", "2026-06-01"}, // midnight in summer
		{"2025-12-31T23:00:00Z", "2026-01-01"}, // midnight in winter
	} {
		now, err := time.Parse(time.RFC3339, c.now)
		if err != nil {
			t.Fatal(err)
		}
		if got := published.Month(now); got.In(i18n.Zone()).Format("2006-01-02 15:04") != c.want+" 00:00" {
			t.Errorf("%s: got %s, want %s", c.now, got, c.want)
		}
	}
}

// TestPeersAreSeenAsTheMonthBegan lets five companies consent: what came this month counts from the next one on, the
// latest result of two of one day among it.
func TestPeersAreSeenAsTheMonthBegan(t *testing.T) {
	o := newOffice(t)
	var all []kompass.Company
	for _, name := range []string{"Eins", "Zwei", "Drei", "Vier", "Fünf"} {
		c, teams := sqlitetest.Company(t, o.store, name, name+" Empfang")
		later := o.open(c, "Nachmittag")
		o.release(o.close(c, o.open(c, "Vormittag"), teams...))
		o.clock.Advance(time.Minute)
		o.release(o.close(c, later, teams...))
		o.must(o.store.GiveConsent(t.Context(), kompass.Unlimited(sqlitetest.Actor), c.ID))
		all = append(all, c)
	}
	seen, _, err := o.reader.Peers(t.Context(), all[0].ID, o.clock.Now())
	o.must(err)
	if seen.Reason != compare.PeersOwn {
		t.Errorf("this month: got %q, want nothing yet", seen.Reason)
	}
	seen, stand, err := o.reader.Peers(t.Context(), all[0].ID, o.clock.Now().AddDate(0, 1, 0))
	o.must(err)
	if seen.Reason != "" || seen.N != 5 || seen.Own.Document.Title != "Nachmittag" {
		t.Errorf("next month: got %d companies, reason %q, own %v", seen.N, seen.Reason, seen.Own.Document)
	}
	if want := published.Month(o.clock.Now().AddDate(0, 1, 0)); !stand.Equal(want) {
		t.Errorf("taken at %s, want %s", stand, want)
	}
	o.must(o.store.WithdrawConsent(t.Context(), kompass.Unlimited(sqlitetest.Actor), all[4].ID))
	seen, _, err = o.reader.Peers(t.Context(), all[0].ID, o.clock.Now().AddDate(0, 1, 0))
	o.must(err)
	if seen.Reason != compare.PeersFew {
		t.Errorf("after a withdrawal: got %q, want too few", seen.Reason)
	}
}
