package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

// canary runs, or shows as more than text, wherever a page forgets to escape.
const canary = `"><svg/onload=__x()>'"{{7*7}}`

// wantCaged fails the test if anything typed became markup: an element or attribute that no page of ours has.
func wantCaged(t *testing.T, what string, p webtest.Page) {
	t.Helper()
	if p.Doc == nil {
		t.Fatalf("%s: no page", what)
	}
	p.Doc.Find("*").Each(func(_ int, e *goquery.Selection) {
		for _, a := range e.Nodes[0].Attr {
			name := strings.ToLower(a.Key)
			bad := strings.HasPrefix(name, "on") || name == "style" || name == "srcdoc" ||
				(name == "href" || name == "src" || name == "action" || name == "formaction") && strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:")
			if bad {
				t.Errorf("%s: got %s with %s=%q", what, goquery.NodeName(e), a.Key, a.Val)
			}
		}
		if goquery.NodeName(e) == "script" && strings.Contains(e.Text(), "__x") && e.AttrOr("type", "") != "application/json" {
			t.Errorf("%s: got a script with the canary", what)
		}
	})
	if strings.Contains(p.Body, "<svg/onload") || strings.Contains(p.Body, "49") && strings.Contains(p.Body, `'"49`) {
		t.Errorf("%s: the canary is loose", what)
	}
}

// wantShown is wantCaged for a page that has to show the canary as the text it is.
func wantShown(t *testing.T, what string, p webtest.Page) {
	t.Helper()
	wantCaged(t, what, p)
	shown := strings.Contains(p.Doc.Text(), canary)
	p.Doc.Find("[value], [aria-label], [data-text]").Each(func(_ int, e *goquery.Selection) {
		for _, a := range []string{"value", "aria-label", "data-text"} {
			shown = shown || strings.Contains(e.AttrOr(a, ""), canary)
		}
	})
	if !shown {
		t.Errorf("%s does not show what was typed", what)
	}
}

func TestWhatPeopleTypeIsText(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company(canary, canary+"1", canary+"2")
	c.Contact = kompass.Contact{Name: canary}
	s.Must(s.Store.UpdateCompany(t.Context(), kompass.Unlimited("test"), c))
	s.Must(s.Store.SetPositioning(t.Context(), kompass.Unlimited("test"), kompass.Positioning{CompanyID: c.ID, Promise: canary, Omitted: canary}))
	title := func(p *rounds.Plan) { p.Title, p.OneLink = canary, true }
	o := s.Open(c, webtest.Full, title)
	path := "/s/" + string(o.Links[0].Code)
	query := "?team=" + teams[0].ID + "&perspective=staff"
	form := webtest.Values("k-e-1", "always", "comment-people", canary, "team", teams[0].ID, "perspective", "staff")
	b := s.Browser()
	wantShown(t, "the choice", b.Get(path))
	wantShown(t, "the questionnaire", b.Get(path+query))
	bad := webtest.Values("team", teams[0].ID, "perspective", "staff", "comment-people", canary, "k-e-1", canary)
	wantShown(t, "a refused form", b.Post(path, bad).Want(http.StatusUnprocessableEntity))
	b.Post(path, form).Goes(path + "/danke")
	thanks := b.Get(path + "/danke").Want(http.StatusOK)
	wantShown(t, "thanks", thanks)
	wantShown(t, "already done", b.Get(path))
	receipt := webtest.Squeeze(thanks.One(".receipt .code").Text())
	for _, do := range []string{"show", "edit", "ask"} {
		wantShown(t, "receipt "+do, s.Browser().Post("/quittung", webtest.Values("receipt", receipt, "do", do)).Want(http.StatusOK))
	}
	for range 11 {
		s.Browser().Post(path, form).Want(http.StatusSeeOther)
	}
	boss := s.Trainer()
	wantShown(t, "the overview", boss.Get("/app"))
	wantShown(t, "the company", boss.Get("/app/companies/"+c.ID))
	for _, page := range []string{"details", "positioning", "teams"} {
		wantShown(t, page, boss.Get("/app/companies/"+c.ID+"/"+page).Want(http.StatusOK))
	}
	wantShown(t, "the round", boss.Get("/app/rounds/"+o.Round.ID))
	wantShown(t, "the key of the round", boss.Get("/app/rounds/"+o.Round.ID+"/key"))
	wantShown(t, "the keys", boss.Get("/app/keys"))
	s.CloseRound(o.Round.ID)
	s.Release(o.Round.ID)
	result := "/app/rounds/" + o.Round.ID + "/result"
	wantShown(t, "the result", boss.Get(result).Want(http.StatusOK).Says(canary))
	wantShown(t, "a team's result", boss.Get(result+"?team="+teams[0].ID).Want(http.StatusOK))
	wantShown(t, "the comparison", boss.Get("/app/companies/"+c.ID+"/compare").Want(http.StatusOK))
	wantShown(t, "the target", boss.Get("/app/companies/"+c.ID+"/target"))
	wantShown(t, "the form of a round", boss.Get("/app/companies/"+c.ID+"/rounds/new"))
	wantShown(t, "the coordinator's overview", s.SignIn("a@example.org", kompass.Coordinator, c.ID).Get("/app"))
}

