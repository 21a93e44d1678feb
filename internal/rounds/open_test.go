package rounds_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/result"
	"kompass/internal/rounds"
	"kompass/internal/sqlite/sqlitetest"
)

func TestOpenRefusedSaysWhichInput(t *testing.T) {
	d := newDesk(t, "Service")
	good := rounds.Plan{CompanyID: d.company.ID, QuestionnaireID: short, Title: "Spring", Mode: kompass.Anonymous, K: 5}
	for name, tt := range map[string]struct {
		change func(p *rounds.Plan)
		field  string
	}{
		"an unknown questionnaire":  {func(p *rounds.Plan) { p.QuestionnaireID = "none" }, "questionnaire"},
		"an unknown team":           {func(p *rounds.Plan) { p.TeamIDs = []string{d.teams[0].ID, "none"} }, "team"},
		"nobody said how many":      {func(p *rounds.Plan) { p.TeamIDs = []string{} }, "heads"},
		"no title":                  {func(p *rounds.Plan) { p.Title = "\t" }, "title"},
		"a minimum below the floor": {func(p *rounds.Plan) { p.K = 4 }, "min-group"},
		"an end before the begin": {func(p *rounds.Plan) {
			p.OpensAt, p.ClosesAt = sqlitetest.Start.Add(2*time.Hour), sqlitetest.Start.Add(time.Hour)
		}, "closes"},
		"an end at the begin": {func(p *rounds.Plan) { p.OpensAt, p.ClosesAt = sqlitetest.Start, sqlitetest.Start }, "closes"},
		"an end in the past": {func(p *rounds.Plan) {
			p.OpensAt, p.ClosesAt = sqlitetest.Start.Add(-2*time.Hour), sqlitetest.Start.Add(-time.Hour)
		}, "closes"},
		"a minimum above the ceiling": {func(p *rounds.Plan) { p.K = 51 }, "min-group"},
	} {
		plan := good
		tt.change(&plan)
		_, err := d.service.Open(ctx, kompass.Unlimited("test"), plan)
		var field *kompass.FieldError
		if !errors.As(err, &field) || field.Field != tt.field {
			t.Errorf("%s: got error %v, want one at %s", name, err, tt.field)
		}
	}
	if _, err := d.service.Open(ctx, kompass.By{Actor: "test", Scope: kompass.Scope{CompanyID: "other"}}, good); !errors.Is(err, kompass.ErrNotFound) {
		t.Errorf("got error %v for another company's coordinator, want %v", err, kompass.ErrNotFound)
	}
	if all, err := d.store.Rounds(ctx, kompass.Everything, ""); err != nil || len(all) != 0 {
		t.Errorf("got %d rounds and error %v, want none", len(all), err)
	}
}

func TestOpenFreezesTheQuestionnaire(t *testing.T) {
	d := newDesk(t, "Service")
	o := d.open(short)
	frozen, err := d.service.Frozen(ctx, o.Round)
	if err != nil || frozen.Questionnaire.Digest() != o.Round.Digest || frozen.Questionnaire.ID != short {
		t.Errorf("got %+v and error %v", frozen, err)
	}
	other := o.Round
	other.Digest = "sha256:00"
	if _, err := d.service.Frozen(ctx, other); !errors.Is(err, rounds.ErrChanged) {
		t.Errorf("got error %v, want %v", err, rounds.ErrChanged)
	}
	if err := d.service.CheckFrozen(ctx, other); !errors.Is(err, rounds.ErrChanged) {
		t.Errorf("got error %v, want %v", err, rounds.ErrChanged)
	}
}

func TestTeamsAddedLaterAreNotAsked(t *testing.T) {
	d := newDesk(t, "Service")
	o := d.open(short)
	if _, err := d.store.AddTeam(ctx, kompass.Unlimited("test"), kompass.Team{CompanyID: d.company.ID, Name: "Later", Heads: 9}); err != nil {
		t.Fatal(err)
	}
	d.submit(o, upTo(10)...)
	for _, g := range d.close(o).Groups {
		if g.Label == "Later" {
			t.Error("a team that the round does not ask has a group")
		}
	}
}

// TestATeamThatJoinsLateIsATeamLikeAllOthers adds one while the first has answered already.
func TestATeamThatJoinsLateIsATeamLikeAllOthers(t *testing.T) {
	for name, tt := range map[string]struct {
		heads, forms  int
		first, joined bool // whether they are shown
	}{
		"enough answers": {12, 9, true, true},
		"too few":        {12, 4, false, false}, // the first would be all others
		"too small":      {9, 6, false, false},
		"too many forms": {10, 12, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "Service")
			o := d.open(short)
			d.submit(o, upTo(11)...)
			late, err := d.store.AddTeam(ctx, kompass.Unlimited("test"), kompass.Team{CompanyID: d.company.ID, Name: "Later", Heads: tt.heads})
			must(t, err)
			must(t, d.service.AddTeam(ctx, kompass.Unlimited("test"), o.Round.ID, late.ID))
			if o.Links, err = d.store.Links(ctx, kompass.Everything, o.Round.ID); err != nil {
				t.Fatal(err)
			}
			o.Links = slices.DeleteFunc(o.Links, func(l kompass.Link) bool { return l.TeamID != late.ID })
			d.submit(o, upTo(tt.forms)...)
			doc := d.close(o)
			if n := *doc.Everyone().N; n != 11+tt.forms {
				t.Errorf("everyone are %d, want %d", n, 11+tt.forms)
			}
			for team, want := range map[string]bool{o.Round.TeamIDs[0]: tt.first, late.ID: tt.joined} {
				if g, ok := doc.Find(result.Key{"team": team}); !ok || g.Shown != want {
					t.Errorf("team %s is shown: %t, want %t", g.Label, !want, want)
				}
			}
		})
	}
}

func TestResultOfAnotherRoundIsNoticed(t *testing.T) {
	d := newDesk(t, "Service")
	first, second := d.open(short), d.open(short)
	d.submit(first, upTo(10)...)
	d.submit(second, upTo(11)...)
	doc := d.close(first)
	data, err := doc.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.store.BeginClose(ctx, kompass.Unlimited("test"), second.Round.ID); err != nil {
		t.Fatal(err)
	}
	if err := d.store.FinishClose(ctx, "test", kompass.Closing{RoundID: second.Round.ID, Result: data, Hash: doc.Hash}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.service.Result(ctx, kompass.Everything, second.Round.ID); !errors.Is(err, result.ErrTampered) {
		t.Errorf("got error %v, want %v", err, result.ErrTampered)
	}
}
