package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/kompass"
)

func TestCompanyAndTeamAreAddedOrComeBack(t *testing.T) {
	s := newSite(t)
	b := s.trainer()
	long := strings.Repeat("ä", kompass.MaxName+1)
	for _, name := range []string{"", "  ", long, "a\x01b"} {
		s.unchanged("a bad name", func() {
			p := b.post("/app/companies", values("name", name)).want(http.StatusUnprocessableEntity)
			if p.one("input[name=name]").AttrOr("value", "") != name || href(p, ".error-summary a") != "#name" {
				t.Errorf("%q: got %q back", name, p.one("input[name=name]").AttrOr("value", ""))
			}
		})
	}
	company := b.post("/app/companies", values("name", "  Hotel   Adler ")).want(http.StatusSeeOther).header.Get("Location")
	b.get(company).want(http.StatusOK).says("Hotel Adler")
	s.unchanged("a name that is taken", func() {
		b.post("/app/companies", values("name", "hotel ADLER")).want(http.StatusUnprocessableEntity).says("Eine Firma mit diesem Namen gibt es schon.")
	})
	for size, ok := range map[string]bool{"12": true, " 1 ": true, "100000": true, "0": false, "-1": false, "100001": false, "zwölf": false, "": false, "1e3": false, "12.5": false} {
		form := values("name", "Team "+size, "size", size)
		if ok {
			b.post(company+"/teams", form).goes(company + "#teams")
			continue
		}
		s.unchanged(size, func() {
			p := b.post(company+"/teams", form).want(http.StatusUnprocessableEntity)
			if got := p.fill(`form[action$="/teams"]`); got.Encode() != form.Encode() || href(p, ".error-summary a") != "#size" {
				t.Errorf("got %v back, want %v and the size at fault", got, form)
			}
		})
	}
	s.unchanged("a team twice", func() {
		p := b.post(company+"/teams", values("name", "Team 12", "size", "3")).want(http.StatusUnprocessableEntity)
		if href(p, ".error-summary a") != "#name" {
			t.Error("the name is not at fault")
		}
	})
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

func TestRoundPageCountsAndLinks(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang", "Küche")
	o := s.open(c, tiny)
	b, path := s.trainer(), "/app/rounds/"+o.Round.ID
	send := func(n, link int) {
		for range n {
			s.browser().post("/s/"+string(o.Links[link].Code), values("a1", "yes", "b1", "no", "c1", "yes", "c2", "no")).want(http.StatusSeeOther)
		}
	}
	counts := func(want ...string) {
		t.Helper()
		p := b.get(path).want(http.StatusOK)
		got := []string{squeeze(p.one(".figure-number").Text()), squeeze(p.doc.Find("tbody tr:nth-child(1) td").First().Text()),
			squeeze(p.doc.Find("tbody tr:nth-child(2) td").First().Text())}
		if strings.Join(got, ", ") != strings.Join(want, ", ") {
			t.Errorf("got counts %v, want %v", got, want)
		}
	}
	counts("unter 5", "unter 5", "unter 5")
	send(4, 0)
	counts("unter 5", "unter 5", "unter 5")
	send(1, 0)
	counts("5", "5", "unter 5")
	send(4, 1)
	counts("5 bis 9", "5", "unter 5")
	b.get("/app").want(http.StatusOK).silent("unter 5")
	p := b.get(path).count(".link-row", 2).count(".link-row svg.qr path[d]", 2)
	for i, l := range o.Links {
		row := p.doc.Find(".link-row").Eq(i)
		if got := row.Find(".code").Text(); got != l.Code.Grouped() {
			t.Errorf("got code %q, want %q", got, l.Code.Grouped())
		}
		if got := row.Find("a").First().AttrOr("href", ""); got != "http://kompass.test/s/"+string(l.Code) {
			t.Errorf("got link %q", got)
		}
	}
	s.close(o.Round.ID)
	b.get(path).want(http.StatusOK).count(".link-row", 0)
}

func TestMoreAnswersThanHeadsAreShownAsSuch(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	o := s.open(c, tiny)
	for range 13 {
		s.browser().post("/s/"+string(o.Links[0].Code), values("a1", "yes")).want(http.StatusSeeOther)
	}
	s.trainer().get("/app/rounds/" + o.Round.ID + "?confirm=close").says("13 Antworten, 12 Personen gemeldet")
}
