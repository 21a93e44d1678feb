package storetest

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"kompass/internal/kompass"
)

// edit is one change of something that several people edit.
type edit struct {
	name   string
	stored func() kompass.Digest // of what is stored now
	do     func(shown ...kompass.Digest) error
}

// stale checks an edit with what nobody was shown, and that it changed nothing; then with what is stored, which may.
func (f *fixture) stale(e edit) {
	f.Helper()
	before := e.stored()
	if err := e.do(kompass.DigestOf("of another day")); !errors.Is(err, kompass.ErrChanged) {
		f.Errorf("%s of an older page: got error %v, want %v", e.name, err, kompass.ErrChanged)
	}
	if err := e.do(kompass.NeverShown); !errors.Is(err, kompass.ErrChanged) {
		f.Errorf("%s that does not say what it showed: got error %v, want %v", e.name, err, kompass.ErrChanged)
	}
	if e.stored() != before {
		f.Errorf("%s was refused and changed what is stored", e.name)
	}
	if err := e.do(before); err != nil {
		f.Errorf("%s of what is stored: got error %v", e.name, err)
	}
}

// repeated checks that an edit that would store what is stored already is no conflict, whatever was shown.
func (f *fixture) repeated(e edit) {
	f.Helper()
	if err := e.do(kompass.DigestOf("of another day")); err != nil {
		f.Errorf("%s a second time: got error %v", e.name, err)
	}
}

// versioned are the edits of everything but what the fixture of a measure needs.
func versioned(f *fixture) []edit {
	c := f.company("Adler")
	team, r := f.team(c, "Lager"), f.round()
	company := func() kompass.Company { got, err := f.s.Company(f.ctx, everything, c.ID); f.must(err); return got }
	round := func() kompass.Round { got, err := f.s.Round(f.ctx, everything, r.ID); f.must(err); return got }
	draft := []byte(`{"title":"A"}`)
	return []edit{
		{"name and contact", func() kompass.Digest { return company().Digest() }, func(shown ...kompass.Digest) error {
			return f.s.UpdateCompany(f.ctx, kompass.Unlimited(actor), kompass.Company{ID: c.ID, Name: "Adler & Co."}, shown...)
		}},
		{"a team", func() kompass.Digest {
			all, err := f.s.AllTeams(f.ctx, everything, c.ID)
			f.must(err)
			return all[0].Digest()
		}, func(shown ...kompass.Digest) error {
			return f.s.UpdateTeam(f.ctx, kompass.Unlimited(actor), kompass.Team{ID: team.ID, CompanyID: c.ID, Name: "Großes Lager", Heads: 30}, shown...)
		}},
		{"a positioning", func() kompass.Digest {
			p, err := f.s.Positioning(f.ctx, everything, c.ID)
			f.must(err)
			return p.Digest()
		}, func(shown ...kompass.Digest) error {
			return f.s.SetPositioning(f.ctx, kompass.Unlimited(actor), kompass.Positioning{CompanyID: c.ID, Promise: "We call back"}, shown...)
		}},
		{"a title", func() kompass.Digest { return kompass.DigestOf(round().Title) }, func(shown ...kompass.Digest) error {
			return f.s.RenameRound(f.ctx, kompass.Unlimited(actor), r.ID, "Another title", shown...)
		}},
		{"an end", func() kompass.Digest { return kompass.MomentDigest(round().ClosesAt) }, func(shown ...kompass.Digest) error {
			return f.s.SetPeriod(f.ctx, kompass.Unlimited(actor), r.ID, kompass.Period{Opens: r.OpensAt, Closes: Start.Add(90 * time.Hour)}, shown...)
		}},
		{"a draft", f.draftDigest(c), func(shown ...kompass.Digest) error {
			return f.s.SaveDraft(f.ctx, kompass.Unlimited(actor), c.ID, draft, shown...)
		}},
		{"throwing a draft away", f.draftDigest(c), func(shown ...kompass.Digest) error { return f.s.DeleteDraft(f.ctx, everything, c.ID, shown...) }},
		{"who asks", func() kompass.Digest { s, err := f.s.Sender(f.ctx); f.must(err); return s.Digest() }, func(shown ...kompass.Digest) error {
			return f.s.SetSender(f.ctx, actor, kompass.Sender{Contact: kompass.Contact{Name: "Anna Nord"}}, shown...)
		}},
		{"a setting", f.settingDigest("imprint.de"), func(shown ...kompass.Digest) error {
			return f.s.SetSetting(f.ctx, actor, "imprint.de", "Anna Nord", shown...)
		}},
		{"settings", f.settingDigest("privacy.de"), func(shown ...kompass.Digest) error {
			return f.s.SetSettings(f.ctx, actor, map[string]string{"privacy.de": "Anna Nord"}, shown...)
		}},
	}
}

