package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
)

// canary runs, or shows as more than text, wherever a page forgets to escape.
const canary = `"><svg/onload=__x()>'"{{7*7}}`

// wantCaged fails the test if anything typed became markup: an element or attribute that no page of ours has.
func wantCaged(t *testing.T, what string, p page) {
	t.Helper()
	if p.doc == nil {
		t.Fatalf("%s: no page", what)
	}
	p.doc.Find("*").Each(func(_ int, e *goquery.Selection) {
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
	if strings.Contains(p.body, "<svg/onload") || strings.Contains(p.body, "49") && strings.Contains(p.body, `'"49`) {
		t.Errorf("%s: the canary is loose", what)
	}
}

// wantShown is wantCaged for a page that has to show the canary as the text it is.
func wantShown(t *testing.T, what string, p page) {
	t.Helper()
	wantCaged(t, what, p)
	shown := strings.Contains(p.doc.Text(), canary)
	p.doc.Find("[value], [aria-label], [data-text]").Each(func(_ int, e *goquery.Selection) {
		for _, a := range []string{"value", "aria-label", "data-text"} {
			shown = shown || strings.Contains(e.AttrOr(a, ""), canary)
		}
	})
	if !shown {
		t.Errorf("%s does not show what was typed", what)
	}
}

func TestWhatPeopleTypeIsText(t *testing.T) {
	s := newSite(t)
	c, teams := s.company(canary, canary+"1", canary+"2")
	c.Contact = kompass.Contact{Name: canary}
	s.must(s.store.UpdateCompany(t.Context(), kompass.Unlimited("test"), c))
	s.must(s.store.SetPositioning(t.Context(), kompass.Unlimited("test"), kompass.Positioning{CompanyID: c.ID, Promise: canary, Omitted: canary}))
	title := func(p *rounds.Plan) { p.Title, p.OneLink = canary, true }
	o := s.open(c, full, title)
	path := "/s/" + string(o.Links[0].Code)
	query := "?team=" + teams[0].ID + "&perspective=staff"
	form := values("k-e-1", "always", "comment-people", canary, "team", teams[0].ID, "perspective", "staff")
	b := s.browser()
	wantShown(t, "the choice", b.get(path))
	wantShown(t, "the questionnaire", b.get(path+query))
	bad := values("team", teams[0].ID, "perspective", "staff", "comment-people", canary, "k-e-1", canary)
	wantShown(t, "a refused form", b.post(path, bad).want(http.StatusUnprocessableEntity))
	b.post(path, form).goes(path + "/danke")
	thanks := b.get(path + "/danke").want(http.StatusOK)
	wantShown(t, "thanks", thanks)
	wantShown(t, "already done", b.get(path))
	receipt := squeeze(thanks.one(".receipt .code").Text())
	for _, do := range []string{"show", "edit", "ask"} {
		wantShown(t, "receipt "+do, s.browser().post("/quittung", values("receipt", receipt, "do", do)).want(http.StatusOK))
	}
	for range 11 {
		s.browser().post(path, form).want(http.StatusSeeOther)
	}
	boss := s.trainer()
	wantShown(t, "the overview", boss.get("/app"))
	wantShown(t, "the company", boss.get("/app/companies/"+c.ID))
	for _, page := range []string{"details", "positioning", "teams"} {
		wantShown(t, page, boss.get("/app/companies/"+c.ID+"/"+page).want(http.StatusOK))
	}
	wantShown(t, "the round", boss.get("/app/rounds/"+o.Round.ID))
	s.close(o.Round.ID)
	s.release(o.Round.ID)
	result := "/app/rounds/" + o.Round.ID + "/result"
	wantShown(t, "the result", boss.get(result).want(http.StatusOK).says(canary))
	wantShown(t, "a team's result", boss.get(result+"?team="+teams[0].ID).want(http.StatusOK))
	wantShown(t, "the comparison", boss.get("/app/companies/"+c.ID+"/compare").want(http.StatusOK))
	wantShown(t, "the target", boss.get("/app/companies/"+c.ID+"/target"))
	wantShown(t, "the form of a round", boss.get("/app/companies/"+c.ID+"/rounds/new"))
	wantShown(t, "the coordinator's overview", s.signIn("a@example.org", kompass.Coordinator, c.ID).get("/app"))
}

func TestWhatComesBackInAPageIsText(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	boss, guest := s.trainer(), s.browser()
	q := url.QueryEscape(canary)
	token, err := s.auth.FirstSetup(t.Context())
	if err != nil || token != "" {
		t.Fatalf("got setup %q, %v, want none beside a trainer", token, err)
	}
	wantShown(t, "a code typed", guest.get("/?code="+q).want(http.StatusUnprocessableEntity))
	wantCaged(t, "a code in the path", guest.get("/s/"+url.PathEscape(canary)).want(http.StatusNotFound))
	wantCaged(t, "an address", guest.get("/"+url.PathEscape(canary)+"?"+q).want(http.StatusNotFound))
	wantShown(t, "a receipt", guest.post("/quittung", values("receipt", canary)).want(http.StatusUnprocessableEntity))
	wantShown(t, "an e-mail address", guest.post("/login", values("email", canary, "next", canary)).want(http.StatusUnprocessableEntity))
	wantCaged(t, "a way back", guest.get("/login?next="+q+"&lang="+q).want(http.StatusOK))
	wantShown(t, "the address of a page", guest.get("/quittung?x="+q).want(http.StatusOK).hrefsAsText())
	company := "/app/companies/" + c.ID
	for target, form := range map[string]url.Values{
		"/app/companies":          values("name", canary+strings.Repeat("x", kompass.MaxName)),
		company + "/details":      values("name", "", "contact-name", canary, "contact-email", canary, "contact-phone", canary),
		company + "/positioning":  values("promise", canary, "price", canary, "discipline", canary),
		company + "/teams/merge":  values("merged", canary, "merge", canary),
		company + "/teams":        values("name", canary, "size", canary),
		company + "/target":       values("target-customers-attitude", canary, "profile", canary),
		company + "/rounds/new?1": values("step", "content", "title", canary+strings.Repeat("x", kompass.MaxName), "questionnaire", canary),
		company + "/rounds/new?2": values("step", "mode", "mode", canary, "min-group", canary),
		company + "/rounds/new?3": values("step", "access", "access", "each", "opens", canary, "opens-time", canary, "closes", canary),
	} {
		wantShown(t, target, boss.post(target, form).want(http.StatusUnprocessableEntity))
	}
	for _, target := range []string{company + "/target?profile=" + q, company + "/compare?s=" + q, "/app?" + q, company + "?confirm=" + q} {
		wantCaged(t, target, boss.get(target).want(http.StatusOK))
	}
}

// hrefsAsText puts the addresses of links where wantShown looks.
func (p page) hrefsAsText() page {
	p.doc.Find("a[href]").Each(func(_ int, a *goquery.Selection) {
		raw := a.AttrOr("href", "")
		if text, err := url.QueryUnescape(raw); err == nil {
			a.SetText(text)
		}
	})
	return p
}
