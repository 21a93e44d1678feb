package web_test

import (
	"context"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"kompass/internal/kompass"
)

// exact is the number of answers of the round that the test crawls: 9, 9 and 1.
var exact = regexp.MustCompile(`(^|[^\d.,:/])19([^\d.,:/]|$)`)

// While a team is below the minimum no page tells how many have answered in all, since all less the others would be that team; and
// every page that tells a range tells the same one, also with a team that is silent.
func TestNoPageTellsTheTotalWhileATeamIsBelowTheMinimum(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Küche", "Empfang", "Bar", "Lager")
	o := s.open(c, tiny)
	b := s.trainer()
	file := "team;a1\n" + strings.Repeat("Küche;yes\n", 9) + strings.Repeat("Empfang;yes\n", 9) + "Bar;yes\n"
	b.sendFile("/app/rounds/"+o.Round.ID+"/import/upload", "file", "bögen.csv", []byte(file)).want(http.StatusSeeOther)
	people := map[string]*browser{"trainer": b, "coordinator": s.signIn("a@example.org", kompass.Coordinator, c.ID)}
	ids := map[string]string{"company": c.ID, "round": o.Round.ID}
	told := 0
	for who, reader := range people {
		for _, r := range s.table {
			if r.Method != http.MethodGet || !strings.HasPrefix(r.Path, "/app") {
				continue
			}
			path := fillRoute(r.Path, ids)
			p := reader.get(path)
			if p.status != http.StatusOK || strings.HasSuffix(path, ".pdf") {
				continue
			}
			text := p.body
			if p.doc != nil {
				p.doc.Find("script, style").Remove()
				text = squeeze(p.doc.Text())
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
	where := b.post("/app/companies/"+c.ID+"/delete", values("name", c.Name, "password", password)).want(http.StatusSeeOther).header.Get("Location")
	p := b.get(where).says("18 bis 26")
	if text := squeeze(p.doc.Find("main").Text()); exact.MatchString(text) {
		t.Errorf("the protocol tells the total: %s", text)
	}
	d, err := s.store.Deletion(context.Background(), strings.TrimPrefix(where, "/app/deletions/"))
	if s.must(err); d.Rounds[0].Responses != nil {
		t.Errorf("got %d answers in the protocol, want a range", *d.Rounds[0].Responses)
	}
}
