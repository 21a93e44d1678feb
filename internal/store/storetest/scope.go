package storetest

import (
	"kompass/internal/kompass"
)

// scoped is every method that takes a scope and an object of a company, called on a round that has been closed.
func scoped(f *fixture, scope kompass.Scope, c kompass.Company, r kompass.Round) map[string]error {
	errs := make(map[string]error)
	_, errs["Company"] = f.s.Company(f.ctx, scope, c.ID)
	_, errs["AddTeam"] = f.s.AddTeam(f.ctx, kompass.By{Actor: actor, Scope: scope}, kompass.Team{CompanyID: c.ID, Name: "New", Heads: 1})
	errs["UpdateCompany"] = f.s.UpdateCompany(f.ctx, kompass.By{Actor: actor, Scope: scope}, kompass.Company{ID: c.ID, Name: c.Name})
	_, errs["AllTeams"] = f.s.AllTeams(f.ctx, scope, c.ID)
	errs["SetLogo"] = f.s.SetLogo(f.ctx, kompass.By{Actor: actor, Scope: scope}, c.ID, picture)
	_, errs["Logo"] = f.s.Logo(f.ctx, scope, c.ID)
	_, errs["Positioning"] = f.s.Positioning(f.ctx, scope, c.ID)
	errs["SetPositioning"] = f.s.SetPositioning(f.ctx, kompass.By{Actor: actor, Scope: scope}, kompass.Positioning{CompanyID: c.ID})
	_, errs["Targets"] = f.s.Targets(f.ctx, scope, c.ID)
	_, errs["Teams"] = f.s.Teams(f.ctx, scope, c.ID)
	errs["SetTarget"] = f.s.SetTarget(f.ctx, kompass.By{Actor: actor, Scope: scope}, target(c, 1))
	_, errs["Target"] = f.s.Target(f.ctx, scope, c.ID)
	errs["FreezeTarget"] = f.s.FreezeTarget(f.ctx, kompass.By{Actor: actor, Scope: scope}, c.ID)
	errs["RenewTarget"] = f.s.RenewTarget(f.ctx, kompass.By{Actor: actor, Scope: scope}, c.ID)
	_, _, errs["OpenRound"] = f.s.OpenRound(f.ctx, kompass.By{Actor: actor, Scope: scope}, newRound(c))
	_, errs["Rounds"] = f.s.Rounds(f.ctx, scope, c.ID)
	_, errs["Round"] = f.s.Round(f.ctx, scope, r.ID)
	_, errs["Snapshot"] = f.s.Snapshot(f.ctx, scope, r.ID)
	_, errs["Links"] = f.s.Links(f.ctx, scope, r.ID)
	_, errs["Counts"] = f.s.Counts(f.ctx, scope, r.ID)
	_, errs["TeamTotals"] = f.s.TeamTotals(f.ctx, scope, []string{r.ID})
	_, errs["Audiences"] = f.s.Audiences(f.ctx, scope, r.ID)
	_, errs["RoundTotals"] = f.s.RoundTotals(f.ctx, scope, []string{r.ID})
	_, _, errs["Result"] = f.s.Result(f.ctx, scope, r.ID)
	_, errs["ResultHash"] = f.s.ResultHash(f.ctx, scope, r.ID)
	_, errs["TeamLinks"] = f.s.TeamLinks(f.ctx, scope, c.ID)
	errs["LinkTeams"] = f.s.LinkTeams(f.ctx, kompass.By{Actor: actor, Scope: scope}, renamed(c))
	errs["UnlinkTeams"] = f.s.UnlinkTeams(f.ctx, kompass.By{Actor: actor, Scope: scope}, c.ID, renamed(c).From)
	errs["GiveConsent"] = f.s.GiveConsent(f.ctx, kompass.By{Actor: actor, Scope: scope}, c.ID)
	_, errs["Consent"] = f.s.Consent(f.ctx, scope, c.ID)
	errs["WithdrawConsent"] = f.s.WithdrawConsent(f.ctx, kompass.By{Actor: actor, Scope: scope}, c.ID)
	_, errs["Comments"] = f.s.Comments(f.ctx, scope, r.ID)
	_, errs["ShownComments"] = f.s.ShownComments(f.ctx, scope, r.ID)
	errs["Moderate"] = f.s.Moderate(f.ctx, kompass.By{Actor: actor, Scope: scope}, r.ID, nil)
	_, errs["Introduction"] = f.s.Introduction(f.ctx, scope, r.ID)
	errs["SetIntroduction"] = f.s.SetIntroduction(f.ctx, kompass.By{Actor: actor, Scope: scope}, r.ID, "Good morning")
	_, errs["Lots"] = f.s.Lots(f.ctx, scope, r.ID)
	errs["SaveDraft"] = f.s.SaveDraft(f.ctx, kompass.By{Actor: actor, Scope: scope}, c.ID, []byte("{}"))
	_, errs["Draft"] = f.s.Draft(f.ctx, scope, c.ID)
	errs["DeleteDraft"] = f.s.DeleteDraft(f.ctx, scope, c.ID)
	errs["Release"] = f.s.Release(f.ctx, kompass.By{Actor: actor, Scope: scope}, r.ID)
	_, errs["Measures"] = f.s.Measures(f.ctx, scope, kompass.MeasureFilter{CompanyID: c.ID})
	errs["DeleteRound"] = f.s.DeleteRound(f.ctx, kompass.By{Actor: actor, Scope: scope}, r.ID)
	return errs
}