func (f *fixture) draftDigest(c kompass.Company) func() kompass.Digest {
	return func() kompass.Digest {
		d, err := f.s.Draft(f.ctx, everything, c.ID)
		if !errors.Is(err, kompass.ErrNotFound) {
			f.must(err)
		}
		return d.Digest()
	}
}

func (f *fixture) settingDigest(name string) func() kompass.Digest {
	return func() kompass.Digest {
		all, err := f.s.Settings(f.ctx)
		f.must(err)
		return kompass.SettingsDigest(map[string]string{name: all[name]})
	}
}

// concluded are the edits of what there is once a round has been closed: a measure, comments, an introduction.
func concluded(f *fixture) []edit {
	r := f.commented("the name of somebody")
	m := f.measure(agreed(r))
	measure := func() kompass.MeasureEntry {
		got, err := f.s.Measure(f.ctx, everything, m.ID)
		f.must(err)
		return got
	}
	return []edit{
		{"a measure", func() kompass.Digest { return measure().Digest() }, func(shown ...kompass.Digest) error {
			changed := m
			changed.What = "Something else"
			return f.s.ChangeMeasure(f.ctx, kompass.Unlimited(actor), changed, shown...)
		}},
		{"the state of a measure", func() kompass.Digest { return measure().State.Digest() }, func(shown ...kompass.Digest) error {
			return f.s.SetMeasureState(f.ctx, kompass.Unlimited(actor), m.ID, kompass.MeasureDone, shown...)
		}},
		{"a comment", func() kompass.Digest { return f.comment(r).Digest() }, func(shown ...kompass.Digest) error {
			return f.s.Moderate(f.ctx, kompass.Unlimited(actor), r.ID, []kompass.Ruling{{CommentID: f.comment(r).ID, Verdict: kompass.CommentHidden, Shown: shown[0]}})
		}},
		{"an introduction", func() kompass.Digest {
			text, err := f.s.Introduction(f.ctx, everything, r.ID)
			f.must(err)
			return kompass.DigestOf(text)
		}, func(shown ...kompass.Digest) error {
			return f.s.SetIntroduction(f.ctx, kompass.Unlimited(actor), r.ID, "Good morning", shown...)
		}},
	}
}

