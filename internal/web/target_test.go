package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

func TestProposalFollowsTheProfileAndSaysWhy(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/target"
	b.Get(path).Want(http.StatusOK).Says("Das Profil ist noch leer").Says("keine Norm").Says("angenommen ist die Mitte")
	p := kompass.Positioning{CompanyID: c.ID, Discipline: kompass.LeadPrice}
	p.Steps[kompass.SliderPrice], p.Steps[kompass.SliderLatitude] = 1, 5
	s.Must(s.Store.SetPositioning(t.Context(), kompass.Unlimited("test"), p))
	s.Unchanged("a proposal", func() {
		page := b.Get(path + "?profile=proposal").Want(http.StatusOK)
		for id, want := range map[string]string{"customers-processes": "3,25", "leadership-attitude": "2,25", "management-processes": "3,0"} {
			if got := page.One("#target-"+id).AttrOr("value", ""); got != want {
				t.Errorf("got %s proposed for %s, want %s", got, id, want)
			}
			if got := page.One("#target-" + id + "-hint").Text(); got != "Vorschlag "+want {
				t.Errorf("got %q beside %s", got, id)
			}
		}
		page.Says("Mittel von 2 Aussagen der Schicht Basis (Wert 3,0) und einer Aussage der Schicht Befähiger (Wert 2,5): 2,83. " +
			"Dazu 0,5, weil „Einfach und günstig“ von verlässlichen Abläufen und klaren Zahlen lebt. Auf Viertel gerundet: 3,25.")
		page.Says("ändern keinen Wert").Says("Bowen")
	})
	b.Post(path, b.Get(path+"?profile=proposal").Fill(`form[action="`+path+`"]`, "do", "save")).Goes(path)
	b.Get("/app/companies/" + c.ID).Says("Vorschlag aus dem Profil")
}

func TestEveryErrorOfTheGridNamesItsCell(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/target"
	p := b.Post(path, webtest.Values("target-customers-attitude", "9", "target-people-tools", "x", "target-people-processes", "2.5", "do", "save")).Want(http.StatusUnprocessableEntity)
	got := webtest.Squeeze(p.One(".error-summary ul").Text())
	if !strings.Contains(got, "Einstellung (Kunden): Bitte") || !strings.Contains(got, "Werkzeuge (Akteure): Bitte") || strings.Contains(got, "Prozesse") {
		t.Errorf("got %q, want each cell named", got)
	}
}

func TestAHighTargetIsWarnedOfAndSaved(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/target"
	cells := []string{"customers-attitude", "customers-tools", "customers-processes", "people-attitude", "people-tools"}
	save := func(value string, n int) webtest.Page {
		form := webtest.Values("do", "save")
		for i, cell := range cells {
			form.Set("target-"+cell, "1")
			if i < n {
				form.Set("target-"+cell, value)
			}
		}
		b.Post(path, b.Seen(path, targetForms, form)).Goes(path)
		return b.Get(path)
	}
	save("3.75", 4).Count(".notice", 0)
	save("3.75", 5).Says("Im Mittel liegt dieses Soll bei 3,75").Says("5 Werte liegen über 3,5")
	save("3,5", 5).Count(".notice", 0)
}

