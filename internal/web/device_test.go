package web_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"kompass/internal/kompass"
	"kompass/internal/sqlite/sqlitetest"
)

// sentForm returns a browser that has sent a form and not yet looked at the page after it.
func sentForm(s *site) (*browser, string) {
	s.Helper()
	_, path := s.tinyRound()
	b := s.browser()
	b.post(path, values("a1", "yes", "b1", "no", "c1", "yes", "c2", "no")).goes(path + "/danke")
	return b, path
}

func TestProfileAndReceiptAreShownOnce(t *testing.T) {
	s := newSite(t)
	b, path := sentForm(s)
	receipt := b.get(path + "/danke").want(http.StatusOK).one(".receipt .code").Text()
	for range 2 {
		next := b.get(path + "/danke").want(http.StatusOK)
		next.count(".receipt", 0).count("svg.profile, table", 0).one("input[name=receipt]")
		if strings.Contains(next.body, strings.TrimSpace(receipt)) {
			t.Fatal("the next person at this device sees the receipt")
		}
	}
	b.get(path).want(http.StatusOK).says("Sie haben schon geantwortet")
	b.post(path+"/danke", values("receipt", "0000-0000-0000-0000")).want(http.StatusUnprocessableEntity).count(".receipt", 0)
	b.post(path+"/danke", values("receipt", squeeze(receipt))).want(http.StatusOK).one(".receipt .code")
	b.get(path+"/danke").want(http.StatusOK).count(".receipt", 0)
}

func TestALookAtTheHeadersShowsNothing(t *testing.T) {
	s := newSite(t)
	b, path := sentForm(s)
	b.send(b.request(http.MethodHead, path+"/danke", nil)).want(http.StatusOK)
	b.get(path + "/danke").want(http.StatusOK).one(".receipt .code")
}

// TestTheCookieLivesTenMinutesAfterSending also holds that from then on it leads to no answers.
func TestTheCookieLivesTenMinutesAfterSending(t *testing.T) {
	s := newSite(t)
	_, path := s.tinyRound()
	b := s.browser()
	b.get(path)
	for _, step := range []struct {
		what string
		page page
	}{
		{"sending", b.post(path, values("a1", "yes", "b1", "no", "c1", "yes", "c2", "no")).want(http.StatusSeeOther)},
		{"the page after it", b.get(path + "/danke").want(http.StatusOK)},
	} {
		lives := 0
		for _, c := range (&http.Response{Header: step.page.header}).Cookies() {
			if c.Name == "kompass-form" {
				lives = c.MaxAge
			}
		}
		if lives != 600 {
			t.Errorf("after %s the cookie lives %d s, want ten minutes", step.what, lives)
		}
	}
	if got := b.cookies["kompass-form"]; !strings.HasPrefix(got, "done.") || len(got) > 30 {
		t.Errorf("the cookie holds %q, want only that this browser has answered", got)
	}
}

func TestDoneLeavesNothingOnTheDevice(t *testing.T) {
	s := newSite(t)
	b, path := sentForm(s)
	p := b.get(path + "/danke").want(http.StatusOK)
	leave := p.one(`form[action="` + path + `/fertig"]`)
	if leave.Find("button").Text() != "Fertig – hier nichts zurücklassen" {
		t.Errorf("got the button %q", leave.Find("button").Text())
	}
	gone := b.post(path+"/fertig", values()).goes(path + "/fertig")
	if got := gone.header.Get("Clear-Site-Data"); got != `"cache", "storage"` {
		t.Errorf("got Clear-Site-Data %s", got)
	}
	if b.cookies["kompass-form"] != "" {
		t.Error("the cookie is still there")
	}
	b.get(path + "/fertig").want(http.StatusOK).says("Auf diesem Gerät ist nichts mehr").one("script[src*=forget]")
	b.get(path+"/danke").want(http.StatusNotFound).count(".receipt", 0)
}

// TestSendingOnceMoreAfterThanksStoresNothing: back to the form and sent again, it is the same person.
func TestSendingOnceMoreAfterThanksStoresNothing(t *testing.T) {
	s := newSite(t)
	b, path := sentForm(s)
	b.get(path + "/danke").want(http.StatusOK)
	s.unchanged("the same form again", func() {
		b.post(path, values("a1", "no")).want(http.StatusConflict).says("Sie haben schon geantwortet")
	})
	b.post(path+"/neu", values()).goes(path)
	b.get(path).want(http.StatusOK).one("form.questionnaire")
}

func TestWithoutCookiesOneFormIsOneAnswerWithThanks(t *testing.T) {
	s := newSite(t)
	_, path := s.tinyRound()
	b := s.browser()
	b.blocked = true
	b.get(path).want(http.StatusOK)
	p := b.post(path, values("a1", "yes", "b1", "no", "c1", "yes", "c2", "no")).want(http.StatusOK)
	receipt := squeeze(p.says("Vielen Dank!").one(".receipt .code").Text())
	b.post("/quittung", values("receipt", receipt)).want(http.StatusOK).says("Ihre Antworten")
}

func TestTheOtherLanguageTakesTheReceiptAlong(t *testing.T) {
	s := newSite(t)
	b, path := sentForm(s)
	p := b.get(path + "/danke").want(http.StatusOK)
	button := p.one("button[data-switch]")
	form := p.one("form#" + button.AttrOr("form", ""))
	receipt := form.Find("input[name=receipt]").AttrOr("value", "")
	english := b.post(button.AttrOr("formaction", ""), values("receipt", receipt, "switch", "en")).want(http.StatusOK)
	if got := english.one(".receipt .code").Text(); squeeze(got) != strings.ReplaceAll(receipt, "-", "") {
		t.Errorf("got the receipt %q, want %q", got, receipt)
	}
	english.says("Thank you!")
}

// TestDraftsAreKeptUnderNamesThatGiveNothingAway and are removed when the round is over.
func TestDraftsAreKeptUnderNamesThatGiveNothingAway(t *testing.T) {
	s := newSite(t)
	o, path := s.tinyRound()
	code := strings.TrimPrefix(path, "/s/")
	name := s.browser().get(path).want(http.StatusOK).one("[data-store]").AttrOr("data-store", "")
	if name == "" || strings.Contains(name, code) || strings.Contains(name, o.ID) {
		t.Errorf("the draft is kept under %q", name)
	}
	if err := s.rounds.Close(t.Context(), kompass.Unlimited(sqlitetest.Actor), o.ID); !errors.Is(err, kompass.ErrUnpublished) {
		t.Fatal(err)
	}
	closed := s.browser().get(path).want(http.StatusGone)
	prefix := closed.one("[data-forget]").AttrOr("data-forget", "")
	if prefix == "" || !strings.HasPrefix(name, prefix) {
		t.Errorf("the page of a closed round forgets %q, the draft is %q", prefix, name)
	}
	closed.one("script[src*=forget]")
}

func TestATabletThatIsLeftClearsItsForm(t *testing.T) {
	s := newSite(t)
	_, path := s.tinyRound()
	p := s.browser().get(path + "?tablet=1").want(http.StatusOK)
	p.one("script[src*=tablet]")
	p.doc.Find("form[data-tablet-form]").Each(func(_ int, f *goquery.Selection) {
		if f.AttrOr("action", "") != path+"/neu" || f.AttrOr("data-tablet", "") != "160000" {
			t.Errorf("got the form to %q after %q", f.AttrOr("action", ""), f.AttrOr("data-tablet", ""))
		}
	})
	p.count("form[data-tablet-form]", 1)
	s.browser().get(path).want(http.StatusOK).count("form[data-tablet-form]", 0)
}