// pressed are the edits that take a button, or a file, and nothing that was typed.
func pressed(f *fixture) []edit {
	c := f.company("Cäsar")
	a, b, other := f.team(c, "Lager"), f.team(c, "Kasse"), f.team(c, "Büro")
	by := kompass.Unlimited(actor)
	teams := func() []kompass.Team { got, err := f.s.AllTeams(f.ctx, everything, c.ID); f.must(err); return got }
	team := func() kompass.Digest {
		all := teams()
		return all[slices.IndexFunc(all, func(t kompass.Team) bool { return t.ID == other.ID })].Digest()
	}
	logo := kompass.NewLogo([]byte("picture"), 1, 1)
	f.must(f.s.LinkTeams(f.ctx, by, renamed(c)))
	own := kompass.UploadedQuestionnaire{ID: "own-two", Version: 1, Digest: "sha256:" + strings.Repeat("d", 64), Name: "own.yaml", Body: []byte("x")}
	f.must(f.s.AddQuestionnaire(f.ctx, actor, own))
	return []edit{
		{"a logo", func() kompass.Digest {
			l, err := f.s.Logo(f.ctx, everything, c.ID)
			if !errors.Is(err, kompass.ErrNotFound) {
				f.must(err)
			}
			return l.Digest()
		}, func(shown ...kompass.Digest) error { return f.s.SetLogo(f.ctx, by, c.ID, logo, shown...) }},
		{"the logo of whoever asks", func() kompass.Digest { s, err := f.s.Sender(f.ctx); f.must(err); return s.Logo.Digest() },
			func(shown ...kompass.Digest) error { return f.s.SetSenderLogo(f.ctx, actor, logo, shown...) }},
		{"archiving", team, func(shown ...kompass.Digest) error { return f.s.ArchiveTeam(f.ctx, by, c.ID, other.ID, shown...) }},
		{"restoring", team, func(shown ...kompass.Digest) error { return f.s.RestoreTeam(f.ctx, by, c.ID, other.ID, shown...) }},
		{"merging", func() kompass.Digest { return kompass.TeamsDigest(teams()) }, func(shown ...kompass.Digest) error {
			_, err := f.s.MergeTeams(f.ctx, by, kompass.Merge{CompanyID: c.ID, TeamIDs: []string{a.ID, b.ID}, Name: "Vorne"}, shown...)
			return err
		}},
		{"a link", func() kompass.Digest {
			all, err := f.s.TeamLinks(f.ctx, everything, c.ID)
			if f.must(err); len(all) == 0 {
				return ""
			}
			return all[0].Digest()
		}, func(shown ...kompass.Digest) error {
			return f.s.UnlinkTeams(f.ctx, by, c.ID, renamed(c).From, shown...)
		}},
		{"a consent", func() kompass.Digest {
			got, err := f.s.Consent(f.ctx, everything, c.ID)
			if !errors.Is(err, kompass.ErrNoConsent) {
				f.must(err)
			}
			return got.Digest()
		}, func(shown ...kompass.Digest) error { return f.s.GiveConsent(f.ctx, by, c.ID, shown...) }},
		{"an uploaded questionnaire", func() kompass.Digest { return kompass.Digest(own.Digest) }, func(shown ...kompass.Digest) error {
			return f.s.WithdrawQuestionnaire(f.ctx, actor, own.ID, own.Version, shown...)
		}},
	}
}

func (f *fixture) comment(r kompass.Round) kompass.ReviewedComment {
	f.Helper()
	all, err := f.s.Comments(f.ctx, everything, r.ID)
	if f.must(err); len(all) != 1 {
		f.Fatalf("got %d comments, want one", len(all))
	}
	return all[0]
}

