package web_test

import (
	"crypto/rand"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/auth"
	"kompass/internal/chart"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/questionnaire"
	"kompass/internal/rounds"
	"kompass/internal/sqlite/sqlitetest"
	"kompass/internal/store"
	"kompass/internal/web"
	"kompass/questionnaires"
)

// textServer is the application over an empty store.
func textServer(t *testing.T) (*fiber.App, *store.Store, *auth.Service) {
	t.Helper()
	store, clock := sqlitetest.Open(t), sqlitetest.NewClock()
	files, err := questionnaires.Files()
	if err != nil {
		t.Fatal(err)
	}
	library, err := questionnaire.NewLibrary(files)
	if err != nil {
		t.Fatal(err)
	}
	people := auth.New(auth.Config{Store: store, Now: clock.Now, Rand: rand.Reader, Cost: auth.Cost{Memory: 8, Passes: 1}})
	service := rounds.New(store, library, clock.Now, rand.Reader)
	base, err := address.ParseBaseURL("http://example.test")
	if err != nil {
		t.Fatal(err)
	}
	app, err := web.New(web.Config{
		Store: store, Rounds: service, Published: published.NewReader(store, service), Auth: people,
		Charts: chart.NewRenderer(chart.Options{}), Log: slog.New(slog.NewTextHandler(io.Discard, nil)), BaseURL: base, Now: clock.Now, Rand: rand.Reader,
	})
	if err != nil {
		t.Fatal(err)
	}
	return app, store, people
}

func textPage(t *testing.T, app *fiber.App, path string, cookies ...*http.Cookie) *goquery.Document {
	t.Helper()
	request := httptest.NewRequest(http.MethodGet, path, nil)
	for _, c := range cookies {
		request.AddCookie(c)
	}
	response, err := app.Test(request, -1)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Fatalf("%s: got status %d, want 200", path, response.StatusCode)
	}
	doc, err := goquery.NewDocumentFromReader(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestTextPagesAreThereForEverybody(t *testing.T) {
	app, _, _ := textServer(t)
	for path, headings := range map[string][2]string{
		"/methode":          {"So entstehen die Zahlen", "How the numbers come about"},
		"/datenschutz":      {"Datenschutz", "Privacy"},
		"/impressum":        {"Impressum und Kontakt", "Imprint and contact"},
		"/barrierefreiheit": {"Barrierefreiheit", "Accessibility"},
	} {
		for i, lang := range []string{"de", "en"} {
			doc := textPage(t, app, path+"?lang="+lang)
			if got := doc.Find("h1").Text(); got != headings[i] {
				t.Errorf("%s in %s: got %q, want %q", path, lang, got, headings[i])
			}
			if !strings.HasPrefix(doc.Find("title").Text(), headings[i]) {
				t.Errorf("%s in %s has the title %q", path, lang, doc.Find("title").Text())
			}
			if doc.Find(".bar-nav").Length() != 0 {
				t.Errorf("%s shows a stranger the navigation of people who are signed in", path)
			}
		}
	}
}

func TestTextPagesCarryTheOperatorsWords(t *testing.T) {
	app, store, _ := textServer(t)
	for _, name := range []string{"privacy", "imprint", "accessibility"} {
		if err := store.SetSetting(t.Context(), "test", name+".de", "Eigener Text: "+name); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.SetSetting(t.Context(), "test", "imprint.en", "Own words"); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ path, text, lang string }{
		{"/datenschutz?lang=de", "Eigener Text: privacy", ""},
		{"/impressum?lang=de", "Eigener Text: imprint", ""},
		{"/barrierefreiheit?lang=de", "Eigener Text: accessibility", ""},
		{"/impressum?lang=en", "Own words", ""},
		{"/datenschutz?lang=en", "Eigener Text: privacy", "de"},
	} {
		own := textPage(t, app, tt.path).Find(".own-text")
		if strings.TrimSpace(own.Text()) != tt.text || own.AttrOr("lang", "") != tt.lang {
			t.Errorf("%s: got %q in %q, want %q in %q", tt.path, own.Text(), own.AttrOr("lang", ""), tt.text, tt.lang)
		}
	}
}

func TestTheTopBarStaysForPeopleWhoAreSignedIn(t *testing.T) {
	app, _, people := textServer(t)
	user, err := people.CreateWithPassword(t.Context(), "test", auth.NewUser{Email: "trainer@example.test", Role: kompass.Trainer, Password: "vier lange wörter genügen"})
	if err != nil {
		t.Fatal(err)
	}
	token, err := people.StartSession(t.Context(), user.ID)
	if err != nil {
		t.Fatal(err)
	}
	session := &http.Cookie{Name: "kompass-session", Value: token}
	if got := textPage(t, app, "/methode", session).Find(`.bar-nav [aria-current="page"]`).AttrOr("href", ""); got != "/methode" {
		t.Errorf("the top bar marks %q, want /methode", got)
	}
	if n := textPage(t, app, "/datenschutz", session).Find(`.bar-nav [aria-current="page"]`).Length(); n != 0 {
		t.Error("the privacy page claims to be a section of the top bar")
	}
	stale := &http.Cookie{Name: "kompass-session", Value: "unknown"}
	if n := textPage(t, app, "/methode", stale).Find(".bar-nav").Length(); n != 0 {
		t.Error("an unknown session is taken for a person")
	}
}
