package rounds_test

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/sqlite/sqlitetest"
)

// TestADraftKeepsWhateverIsTypedInWhateverOrder goes through the steps as people do, back and forth, and expects of each step
// what was typed on it last.
func TestADraftKeepsWhateverIsTypedInWhateverOrder(t *testing.T) {
	d := newDesk(t, "Service", "Kitchen")
	fields := map[rounds.Step][]string{
		rounds.StepContent: {"questionnaire", "title"}, rounds.StepPeople: {"perspectives"}, rounds.StepMode: {"mode", "min-group"},
		rounds.StepAccess: {"access", "opens", "opens-time", "closes", "closes-time"},
	}
	rapid.Check(t, func(t *rapid.T) {
		draft := d.service.NewDraft(i18n.For(i18n.German))
		typed := map[string]string{}
		var teams []string
		for range rapid.IntRange(1, 12).Draw(t, "edits") {
			step := rapid.SampledFrom(rounds.Steps[:4]).Draw(t, "step")
			form := map[string]string{}
			for _, name := range fields[step] {
				form[name] = rapid.StringN(0, 30, 60).Draw(t, name)
				typed[name] = form[name]
			}
			chosen := rapid.SliceOfNDistinct(rapid.StringN(1, 10, 40), 0, 4, rapid.ID[string]).Draw(t, "teams")
			if step == rounds.StepPeople {
				teams = chosen
			}
			draft = draft.With(step, func(name string) string { return form[name] }, func(string) []string { return chosen })
			body, err := draft.Encode()
			if err != nil || !json.Valid(body) || body[0] != '{' {
				t.Fatalf("got %s and error %v", body, err)
			}
			if again, err := rounds.DecodeDraft(body); err != nil || !reflect.DeepEqual(again, draft) {
				t.Fatalf("got %+v and error %v, want %+v", again, err, draft)
			}
		}
		got := map[string]string{"questionnaire": draft.Questionnaire, "title": draft.Title, "mode": draft.Mode, "min-group": draft.MinGroup,
			"access": draft.Access, "opens": draft.OpensDay, "opens-time": draft.OpensTime, "closes": draft.ClosesDay, "closes-time": draft.ClosesTime}
		for name, want := range typed {
			if name == "perspectives" {
				if draft.Perspectives != (want != "") {
					t.Fatalf("perspectives: got %t, typed %q", draft.Perspectives, want)
				}
			} else if got[name] != want {
				t.Fatalf("%s: got %q, typed %q", name, got[name], want)
			}
		}
		if len(teams) > 0 && !reflect.DeepEqual(draft.Teams, teams) {
			t.Fatalf("got teams %q, want %q", draft.Teams, teams)
		}
		draft.Plan("company") // whatever was typed, it is refused with messages and never panics
	})
}

func TestADraftBeginsGoodEnoughToBeOpened(t *testing.T) {
	d := newDesk(t, "Service")
	for _, lang := range i18n.Langs {
		draft := d.service.NewDraft(i18n.For(lang))
		p, err := d.service.Prepare(ctx, kompass.Everything, d.company.ID, draft)
		if err != nil || len(p.Errors) > 0 || p.Round.K != 5 || len(p.Round.TeamIDs) != 1 {
			t.Errorf("%s: got %+v and error %v", lang, p, err)
		}
	}
}

func TestADraftSaysEverythingThatIsWrong(t *testing.T) {
	d := newDesk(t)
	draft := rounds.Draft{Questionnaire: "none", Mode: "secret", Access: "sms", OpensDay: "x", ClosesTime: "y", Teams: []string{"nobody"}}
	p, err := d.service.Prepare(ctx, kompass.Everything, d.company.ID, draft)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, e := range p.Errors {
		found[e.Field] = true
	}
	for _, field := range []string{"questionnaire", "title", "mode", "access", "opens", "closes", "team"} {
		if !found[field] {
			t.Errorf("nothing is said about %s: %v", field, found)
		}
	}
}

func TestMomentsKnowWhenClocksChange(t *testing.T) {
	for _, tt := range []struct {
		day, clock string
		last       bool
		want       string // UTC
	}{
		{"2026-12-01", "", false, "2026-11-30T23:00:00Z"}, {"2026-12-01", "", true, "2026-12-01T23:00:00Z"},
		{"2026-12-01", "18:30", true, "2026-12-01T17:30:00Z"}, {"2026-07-01", "00:00", false, "2026-06-30T22:00:00Z"},
		{"2026-10-25", "02:30", false, "2026-10-25T00:30:00Z"}, {"2026-10-25", "02:30", true, "2026-10-25T01:30:00Z"},
		{"2026-10-25", "", true, "2026-10-25T23:00:00Z"}, {"2026-03-29", "", true, "2026-03-29T22:00:00Z"},
	} {
		got, err := rounds.ParseMoment("closes", tt.day, tt.clock, tt.last)
		if err != nil || got.UTC().Format(time.RFC3339) != tt.want {
			t.Errorf("%s %s: got %s and error %v, want %s", tt.day, tt.clock, got.UTC(), err, tt.want)
		}
	}
	for _, bad := range [][2]string{{"2026-03-29", "02:00"}, {"2026-03-29", "02:59"}, {"", "10:00"}, {"2026-02-30", ""}, {"2026-01-01", "24:00"}} {
		if got, err := rounds.ParseMoment("closes", bad[0], bad[1], true); err == nil {
			t.Errorf("%v: got %s, want it refused", bad, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		at := sqlitetest.Start.Add(time.Duration(rapid.IntRange(0, 1_000_000).Draw(t, "minutes")) * time.Minute)
		last := rapid.Bool().Draw(t, "last")
		day, clock := rounds.FormMoment(at, last)
		got, err := rounds.ParseMoment("closes", day, clock, last)
		if err != nil {
			t.Fatal(err)
		}
		if d := got.Sub(at); d != 0 && d != time.Hour && d != -time.Hour || d != 0 && at.In(i18n.Zone()).Format("15:04") != got.In(i18n.Zone()).Format("15:04") {
			t.Fatalf("got %s back for %s", got, at)
		}
	})
}