func TestWhatComesBackInAPageIsText(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	boss, guest := s.Trainer(), s.Browser()
	q := url.QueryEscape(canary)
	token, err := s.Auth.FirstSetup(t.Context())
	if err != nil || token != "" {
		t.Fatalf("got setup %q, %v, want none beside a trainer", token, err)
	}
	wantShown(t, "a code typed", guest.Get("/?code="+q).Want(http.StatusUnprocessableEntity))
	wantCaged(t, "a code in the path", guest.Get("/s/"+url.PathEscape(canary)).Want(http.StatusNotFound))
	wantCaged(t, "an address", guest.Get("/"+url.PathEscape(canary)+"?"+q).Want(http.StatusNotFound))
	wantShown(t, "a receipt", guest.Post("/quittung", webtest.Values("receipt", canary)).Want(http.StatusUnprocessableEntity))
	wantShown(t, "an e-mail address", guest.Post("/login", webtest.Values("email", canary, "next", canary)).Want(http.StatusUnprocessableEntity))
	wantCaged(t, "a way back", guest.Get("/login?next="+q+"&lang="+q).Want(http.StatusOK))
	wantShown(t, "the address of a page", hrefsAsText(guest.Get("/quittung?x="+q).Want(http.StatusOK)))
	company := "/app/companies/" + c.ID
	for target, form := range map[string]url.Values{
		"/app/companies":          webtest.Values("name", canary+strings.Repeat("x", kompass.MaxName)),
		company + "/details":      webtest.Values("name", "", "contact-name", canary, "contact-email", canary, "contact-phone", canary),
		company + "/positioning":  webtest.Values("promise", canary, "price", canary, "discipline", canary),
		company + "/words":        webtest.Values("customers-de-plain", canary, "customers-en-plain", canary),
		company + "/teams/merge":  webtest.Values("merged", canary, "merge", canary),
		company + "/teams":        webtest.Values("name", canary, "size", canary),
		company + "/target":       webtest.Values("target-customers-attitude", canary, "profile", canary),
		company + "/rounds/new?1": webtest.Values("step", "content", "title", canary+strings.Repeat("x", kompass.MaxName), "questionnaire", canary),
		company + "/rounds/new?2": webtest.Values("step", "mode", "mode", canary, "min-group", canary),
		company + "/rounds/new?3": webtest.Values("step", "access", "access", "each", "opens", canary, "opens-time", canary, "closes", canary),
	} {
		wantShown(t, target, boss.Post(target, form).Want(http.StatusUnprocessableEntity))
	}
	for _, target := range []string{company + "/target?profile=" + q, company + "/compare?s=" + q, "/app?" + q, company + "?confirm=" + q} {
		wantCaged(t, target, boss.Get(target).Want(http.StatusOK))
	}
}

// hrefsAsText puts the addresses of links where wantShown looks.
func hrefsAsText(p webtest.Page) webtest.Page {
	p.Doc.Find("a[href]").Each(func(_ int, a *goquery.Selection) {
		raw := a.AttrOr("href", "")
		if text, err := url.QueryUnescape(raw); err == nil {
			a.SetText(text)
		}
	})
	return p
}
