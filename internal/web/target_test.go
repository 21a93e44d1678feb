package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/kompass"
)

func TestProposalFollowsTheProfileAndSaysWhy(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	b, path := s.trainer(), "/app/companies/"+c.ID+"/target"
	b.get(path).want(http.StatusOK).says("Das Profil ist noch leer").says("keine Norm").says("angenommen ist die Mitte")
	p := kompass.Positioning{CompanyID: c.ID, Discipline: kompass.LeadPrice}
	p.Steps[kompass.SliderPrice], p.Steps[kompass.SliderLatitude] = 1, 5
	s.must(s.store.SetPositioning(t.Context(), kompass.Unlimited("test"), p))
	s.unchanged("a proposal", func() {
		page := b.get(path + "?profile=proposal").want(http.StatusOK)
		for id, want := range map[string]string{"customers-processes": "3,25", "leadership-attitude": "2,25", "management-processes": "3,0"} {
			if got := page.one("#target-"+id).AttrOr("value", ""); got != want {
				t.Errorf("got %s proposed for %s, want %s", got, id, want)
			}
			if got := page.one("#target-" + id + "-hint").Text(); got != "Vorschlag "+want {
				t.Errorf("got %q beside %s", got, id)
			}
		}
		page.says("Mittel von 2 Aussagen der Schicht Basis (Wert 3,0) und einer Aussage der Schicht Befähiger (Wert 2,5): 2,83. " +
			"Dazu 0,5, weil „Einfach und günstig“ von verlässlichen Abläufen und klaren Zahlen lebt. Auf Viertel gerundet: 3,25.")
		page.says("ändern keinen Wert").says("Bowen")
	})
	b.post(path, b.get(path+"?profile=proposal").fill(`form[action="`+path+`"]`, "do", "save")).goes(path)
	b.get("/app/companies/" + c.ID).says("Vorschlag aus dem Profil")
}

func TestEveryErrorOfTheGridNamesItsCell(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	b, path := s.trainer(), "/app/companies/"+c.ID+"/target"
	p := b.post(path, values("target-customers-attitude", "9", "target-people-tools", "x", "target-people-processes", "2.5", "do", "save")).want(http.StatusUnprocessableEntity)
	got := squeeze(p.one(".error-summary ul").Text())
	if !strings.Contains(got, "Einstellung (Kunden): Bitte") || !strings.Contains(got, "Werkzeuge (Akteure): Bitte") || strings.Contains(got, "Prozesse") {
		t.Errorf("got %q, want each cell named", got)
	}
}

func TestAHighTargetIsWarnedOfAndSaved(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	b, path := s.trainer(), "/app/companies/"+c.ID+"/target"
	cells := []string{"customers-attitude", "customers-tools", "customers-processes", "people-attitude", "people-tools"}
	save := func(value string, n int) page {
		form := values("do", "save")
		for i, cell := range cells {
			form.Set("target-"+cell, "1")
			if i < n {
				form.Set("target-"+cell, value)
			}
		}
		b.post(path, b.seen(path, targetForms, form)).goes(path)
		return b.get(path)
	}
	save("3.75", 4).count(".notice", 0)
	save("3.75", 5).says("Im Mittel liegt dieses Soll bei 3,75").says("5 Werte liegen über 3,5")
	save("3,5", 5).count(".notice", 0)
}

func TestFreezingAsksOnceMoreAndEveryVersionStays(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	b, path := s.trainer(), "/app/companies/"+c.ID+"/target"
	s.unchanged("freezing nothing", func() { b.post(path, values("do", "freeze", "sure", "yes")).want(http.StatusConflict) })
	b.post(path, b.get(path).fill(targetForms, "target-customers-attitude", "2,5", "do", "freeze")).goes(path + "?confirm=freeze")
	target, err := s.store.Target(t.Context(), kompass.Everything, c.ID)
	if s.must(err); target.Frozen() {
		t.Fatal("the target is frozen before it was asked")
	}
	p := b.get(path + "?confirm=freeze").want(http.StatusOK)
	b.post(path, p.fill("#confirm form", "do", "freeze")).goes(path)
	b.get(path).says("von trainerin@example.org").count(".target-grid input", 0).one(`button[value=renew]`)
	o := s.open(c, tiny)
	s.unchanged("renewing while a round is open", func() {
		b.get(path).says("erst, wenn die Runde „Frühjahr“ geschlossen ist").count(`button[value=renew]`, 0)
		b.post(path, values("do", "renew")).want(http.StatusConflict)
	})
	s.must(s.store.DeleteRound(t.Context(), kompass.Unlimited("test"), o.Round.ID))
	b.post(path, b.get(path).fill("form:has(button[value=renew])", "do", "renew")).goes(path)
	b.post(path, b.get(path).fill(targetForms, "target-customers-attitude", "3", "do", "save")).goes(path)
	b.get(path).says("Fassung 1, festgeschrieben am").one(".disclosure .target-values")
	own := s.signIn("a@example.org", kompass.Coordinator, c.ID)
	own.get(path+"?confirm=freeze&profile=luxury").want(http.StatusOK).count("main form", 0).count("#confirm", 0)
}

