package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

// TestAPreviewStoresNothing goes through each preview as a participant would and compares the whole database.
func TestAPreviewStoresNothing(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang", "Küche")
	o := s.Open(c, webtest.Short)
	boss, own := s.Trainer(), s.SignIn("a@example.org", kompass.Coordinator, c.ID)
	for path, b := range map[string]*webtest.Browser{
		"/app/rounds/" + o.Round.ID + "/preview":                  own,
		"/app/companies/" + c.ID + "/rounds/preview":              boss,
		"/app/questionnaires/" + webtest.Short + "/1/preview":     boss,
		"/app/questionnaires/" + webtest.Tiny + "/1/preview?lang": boss,
	} {
		s.Unchanged(path, func() {
			p := b.Get(path).Want(http.StatusOK).Says("Vorschau.")
			if p.Doc.Find(".choices a").Length() > 0 {
				p = b.Get(p.Doc.Find(".choices a").First().AttrOr("href", "")).Want(http.StatusOK).Says("Vorschau.")
			}
			p.Count("[data-store], [data-fetch]", 0)
			action := p.One("form.questionnaire").AttrOr("action", "")
			b.Post(action, p.Fill("form.questionnaire")).Want(http.StatusUnprocessableEntity).Says("Vorschau.")
			form := p.Fill("form.questionnaire")
			for _, radio := range p.Doc.Find("fieldset.item").EachIter() {
				first := radio.Find("input").First()
				form.Set(first.AttrOr("name", ""), first.AttrOr("value", ""))
			}
			switched := form
			b.Post(action, url.Values{"switch": {"en"}, "team": switched["team"]}).Want(http.StatusOK)
			b.Post(action, form).Want(http.StatusOK).Says("Vorschau.").One(".receipt")
		})
	}
	if s.Total(o.Round.ID) != 0 {
		t.Error("a preview was counted")
	}
}

func TestADraftIsSeenAsItWouldBe(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/rounds"
	b.Post(path+"/new", b.Draft(c.ID, "step", "content", "questionnaire", webtest.Tiny, "title", "Herbst")).Want(http.StatusSeeOther)
	b.Post(path+"/new", b.Draft(c.ID, "step", "mode", "mode", "open")).Want(http.StatusSeeOther)
	b.Get(path + "/preview").Want(http.StatusOK).Says("Aussage a1").Says("Herbst").Says("Diese Runde ist nicht anonym").Silent("Was Sie angefangen haben, bleibt auf diesem Gerät")
}