var scopeTests = []test{
	{"nothing of another company is found", func(f *fixture) {
		mine, other := f.company("Adler"), f.company("Bär")
		r, _ := f.open(newRound(mine))
		f.must(f.s.SetTarget(f.ctx, kompass.Unlimited(actor), target(mine, 3)))
		f.close(r, true)
		for name, err := range scoped(f, kompass.Scope{CompanyID: other.ID}, mine, r) {
			if f.wantErr(err, kompass.ErrNotFound); f.Failed() {
				f.Fatalf("%s did not keep the scope", name)
			}
		}
	}},
	{"everything of their company is found", func(f *fixture) {
		mine := f.company("Adler")
		r, _ := f.open(newRound(mine))
		f.close(r, true)
		for name, err := range scoped(f, kompass.Scope{CompanyID: mine.ID}, mine, r) {
			if err != nil {
				f.Errorf("%s: %v", name, err)
			}
		}
	}},
	{"an open round of another company is not found", func(f *fixture) {
		mine, other := f.company("Adler"), f.company("Bär")
		r, _ := f.open(newRound(mine))
		scope := kompass.Scope{CompanyID: other.ID}
		f.wantErr(f.s.SetPeriod(f.ctx, kompass.By{Actor: actor, Scope: scope}, r.ID, kompass.Period{Opens: Start}), kompass.ErrNotFound)
		_, err := f.s.BeginClose(f.ctx, kompass.By{Actor: actor, Scope: scope}, r.ID)
		f.wantErr(err, kompass.ErrNotFound)
		f.wantErr(f.s.RenameRound(f.ctx, kompass.By{Actor: actor, Scope: scope}, r.ID, "Mine"), kompass.ErrNotFound)
		f.wantErr(f.s.CancelRound(f.ctx, kompass.By{Actor: actor, Scope: scope}, r.ID, true), kompass.ErrNotFound)
		f.wantErr(f.s.AddRoundTeam(f.ctx, kompass.By{Actor: actor, Scope: scope}, r.ID, "none"), kompass.ErrNotFound)
		_, err = f.s.DrawCodes(f.ctx, kompass.By{Actor: actor, Scope: scope}, r.ID, nil)
		f.wantErr(err, kompass.ErrNotFound)
		_, _, err = f.s.ImportResponses(f.ctx, kompass.By{Actor: actor, Scope: scope}, r.ID, nil)
		f.wantErr(err, kompass.ErrNotFound)
	}},
	{"lists hold their company only", func(f *fixture) {
		mine, other := f.company("Adler"), f.company("Bär")
		own, _ := f.open(newRound(mine))
		f.open(newRound(other))
		scope := kompass.Scope{CompanyID: mine.ID}
		companies, err := f.s.Companies(f.ctx, scope)
		if f.must(err); len(companies) != 1 || companies[0] != mine {
			f.Errorf("got %+v, want their company", companies)
		}
		rounds, err := f.s.Rounds(f.ctx, scope, "")
		if f.must(err); len(rounds) != 1 || rounds[0].ID != own.ID {
			f.Errorf("got %+v, want their round", rounds)
		}
	}},
}
