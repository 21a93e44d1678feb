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

// released is a company with two results of one day, both released.
func (o *office) released(name string) kompass.Company {
	o.Helper()
	c, teams := sqlitetest.Company(o, o.store, name, name+" Empfang")
	later := o.open(c, "Nachmittag")
	o.release(o.close(c, o.open(c, "Vormittag"), teams...))
	o.clock.Advance(time.Minute)
	o.release(o.close(c, later, teams...))
	return c
}

func (o *office) consents(c kompass.Company) {
	o.Helper()
	o.must(o.store.GiveConsent(o.Context(), kompass.Unlimited(sqlitetest.Actor), c.ID))
}

// nextMonth lets what was agreed count.
func (o *office) nextMonth() {
	o.Helper()
	o.clock.Advance(32 * 24 * time.Hour)
	o.must(o.reader.SettlePeers(o.Context(), o.clock.Now()))
}

// sees fails the test unless a company is shown n companies, its own among them, or none for a reason.
func (o *office) sees(when string, c kompass.Company, n int, reason compare.PeerReason) {
	o.Helper()
	got, _, err := o.reader.Peers(o.Context(), c.ID, o.clock.Now())
	if o.must(err); got.Reason != reason || got.N != n {
		o.Errorf("%s: got %d companies, reason %q, want %d and %q", when, got.N, got.Reason, n, reason)
	}
}

// TestPeersAreSeenAsTheMonthBegan lets five companies consent: what came this month counts from the next one on, the
// latest result of two of one day among it.
func TestPeersAreSeenAsTheMonthBegan(t *testing.T) {
	o := newOffice(t)
	var all []kompass.Company
	for _, name := range []string{"Eins", "Zwei", "Drei", "Vier", "Fünf"} {
		all = append(all, o.released(name))
		o.consents(all[len(all)-1])
	}
	o.must(o.reader.SettlePeers(t.Context(), o.clock.Now()))
	o.sees("this month", all[0], 0, compare.PeersOwn)
	o.nextMonth()
	seen, stand, err := o.reader.Peers(t.Context(), all[0].ID, o.clock.Now())
	o.must(err)
	if seen.Reason != "" || seen.N != 5 || seen.Own.Document.Title != "Nachmittag" {
		t.Errorf("next month: got %d companies, reason %q, own %v", seen.N, seen.Reason, seen.Own.Document)
	}
	if want := published.Month(o.clock.Now()); !stand.Equal(want) {
		t.Errorf("taken at %s, want %s", stand, want)
	}
}

// Two who join, leave or are deleted change nothing that is seen, or everything: until a third does, nothing is shown of whoever
// left, and whoever came waits.
func TestASetOfPeersChangesByThree(t *testing.T) {
	o := newOffice(t)
	var all []kompass.Company
	for _, name := range []string{"Eins", "Zwei", "Drei", "Vier", "Fünf", "Sechs", "Sieben", "Acht", "Neun"} {
		all = append(all, o.released(name))
	}
	for _, c := range all[:6] {
		o.consents(c)
	}
	o.nextMonth()
	o.sees("six", all[0], 6, "")
	o.consents(all[6])
	o.nextMonth()
	o.sees("one has joined", all[0], 6, "")
	o.sees("who has joined", all[6], 0, compare.PeersOwn)
	o.must(o.store.WithdrawConsent(t.Context(), kompass.Unlimited(sqlitetest.Actor), all[5].ID))
	o.sees("one has left", all[0], 0, compare.PeersRest)
	o.sees("who has left", all[5], 0, compare.PeersOwn)
	o.nextMonth()
	o.sees("one has joined and one left", all[0], 0, compare.PeersRest)
	o.consents(all[7])
	o.sees("the third, in the same month", all[0], 0, compare.PeersRest)
	o.nextMonth()
	o.sees("three", all[0], 7, "")
	o.sees("who came first", all[6], 7, "")
	_, err := o.rounds.DeleteCompany(t.Context(), kompass.Unlimited(sqlitetest.Actor), all[7].ID, "x")
	o.must(err)
	o.sees("one is deleted", all[0], 0, compare.PeersRest)
	o.nextMonth()
	o.sees("a month after the deletion", all[0], 0, compare.PeersRest)
}
