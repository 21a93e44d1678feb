package participant_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"kompass/internal/kompass"
	"kompass/internal/sqlite/sqlitetest"
	"kompass/internal/web/webtest"
)

// sentForm returns a browser that has sent a form and not yet looked at the page after it.
func sentForm(s *webtest.Site) (*webtest.Browser, string) {
	s.Helper()
	_, path := s.TinyRound()
	b := s.Browser()
	b.Post(path, webtest.Values("a1", "yes", "b1", "no", "c1", "yes", "c2", "no")).Goes(path + "/danke")
	return b, path
}

func TestProfileAndReceiptAreShownOnce(t *testing.T) {
	s := webtest.New(t)
	b, path := sentForm(s)
	receipt := b.Get(path + "/danke").Want(http.StatusOK).One(".receipt .code").Text()
	for range 2 {
		next := b.Get(path + "/danke").Want(http.StatusOK)
		next.Count(".receipt", 0).Count("svg.profile, table", 0).One("input[name=receipt]")
		if strings.Contains(next.Body, strings.TrimSpace(receipt)) {
			t.Fatal("the next person at this device sees the receipt")
		}
	}
	b.Get(path).Want(http.StatusOK).Says("Sie haben schon geantwortet")
	b.Post(path+"/danke", webtest.Values("receipt", "0000-0000-0000-0000")).Want(http.StatusUnprocessableEntity).Count(".receipt", 0)
	b.Post(path+"/danke", webtest.Values("receipt", webtest.Squeeze(receipt))).Want(http.StatusOK).One(".receipt .code")
	b.Get(path+"/danke").Want(http.StatusOK).Count(".receipt", 0)
}

func TestALookAtTheHeadersShowsNothing(t *testing.T) {
	s := webtest.New(t)
	b, path := sentForm(s)
	b.Send(b.Request(http.MethodHead, path+"/danke", nil)).Want(http.StatusOK)
	b.Get(path + "/danke").Want(http.StatusOK).One(".receipt .code")
}

// TestTheCookieLivesTenMinutesAfterSending also holds that from then on it leads to no answers.
func TestTheCookieLivesTenMinutesAfterSending(t *testing.T) {
	s := webtest.New(t)
	_, path := s.TinyRound()
	b := s.Browser()
	b.Get(path)
	for _, step := range []struct {
		what string
		page webtest.Page
	}{
		{"sending", b.Post(path, webtest.Values("a1", "yes", "b1", "no", "c1", "yes", "c2", "no")).Want(http.StatusSeeOther)},
		{"the page after it", b.Get(path + "/danke").Want(http.StatusOK)},
	} {
		lives := 0
		for _, c := range (&http.Response{Header: step.page.Header}).Cookies() {
			if c.Name == "kompass-form" {
				lives = c.MaxAge
			}
		}
		if lives != 600 {
			t.Errorf("after %s the cookie lives %d s, want ten minutes", step.what, lives)
		}
	}
	if got := b.Cookies["kompass-form"]; !strings.HasPrefix(got, "done.") || len(got) > 30 {
		t.Errorf("the cookie holds %q, want only that this browser has answered", got)
	}
}

func TestDoneLeavesNothingOnTheDevice(t *testing.T) {
	s := webtest.New(t)
	b, path := sentForm(s)
	p := b.Get(path + "/danke").Want(http.StatusOK)
	leave := p.One(`form[action="` + path + `/fertig"]`)
	if leave.Find("button").Text() != "Fertig – hier nichts zurücklassen" {
		t.Errorf("got the button %q", leave.Find("button").Text())
	}
	gone := b.Post(path+"/fertig", webtest.Values()).Goes(path + "/fertig")
	if got := gone.Header.Get("Clear-Site-Data"); got != `"cache", "storage"` {
		t.Errorf("got Clear-Site-Data %s", got)
	}
	if b.Cookies["kompass-form"] != "" {
		t.Error("the cookie is still there")
	}
	b.Get(path + "/fertig").Want(http.StatusOK).Says("Auf diesem Gerät ist nichts mehr").One("script[src*=forget]")
	b.Get(path+"/danke").Want(http.StatusNotFound).Count(".receipt", 0)
}