func TestFreezingAsksOnceMoreAndEveryVersionStays(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/target"
	s.Unchanged("freezing nothing", func() { b.Post(path, webtest.Values("do", "freeze", "sure", "yes")).Want(http.StatusConflict) })
	b.Post(path, b.Get(path).Fill(targetForms, "target-customers-attitude", "2,5", "do", "freeze")).Goes(path + "?confirm=freeze")
	target, err := s.Store.Target(t.Context(), kompass.Everything, c.ID)
	if s.Must(err); target.Frozen() {
		t.Fatal("the target is frozen before it was asked")
	}
	p := b.Get(path + "?confirm=freeze").Want(http.StatusOK)
	b.Post(path, p.Fill("#confirm form", "do", "freeze")).Goes(path)
	b.Get(path).Says("von trainerin@example.org").Count(".target-grid input", 0).One(`button[value=renew]`)
	o := s.Open(c, webtest.Tiny)
	s.Unchanged("renewing while a round is open", func() {
		b.Get(path).Says("erst, wenn die Runde „Frühjahr“ geschlossen ist").Count(`button[value=renew]`, 0)
		b.Post(path, webtest.Values("do", "renew")).Want(http.StatusConflict)
	})
	s.Must(s.Store.DeleteRound(t.Context(), kompass.Unlimited("test"), o.Round.ID))
	b.Post(path, b.Get(path).Fill("form:has(button[value=renew])", "do", "renew")).Goes(path)
	b.Post(path, b.Get(path).Fill(targetForms, "target-customers-attitude", "3", "do", "save")).Goes(path)
	b.Get(path).Says("Fassung 1, festgeschrieben am").One(".disclosure .target-values")
	own := s.SignIn("a@example.org", kompass.Coordinator, c.ID)
	own.Get(path+"?confirm=freeze&profile=luxury").Want(http.StatusOK).Count("main form", 0).Count("#confirm", 0)
}

// TestARoundWithoutATargetIsToldOf looks where a round is opened and, while it is open, at its page.

func TestARoundWithoutATargetIsToldOf(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	b, company := s.Trainer(), "/app/companies/"+c.ID
	b.Post(company+"/rounds/new", b.Draft(c.ID, "step", "content", "questionnaire", webtest.Short, "title", "Herbst", "go", "check")).Want(http.StatusSeeOther)
	check, page := company+"/rounds/new?step=check", "/app/rounds/"+s.Open(c, webtest.Short).Round.ID
	const note = "Für diesen Fragebogen ist noch kein Soll festgeschrieben."
	for _, path := range []string{check, page} {
		b.Get(path).Want(http.StatusOK).Says(note).One(`.notice a[href="` + company + `/target"]`)
	}
	b.Get(check).Says("Aussagen zur Führung handeln in kleinen Teams vielleicht von einer einzigen, erkennbaren Person: Empfang.")
	s.SignIn("a@example.org", kompass.Coordinator, c.ID).Get(page).Want(http.StatusOK).Silent(note)
	b.Post(company+"/target", b.Get(company+"/target").Fill(targetForms, "target-customers-attitude", "2,5", "do", "save")).Want(http.StatusSeeOther)
	b.Get(page).Says(note)
	s.Must(s.Store.FreezeTarget(t.Context(), kompass.Unlimited("test"), c.ID))
	for _, path := range []string{check, page} {
		b.Get(path).Want(http.StatusOK).Silent(note)
	}
}

// TestATargetIsMadeForAnyQuestionnaire, also for one that has no start profiles and asks about other fields.
func TestATargetIsMadeForAnyQuestionnaire(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/target"
	own := path + "?questionnaire=" + webtest.Tiny
	b.Get(path).One(`a[href="` + own + `"]`)
	form := b.Get(own).Count("#profiles", 0).Fill(targetForms, "target-alpha-", "1", "do", "save")
	b.Post(path, form).Goes(path)
	got, err := s.Store.Target(t.Context(), kompass.Everything, c.ID)
	if s.Must(err); got.QuestionnaireID != webtest.Tiny || got.Values["alpha"][""] != 1 {
		t.Errorf("got %+v", got)
	}
	b.Get(path).Count("#target-alpha-", 1)
	b.Get(path + "?questionnaire=nothing").Want(http.StatusNotFound)
	s.Must(s.Store.FreezeTarget(t.Context(), kompass.Unlimited("test"), c.ID))
	b.Get("/app/rounds/" + s.Open(c, webtest.Tiny).Round.ID).Silent("noch kein Soll festgeschrieben")
	b.Get("/app/rounds/" + s.Open(c, webtest.Short).Round.ID).Says("noch kein Soll festgeschrieben")
}

