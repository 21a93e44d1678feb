package storetest

import (
	"time"

	"kompass/internal/kompass"
)

// chosen are the actions that a filter of the audit trail chooses, newest first.
func (f *fixture) chosen(filter kompass.AuditFilter) []string {
	f.Helper()
	if filter.Limit == 0 {
		filter.Limit = 100
	}
	lines, err := f.s.AuditLines(f.ctx, filter)
	f.must(err)
	var out []string
	for _, l := range lines {
		out = append(out, l.Action)
	}
	return out
}

func (f *fixture) wantActions(filter kompass.AuditFilter, want ...string) {
	f.Helper()
	got := f.chosen(filter)
	if len(got) != len(want) {
		f.Errorf("got %q for %+v, want %q", got, filter, want)
		return
	}
	for i := range want {
		if got[i] != want[i] {
			f.Errorf("got %q for %+v, want %q", got, filter, want)
			return
		}
	}
}

var auditTests = []test{
	{"entries know their company, also when their object is gone", func(f *fixture) {
		u := f.coordinator("a@example.com")
		c := kompass.Company{ID: u.CompanyID}
		team := f.team(c, "Service")
		r, _ := f.open(newRound(c, team))
		f.must(f.s.CancelRound(f.ctx, kompass.Unlimited(u.ID), r.ID, false))
		f.company("Bär")
		f.wantActions(kompass.AuditFilter{CompanyID: c.ID}, "round.cancel", "round.open", "team.add", "user.create", "company.create")
		lines, err := f.s.AuditLines(f.ctx, kompass.AuditFilter{CompanyID: c.ID, Limit: 3})
		f.must(err)
		if l := lines[0]; l.ActorName != "a@example.com" || l.CompanyName != "Of a@example.com" || l.ObjectName != "" {
			f.Errorf("got %+v, want names of what is there", l)
		}
		if l := lines[2]; l.ActorName != "" || l.Actor != actor || l.ObjectName != "Service" {
			f.Errorf("got %+v, want the team by name", l)
		}
	}},
	{"entries are chosen by person, kind, time and page", func(f *fixture) {
		u := f.trainer("a@example.com")
		f.clock.Advance(time.Hour)
		_, err := f.s.CreateCompany(f.ctx, u.ID, "Adler")
		f.must(err)
		f.must(f.s.SetSetting(f.ctx, u.ID, "imprint.de", "x"))
		f.wantActions(kompass.AuditFilter{Actor: u.ID}, "setting.change", "company.create")
		f.wantActions(kompass.AuditFilter{Kind: "setting"}, "setting.change")
		f.wantActions(kompass.AuditFilter{Kind: "set"})
		f.wantActions(kompass.AuditFilter{Until: Start.Add(time.Minute)}, "user.create")
		f.wantActions(kompass.AuditFilter{From: Start.Add(time.Minute)}, "setting.change", "company.create")
		f.wantActions(kompass.AuditFilter{Limit: 1, Offset: 1}, "company.create")
	}},
	{"the same event is noted once a minute", func(f *fixture) {
		for range 3 {
			f.must(f.s.Note(f.ctx, "", "login.failed", "", ""))
			f.must(f.s.Note(f.ctx, "", "login.failed", "someone", ""))
		}
		f.clock.Advance(time.Minute)
		f.must(f.s.Note(f.ctx, "", "login.failed", "", ""))
		f.wantActions(kompass.AuditFilter{}, "login.failed", "login.failed", "login.failed")
	}},
}
