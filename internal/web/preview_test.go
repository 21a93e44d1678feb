package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"kompass/internal/kompass"
)

// TestAPreviewStoresNothing goes through each preview as a participant would and compares the whole database.
func TestAPreviewStoresNothing(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang", "Küche")
	o := s.open(c, short)
	boss, own := s.trainer(), s.signIn("a@example.org", kompass.Coordinator, c.ID)
	for path, b := range map[string]*browser{
		"/app/rounds/" + o.Round.ID + "/preview":          own,
		"/app/companies/" + c.ID + "/rounds/preview":      boss,
		"/app/questionnaires/" + short + "/1/preview":     boss,
		"/app/questionnaires/" + tiny + "/1/preview?lang": boss,
	} {
		s.unchanged(path, func() {
			p := b.get(path).want(http.StatusOK).says("Vorschau.")
			if p.doc.Find(".choices a").Length() > 0 {
				p = b.get(p.doc.Find(".choices a").First().AttrOr("href", "")).want(http.StatusOK).says("Vorschau.")
			}
			p.count("[data-store], [data-fetch]", 0)
			action := p.one("form.questionnaire").AttrOr("action", "")
			b.post(action, p.fill("form.questionnaire")).want(http.StatusUnprocessableEntity).says("Vorschau.")
			form := p.fill("form.questionnaire")
			for _, radio := range p.doc.Find("fieldset.item").EachIter() {
				first := radio.Find("input").First()
				form.Set(first.AttrOr("name", ""), first.AttrOr("value", ""))
			}
			switched := form
			b.post(action, url.Values{"switch": {"en"}, "team": switched["team"]}).want(http.StatusOK)
			b.post(action, form).want(http.StatusOK).says("Vorschau.").one(".receipt")
		})
	}
	if s.total(o.Round.ID) != 0 {
		t.Error("a preview was counted")
	}
}

func TestADraftIsSeenAsItWouldBe(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	b, path := s.trainer(), "/app/companies/"+c.ID+"/rounds"
	b.post(path+"/new", b.draft(c.ID, "step", "content", "questionnaire", tiny, "title", "Herbst")).want(http.StatusSeeOther)
	b.post(path+"/new", b.draft(c.ID, "step", "mode", "mode", "open")).want(http.StatusSeeOther)
	b.get(path + "/preview").want(http.StatusOK).says("Aussage a1").says("Herbst").says("Diese Runde ist nicht anonym").silent("Was Sie angefangen haben, bleibt auf diesem Gerät")
}