// TestARoundWithoutATargetIsToldOf looks where a round is opened and, while it is open, at its page.

func TestARoundWithoutATargetIsToldOf(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	b, company := s.trainer(), "/app/companies/"+c.ID
	b.post(company+"/rounds/new", b.draft(c.ID, "step", "content", "questionnaire", short, "title", "Herbst", "go", "check")).want(http.StatusSeeOther)
	check, page := company+"/rounds/new?step=check", "/app/rounds/"+s.open(c, short).Round.ID
	const note = "Noch ist kein Soll festgeschrieben."
	for _, path := range []string{check, page} {
		b.get(path).want(http.StatusOK).says(note).one(`.notice a[href="` + company + `/target"]`)
	}
	s.signIn("a@example.org", kompass.Coordinator, c.ID).get(page).want(http.StatusOK).silent(note)
	b.post(company+"/target", b.get(company+"/target").fill(targetForms, "target-customers-attitude", "2,5", "do", "save")).want(http.StatusSeeOther)
	b.get(page).says(note)
	s.must(s.store.FreezeTarget(t.Context(), kompass.Unlimited("test"), c.ID))
	for _, path := range []string{check, page} {
		b.get(path).want(http.StatusOK).silent(note)
	}
}

func TestTargetIsFilledInSavedAndFrozen(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	b, path := s.trainer(), "/app/companies/"+c.ID+"/target"
	s.unchanged("a start profile", func() {
		p := b.get(path + "?profile=luxury").want(http.StatusOK)
		if got := p.one("#target-customers-attitude").AttrOr("value", ""); got != "3,75" {
			t.Errorf("got %q, want 3,75", got)
		}
		if got := b.get(path+"?profile=luxury&lang=en").one("#target-customers-attitude").AttrOr("value", ""); got != "3.75" {
			t.Errorf("got %q, want 3.75 in English", got)
		}
	})
	b.get(path + "?lang=de")
	for _, bad := range []string{"4,01", "-0,1", "NaN", "Inf", "1,2,3", "drei", "1e400", "0x"} {
		s.unchanged(bad, func() {
			p := b.post(path, values("target-customers-attitude", bad, "target-people-tools", "2,5", "do", "freeze")).want(http.StatusUnprocessableEntity)
			if p.one("#target-customers-attitude[aria-invalid=true]").AttrOr("value", "") != bad || p.one("#target-people-tools").AttrOr("value", "") != "2,5" ||
				href(p, ".error-summary a") != "#target-customers-attitude" {
				t.Errorf("%q: got another grid back", bad)
			}
		})
	}
	s.unchanged("an empty grid", func() { b.post(path, values("do", "save")).want(http.StatusUnprocessableEntity) })
	s.unchanged("freezing nothing", func() {
		b.post(path, values("do", "freeze")).want(http.StatusUnprocessableEntity)
		b.post(path, values("do", "renew")).want(http.StatusConflict)
	})
	form := b.get(path+"?profile=middle").fill(`form[action="`+path+`"]`, "target-customers-attitude", " 3,5 ", "do", "save")
	b.post(path, form).goes(path)
	p := b.get(path).want(http.StatusOK)
	if got := p.one("#target-customers-attitude").AttrOr("value", ""); got != "3,5" && got != "3,50" {
		t.Errorf("got %q, want what was saved", got)
	}
	b.post(path, p.fill(`form[action="`+path+`"]`, "do", "freeze", "profile", "made-up")).goes(path + "?confirm=freeze")
	p = b.get(path+"?confirm=freeze").want(http.StatusOK).count(".target-grid input", 0).says("Dieses Soll festschreiben?")
	b.post(path, p.fill("#confirm form", "do", "freeze")).goes(path)
	b.get(path).want(http.StatusOK).count("main input:not([type=hidden])", 0).says("3,5")
	if got := b.get(path+"?profile=luxury").count(".target-grid input", 0).one(".target-values").Text(); strings.Contains(got, "3,75") {
		t.Errorf("got %q, want the frozen values", squeeze(got))
	}
	for _, do := range []string{"save", "freeze", ""} {
		s.unchanged("a frozen target", func() { b.post(path, values("target-customers-attitude", "1", "do", do)).want(http.StatusConflict) })
	}
	target, err := s.store.Target(t.Context(), kompass.Everything, c.ID)
	if s.must(err); !target.Frozen() || target.Profile != "" || target.Values["customers"]["attitude"] != 3.5 {
		t.Errorf("got %+v, want 3.5, frozen, of no profile", target)
	}
	own := s.signIn("a@example.org", kompass.Coordinator, c.ID)
	if got := own.get(path + "?profile=luxury").want(http.StatusOK).one(".target-values").Text(); !strings.Contains(got, "3,5") || strings.Contains(got, "3,75") {
		t.Errorf("got %q, want the frozen values", squeeze(got))
	}
}