func TestTargetIsFilledInSavedAndFrozen(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/target"
	s.Unchanged("a start profile", func() {
		p := b.Get(path + "?profile=luxury").Want(http.StatusOK)
		if got := p.One("#target-customers-attitude").AttrOr("value", ""); got != "3,75" {
			t.Errorf("got %q, want 3,75", got)
		}
		if got := b.Get(path+"?profile=luxury&lang=en").One("#target-customers-attitude").AttrOr("value", ""); got != "3.75" {
			t.Errorf("got %q, want 3.75 in English", got)
		}
	})
	b.Get(path + "?lang=de")
	for _, bad := range []string{"4,01", "-0,1", "NaN", "Inf", "1,2,3", "drei", "1e400", "0x"} {
		s.Unchanged(bad, func() {
			p := b.Post(path, webtest.Values("target-customers-attitude", bad, "target-people-tools", "2,5", "do", "freeze")).Want(http.StatusUnprocessableEntity)
			if p.One("#target-customers-attitude[aria-invalid=true]").AttrOr("value", "") != bad || p.One("#target-people-tools").AttrOr("value", "") != "2,5" ||
				p.Href(".error-summary a") != "#target-customers-attitude" {
				t.Errorf("%q: got another grid back", bad)
			}
		})
	}
	s.Unchanged("an empty grid", func() { b.Post(path, webtest.Values("do", "save")).Want(http.StatusUnprocessableEntity) })
	s.Unchanged("freezing nothing", func() {
		b.Post(path, webtest.Values("do", "freeze")).Want(http.StatusUnprocessableEntity)
		b.Post(path, webtest.Values("do", "renew")).Want(http.StatusConflict)
	})
	form := b.Get(path+"?profile=middle").Fill(`form[action="`+path+`"]`, "target-customers-attitude", " 3,5 ", "do", "save")
	b.Post(path, form).Goes(path)
	p := b.Get(path).Want(http.StatusOK)
	if got := p.One("#target-customers-attitude").AttrOr("value", ""); got != "3,5" && got != "3,50" {
		t.Errorf("got %q, want what was saved", got)
	}
	b.Post(path, p.Fill(`form[action="`+path+`"]`, "do", "freeze", "profile", "made-up")).Goes(path + "?confirm=freeze")
	p = b.Get(path+"?confirm=freeze").Want(http.StatusOK).Count(".target-grid input", 0).Says("Dieses Soll festschreiben?")
	b.Post(path, p.Fill("#confirm form", "do", "freeze")).Goes(path)
	b.Get(path).Want(http.StatusOK).Count("main input:not([type=hidden])", 0).Says("3,5")
	if got := b.Get(path+"?profile=luxury").Count(".target-grid input", 0).One(".target-values").Text(); strings.Contains(got, "3,75") {
		t.Errorf("got %q, want the frozen values", webtest.Squeeze(got))
	}
	for _, do := range []string{"save", "freeze", ""} {
		s.Unchanged("a frozen target", func() {
			b.Post(path, webtest.Values("target-customers-attitude", "1", "do", do)).Want(http.StatusConflict)
		})
	}
	target, err := s.Store.Target(t.Context(), kompass.Everything, c.ID)
	if s.Must(err); !target.Frozen() || target.Profile != "" || target.Values["customers"]["attitude"] != 3.5 {
		t.Errorf("got %+v, want 3.5, frozen, of no profile", target)
	}
	own := s.SignIn("a@example.org", kompass.Coordinator, c.ID)
	if got := own.Get(path + "?profile=luxury").Want(http.StatusOK).One(".target-values").Text(); !strings.Contains(got, "3,5") || strings.Contains(got, "3,75") {
		t.Errorf("got %q, want the frozen values", webtest.Squeeze(got))
	}
}