var changedTests = []test{
	{"only what was shown is replaced, and the same twice is no conflict", func(f *fixture) {
		for _, e := range append(versioned(f), concluded(f)...) {
			f.stale(e)
			f.repeated(e)
		}
	}},
	{"a measure is deleted as it was shown", func(f *fixture) {
		r, _ := f.ended("Adler")
		m := f.measure(agreed(r))
		f.wantErr(f.s.DeleteMeasure(f.ctx, kompass.Unlimited(actor), m.ID, kompass.DigestOf("x")), kompass.ErrChanged)
		f.must(f.s.DeleteMeasure(f.ctx, kompass.Unlimited(actor), m.ID, m.Digest()))
	}},
	{"a target is set, frozen and renewed as it was shown", func(f *fixture) {
		c := f.company("Adler")
		stored := func() kompass.Digest {
			t, err := f.s.Target(f.ctx, everything, c.ID)
			if !errors.Is(err, kompass.ErrNoTarget) {
				f.must(err)
			}
			return t.Digest()
		}
		f.stale(edit{"the first target", stored, func(shown ...kompass.Digest) error {
			return f.s.SetTarget(f.ctx, kompass.Unlimited(actor), target(c, 3), shown...)
		}})
		f.stale(edit{"a target", stored, func(shown ...kompass.Digest) error {
			return f.s.SetTarget(f.ctx, kompass.Unlimited(actor), target(c, 2), shown...)
		}})
		f.stale(edit{"freezing", stored, func(shown ...kompass.Digest) error {
			return f.s.FreezeTarget(f.ctx, kompass.Unlimited(actor), c.ID, shown...)
		}})
		f.stale(edit{"renewing", stored, func(shown ...kompass.Digest) error {
			return f.s.RenewTarget(f.ctx, kompass.Unlimited(actor), c.ID, shown...)
		}})
	}},
	{"a draft is opened as it was shown", func(f *fixture) {
		c := f.company("Adler")
		f.must(f.s.SaveDraft(f.ctx, kompass.Unlimited(actor), c.ID, []byte("{}")))
		f.stale(edit{"opening", f.draftDigest(c), func(shown ...kompass.Digest) error {
			n := newRound(c)
			n.Draft, n.Shown = true, shown
			_, _, err := f.s.OpenRound(f.ctx, kompass.Unlimited(actor), n)
			return err
		}})
	}},
	{"a company's name is that of one, also of those added at once", func(f *fixture) {
		var wait sync.WaitGroup
		errs := make([]error, 3)
		for i := range errs {
			wait.Go(func() { _, errs[i] = f.s.CreateCompany(f.ctx, actor, []string{"Adler", "ADLER", "adler"}[i]) })
		}
		wait.Wait()
		refused := 0
		for _, err := range errs {
			if errors.Is(err, kompass.ErrInvalid) {
				refused++
			} else {
				f.must(err)
			}
		}
		other := f.company("Bär")
		all, err := f.s.Companies(f.ctx, everything)
		if f.must(err); refused != 2 || len(all) != 2 {
			f.Errorf("got %d refused and %d companies, want one of each name", refused, len(all))
		}
		other.Name = "aDler"
		f.wantErr(f.s.UpdateCompany(f.ctx, kompass.Unlimited(actor), other), kompass.ErrInvalid)
		other.Name = "BÄR"
		f.must(f.s.UpdateCompany(f.ctx, kompass.Unlimited(actor), other))
	}},
	{"logos, teams, links, a consent and a questionnaire are changed as they were shown", func(f *fixture) {
		for _, e := range pressed(f) {
			f.stale(e)
		}
	}},
	{"a consent is withdrawn whatever was shown", func(f *fixture) {
		c := f.company("Adler")
		f.must(f.s.GiveConsent(f.ctx, kompass.Unlimited(actor), c.ID, kompass.Consent{}.Digest()))
		f.must(f.s.GiveConsent(f.ctx, kompass.Unlimited(actor), c.ID, kompass.Consent{}.Digest()))
		f.must(f.s.WithdrawConsent(f.ctx, kompass.Unlimited(actor), c.ID))
		f.wantErr(f.s.GiveConsent(f.ctx, kompass.Unlimited(actor), c.ID, kompass.Consent{}.Digest()), kompass.ErrChanged)
	}},
	{"a measure with an id is one, however often it is created", func(f *fixture) {
		r, _ := f.ended("Adler")
		m := agreed(r)
		m.ID = kompass.DerivedID("a form")
		first := f.measure(m)
		f.must(f.s.SetMeasureState(f.ctx, kompass.Unlimited(actor), first.ID, kompass.MeasureDone))
		if again := f.measure(m); again.ID != first.ID || again.State != kompass.MeasureDone {
			f.Errorf("got %+v, want the first one as it is by now", again)
		}
		f.measure(agreed(r))
		if all := f.whats(everything, kompass.MeasureFilter{RoundID: r.ID}); all != m.What+" "+m.What {
			f.Errorf("got %q, want two measures", all)
		}
		f.wantActions(kompass.AuditFilter{Kind: "measure"}, "measure.create", "measure.state", "measure.create")
	}},
}
