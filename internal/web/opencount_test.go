package web_test

import (
	"context"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

// exact is the number of answers of the round that the test crawls: 9, 9 and 1.
var exact = regexp.MustCompile(`(^|[^\d.,:/])19([^\d.,:/]|$)`)

// While a team is below the minimum no page tells how many have answered in all, since all less the others would be that team; and
// every page that tells a range tells the same one, also with a team that is silent.
func TestNoPageTellsTheTotalWhileATeamIsBelowTheMinimum(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Küche", "Empfang", "Bar", "Lager")
	o := s.Open(c, webtest.Tiny)
	b := s.Trainer()
	file := "team;a1\n" + strings.Repeat("Küche;yes\n", 9) + strings.Repeat("Empfang;yes\n", 9) + "Bar;yes\n"
	b.SendFile("/app/rounds/"+o.Round.ID+"/import/upload", "file", "bögen.csv", []byte(file)).Want(http.StatusSeeOther)
	people := map[string]*webtest.Browser{"trainer": b, "coordinator": s.SignIn("a@example.org", kompass.Coordinator, c.ID)}
	ids := map[string]string{"company": c.ID, "round": o.Round.ID}
	told := 0
	for who, reader := range people {
		for _, r := range s.Table {
			if r.Method != http.MethodGet || !strings.HasPrefix(r.Path, "/app") {
				continue
			}
			path := webtest.FillRoute(r.Path, ids)
			p := reader.Get(path)
			if p.Status != http.StatusOK || strings.HasSuffix(path, ".pdf") {
				continue
			}
			text := p.Body
			if p.Doc != nil {
				p.Doc.Find("script, style").Remove()
				text = webtest.Squeeze(p.Doc.Text())
			}
			if at := exact.FindStringIndex(text); at != nil {
				t.Errorf("%s: %s tells the total: …%s…", who, path, text[max(0, at[0]-40):min(len(text), at[1]+40)])
			}
			if strings.Contains(text, "18 bis 26") {
				told++
			}
		}
	}
	if told < 4 {
		t.Errorf("got the range on %d pages, want it on those of company and round for both", told)
	}
	where := b.Post("/app/companies/"+c.ID+"/delete", webtest.Values("name", c.Name, "password", webtest.Password)).Want(http.StatusSeeOther).Header.Get("Location")
	p := b.Get(where).Says("18 bis 26")
	if text := webtest.Squeeze(p.Doc.Find("main").Text()); exact.MatchString(text) {
		t.Errorf("the protocol tells the total: %s", text)
	}
	d, err := s.Store.Deletion(context.Background(), strings.TrimPrefix(where, "/app/deletions/"))
	if s.Must(err); d.Rounds[0].Responses != nil {
		t.Errorf("got %d answers in the protocol, want a range", *d.Rounds[0].Responses)
	}
}
