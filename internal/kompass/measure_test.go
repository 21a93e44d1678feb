package kompass_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/kompass"
)

func typedMeasure() kompass.MeasureInput {
	return kompass.MeasureInput{List: "team", TeamID: "t1", What: "  Ask   guests twice a day ", Who: "Front desk", Due: "2026-06-30", Note: "a\r\nb", Aims: []string{"customers/tools", "item:c07", "customers/tools"}}
}

func TestAMeasureIsReadFromWhatWasTyped(t *testing.T) {
	m, errs := kompass.ParseMeasure(typedMeasure())
	if len(errs) > 0 || m.What != "Ask guests twice a day" || m.Note != "a\nb" || m.TeamID != "t1" || len(m.Aims) != 2 || m.Aims[1].Item != "c07" {
		t.Errorf("got %+v and %v", m, errs)
	}
}

func TestOnlyTheTeamListKeepsATeam(t *testing.T) {
	in := typedMeasure()
	in.List = "company"
	if m, errs := kompass.ParseMeasure(in); len(errs) > 0 || m.TeamID != "" {
		t.Errorf("got the team %q and %v", m.TeamID, errs)
	}
}

func TestEachBadInputIsNamedOnce(t *testing.T) {
	for want, change := range map[string]func(*kompass.MeasureInput){
		"what": func(in *kompass.MeasureInput) { in.What = strings.Repeat("ä", kompass.MaxWhat+1) },
		"who":  func(in *kompass.MeasureInput) { in.Who = " " },
		"due":  func(in *kompass.MeasureInput) { in.Due = "30.06.2026" },
		"list": func(in *kompass.MeasureInput) { in.List = "nobody" },
		"aim":  func(in *kompass.MeasureInput) { in.Aims = nil },
		"note": func(in *kompass.MeasureInput) { in.Note = "a\x00b" },
	} {
		in := typedMeasure()
		change(&in)
		if _, errs := kompass.ParseMeasure(in); len(errs) != 1 || errs[0].Field != want {
			t.Errorf("%s: got %v", want, errs)
		}
	}
	if _, errs := kompass.ParseMeasure(kompass.MeasureInput{}); len(errs) != 5 {
		t.Errorf("nothing typed: got %v", errs)
	}
}

func TestAnAimIsReadAsItIsWritten(t *testing.T) {
	id := rapid.StringMatching(`[a-z0-9][a-z0-9_-]{0,20}`)
	rapid.Check(t, func(t *rapid.T) {
		want := kompass.Aim{Field: id.Draw(t, "field")}
		switch rapid.IntRange(0, 2).Draw(t, "kind") {
		case 1:
			want.Facet = id.Draw(t, "facet")
		case 2:
			want = kompass.Aim{Item: id.Draw(t, "item")}
		}
		if got, err := kompass.ParseAim(want.String()); err != nil || got != want {
			t.Errorf("got %+v and %v, want %+v", got, err, want)
		}
	})
	for _, raw := range []string{"", "item:", "/", "/tools", "customers/", "a\nb", strings.Repeat("a", 200)} {
		if got, err := kompass.ParseAim(raw); err == nil {
			t.Errorf("%q: got %+v, want an error", raw, got)
		}
	}
}

func TestDueIsSoonTodayAndOverdueTomorrow(t *testing.T) {
	m := kompass.Measure{Due: "2026-06-30", State: kompass.MeasureUnderWay}
	if !m.DueSoon("2026-06-30", "2026-07-10") || m.Overdue("2026-06-30") || !m.Overdue("2026-07-01") || m.DueSoon("2026-07-01", "2026-07-10") {
		t.Error("the day itself still counts")
	}
	m.State = kompass.MeasureDone
	if m.Overdue("2026-07-01") || m.DueSoon("2026-06-30", "2026-07-10") {
		t.Error("what is done is not due")
	}
}
