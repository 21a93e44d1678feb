package published_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/rounds"
	"kompass/internal/sqlite/sqlitetest"
)

// TestTwoRoundsOfOneDayAreInOrder closes two rounds on one day: the one that was opened first in the afternoon, so that
// neither the day nor the order of opening tells which came first.
func TestTwoRoundsOfOneDayAreInOrder(t *testing.T) {
	o := newOffice(t)
	c, teams := sqlitetest.Company(t, o.store, "Hotel Adler", "Empfang")
	afternoon := o.open(c, "Nachmittag")
	o.clock.Advance(24 * time.Hour)
	morning := o.open(c, "Vormittag")
	morning = o.release(o.close(c, morning, teams...))
	o.clock.Advance(5 * time.Hour)
	afternoon = o.release(o.close(c, afternoon, teams...))

	h, err := o.reader.History(t.Context(), coordinator(c), c.ID)
	o.must(err)
	if got := titles(h.Results); !slices.Equal(got, []string{"Vormittag", "Nachmittag"}) {
		t.Fatalf("got %v, want the morning first", got)
	}
	if a, b := h.Results[0].Document, h.Results[1].Document; a.ClosedOn != b.ClosedOn {
		t.Fatalf("closed on %s and %s, want one day", a.ClosedOn, b.ClosedOn)
	}
	if got, ok := h.Previous(afternoon); !ok || got.Round.ID != morning.ID {
		t.Errorf("before the afternoon: got %q, %t", got.Round.Title, ok)
	}
	if got, ok := h.Previous(morning); ok {
		t.Errorf("before the morning: got %q, want nothing", got.Round.Title)
	}
	of := h.Results[1]
	if got := h.Earlier(of, of.Document.Everyone()); len(got) != 1 || got[0].Document.Round != morning.ID {
		t.Errorf("everyone before the afternoon: got %d", len(got))
	}
	of = h.Results[0]
	if got := h.Earlier(of, of.Document.Everyone()); len(got) != 0 {
		t.Errorf("everyone before the morning: got %q", got[0].Document.Title)
	}
	entries, err := o.store.RoundEntries(t.Context(), kompass.Everything)
	o.must(err)
	latest, err := o.reader.Latest(t.Context(), trainer, entries, 2)
	o.must(err)
	if got := titles(latest); !slices.Equal(got, []string{"Nachmittag", "Vormittag"}) {
		t.Errorf("the latest are %v, want the afternoon first", got)
	}
}

// TestARoundGoesByItsEndHoweverLateItIsClosed closes two rounds that ended while nobody was there to close them.
func TestARoundGoesByItsEndHoweverLateItIsClosed(t *testing.T) {
	closed := sqlitetest.Start
	first := kompass.Round{ID: "b", ClosesAt: closed.Add(-72 * time.Hour), ClosedAt: closed.Add(time.Second)}
	second := kompass.Round{ID: "a", ClosesAt: closed.Add(-24 * time.Hour), ClosedAt: closed}
	byHand := kompass.Round{ID: "c", ClosesAt: closed.Add(time.Hour), ClosedAt: closed.Add(-48 * time.Hour)}
	all := []kompass.Round{second, byHand, first}
	slices.SortFunc(all, published.Order)
	for i, want := range []string{"b", "c", "a"} {
		if all[i].ID != want {
			t.Errorf("%d: got %s, want %s", i, all[i].ID, want)
		}
	}
}

// TestOrderIsTotal draws rounds that have most of their times in common.
func TestOrderIsTotal(t *testing.T) {
	moment := rapid.Custom(func(t *rapid.T) time.Time {
		return sqlitetest.Start.Add(time.Duration(rapid.IntRange(0, 2).Draw(t, "hours")) * time.Hour)
	})
	drawn := rapid.Custom(func(t *rapid.T) kompass.Round {
		return kompass.Round{ID: rapid.StringMatching("[a-c]{2}").Draw(t, "id"), OpensAt: moment.Draw(t, "opens"), ClosesAt: moment.Draw(t, "closes"), ClosedAt: moment.Draw(t, "closed")}
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := drawn.Draw(t, "a"), drawn.Draw(t, "b"), drawn.Draw(t, "c")
		if published.Order(a, b) != -published.Order(b, a) {
			t.Fatalf("%+v and %+v: each before the other", a, b)
		}
		if published.Order(a, b) < 0 && published.Order(b, c) < 0 && published.Order(a, c) >= 0 {
			t.Fatalf("%+v, %+v, %+v go round in a circle", a, b, c)
		}
		if a.ID != b.ID && published.Order(a, b) == 0 {
			t.Fatalf("%+v and %+v have no order", a, b)
		}
	})
}

func TestAHistoryHoldsWhatTheUserMaySee(t *testing.T) {
	o := newOffice(t)
	c, _ := sqlitetest.Company(t, o.store, "Hotel Adler")
	o.release(o.close(c, o.open(c, "freigegeben")))
	o.close(c, o.open(c, "geschlossen"))
	o.open(c, "offen")
	for name, one := range map[string]struct {
		user kompass.User
		want []string
	}{
		"trainer":     {trainer, []string{"freigegeben", "geschlossen"}},
		"coordinator": {coordinator(c), []string{"freigegeben"}},
	} {
		h, err := o.reader.History(t.Context(), one.user, c.ID)
		o.must(err)
		if got := titles(h.Results); !slices.Equal(got, one.want) {
			t.Errorf("%s: got %v, want %v", name, got, one.want)
		}
		entries, err := o.store.RoundEntries(t.Context(), one.user.Scope())
		o.must(err)
		latest, err := o.reader.Latest(t.Context(), one.user, entries, 9)
		o.must(err)
		if len(latest) != len(one.want) {
			t.Errorf("%s: the latest are %v, want %v", name, titles(latest), one.want)
		}
	}
	other, _ := sqlitetest.Company(t, o.store, "Gasthof Linde")
	if _, err := o.reader.History(t.Context(), coordinator(other), c.ID); !errors.Is(err, kompass.ErrNotFound) {
		t.Errorf("a coordinator of another company: got %v", err)
	}
}

func TestARenamedTeamIsFollowedWhereItIsLinked(t *testing.T) {
	o := newOffice(t)
	c, teams := sqlitetest.Company(t, o.store, "Hotel Adler", "Bar")
	many := teams[0]
	first := o.close(c, o.open(c, "erste", func(p *rounds.Plan) { p.TeamIDs = []string{many.ID} }), many)
	many.Name = "Lounge"
	second := o.result(o.close(c, o.open(c, "zweite", func(p *rounds.Plan) { p.TeamIDs = []string{many.ID} }), many))
	group := &second.Document.Groups[1]
	if !o.result(first).Document.Groups[1].Shown || !group.Shown {
		t.Fatal("the made-up team is hidden: draw another one")
	}
	h, err := o.reader.History(t.Context(), trainer, c.ID)
	o.must(err)
	if got := h.Earlier(second, group); len(got) != 0 {
		t.Errorf("not linked: got %d rounds before", len(got))
	}
	o.must(o.store.LinkTeams(t.Context(), kompass.Unlimited(sqlitetest.Actor), kompass.TeamLink{CompanyID: c.ID, Continues: true,
		From: kompass.NamedTeam{ID: many.ID, Name: "Bar"}, To: kompass.NamedTeam{ID: many.ID, Name: "Lounge"}}))
	h, err = o.reader.History(t.Context(), trainer, c.ID)
	o.must(err)
	if got := h.Earlier(second, group); len(got) != 1 || got[0].Document.Round != first.ID {
		t.Errorf("linked: got %d rounds before, want the first", len(got))
	}
}