// TestSendingOnceMoreAfterThanksStoresNothing: back to the form and sent again, it is the same person.
func TestSendingOnceMoreAfterThanksStoresNothing(t *testing.T) {
	s := webtest.New(t)
	b, path := sentForm(s)
	b.Get(path + "/danke").Want(http.StatusOK)
	s.Unchanged("the same form again", func() {
		b.Post(path, webtest.Values("a1", "no")).Want(http.StatusConflict).Says("Sie haben schon geantwortet")
	})
	b.Post(path+"/neu", webtest.Values()).Goes(path)
	b.Get(path).Want(http.StatusOK).One("form.questionnaire")
}

func TestWithoutCookiesOneFormIsOneAnswerWithThanks(t *testing.T) {
	s := webtest.New(t)
	_, path := s.TinyRound()
	b := s.Browser()
	b.Blocked = true
	b.Get(path).Want(http.StatusOK)
	p := b.Post(path, webtest.Values("a1", "yes", "b1", "no", "c1", "yes", "c2", "no")).Want(http.StatusOK)
	receipt := webtest.Squeeze(p.Says("Vielen Dank!").One(".receipt .code").Text())
	b.Post("/quittung", webtest.Values("receipt", receipt)).Want(http.StatusOK).Says("Ihre Antworten")
}

func TestTheOtherLanguageTakesTheReceiptAlong(t *testing.T) {
	s := webtest.New(t)
	b, path := sentForm(s)
	p := b.Get(path + "/danke").Want(http.StatusOK)
	button := p.One("button[data-switch]")
	form := p.One("form#" + button.AttrOr("form", ""))
	receipt := form.Find("input[name=receipt]").AttrOr("value", "")
	english := b.Post(button.AttrOr("formaction", ""), webtest.Values("receipt", receipt, "switch", "en")).Want(http.StatusOK)
	if got := english.One(".receipt .code").Text(); webtest.Squeeze(got) != strings.ReplaceAll(receipt, "-", "") {
		t.Errorf("got the receipt %q, want %q", got, receipt)
	}
	english.Says("Thank you!")
}

// TestDraftsAreKeptUnderNamesThatGiveNothingAway and are removed when the round is over.
func TestDraftsAreKeptUnderNamesThatGiveNothingAway(t *testing.T) {
	s := webtest.New(t)
	o, path := s.TinyRound()
	code := strings.TrimPrefix(path, "/s/")
	name := s.Browser().Get(path).Want(http.StatusOK).One("[data-store]").AttrOr("data-store", "")
	if name == "" || strings.Contains(name, code) || strings.Contains(name, o.ID) {
		t.Errorf("the draft is kept under %q", name)
	}
	if err := s.Rounds.Close(t.Context(), kompass.Unlimited(sqlitetest.Actor), o.ID); !errors.Is(err, kompass.ErrUnpublished) {
		t.Fatal(err)
	}
	closed := s.Browser().Get(path).Want(http.StatusGone)
	prefix := closed.One("[data-forget]").AttrOr("data-forget", "")
	if prefix == "" || !strings.HasPrefix(name, prefix) {
		t.Errorf("the page of a closed round forgets %q, the draft is %q", prefix, name)
	}
	closed.One("script[src*=forget]")
}

func TestATabletThatIsLeftClearsItsForm(t *testing.T) {
	s := webtest.New(t)
	_, path := s.TinyRound()
	p := s.Browser().Get(path + "?tablet=1").Want(http.StatusOK)
	p.One("script[src*=tablet]")
	p.Doc.Find("form[data-tablet-form]").Each(func(_ int, f *goquery.Selection) {
		if f.AttrOr("action", "") != path+"/neu" || f.AttrOr("data-tablet", "") != "160000" {
			t.Errorf("got the form to %q after %q", f.AttrOr("action", ""), f.AttrOr("data-tablet", ""))
		}
	})
	p.Count("form[data-tablet-form]", 1)
	s.Browser().Get(path).Want(http.StatusOK).Count("form[data-tablet-form]", 0)
}
