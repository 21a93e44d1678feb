package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

// TestAnIdeaBecomesAMeasureInOneClick sends the form of an idea as it stands on the page of the result.
func TestAnIdeaBecomesAMeasureInOneClick(t *testing.T) {
	s := webtest.New(t)
	_, _, r := s.Measured("Hotel Adler", "Frühjahr")
	b, page := s.Trainer(), "/app/rounds/"+r.ID+"/result"
	shown := b.Get(page).Want(http.StatusOK).Says("Was Sie ausprobieren können").Says("nicht gelesen")
	idea := shown.One("#ideas").Parent().Find(".idea").First()
	id, _ := idea.Attr("id")
	form := shown.Fill("#" + id + " form")
	b.Post("/app/rounds/"+r.ID+"/measures", form).Goes(page + "#" + id)
	b.Post("/app/rounds/"+r.ID+"/measures", form).Goes(page + "#" + id)
	all, err := s.Store.Measures(t.Context(), kompass.Everything, kompass.MeasureFilter{RoundID: r.ID})
	if s.Must(err); len(all) != 1 {
		t.Fatalf("got %d measures of one idea sent twice", len(all))
	}
	m := all[0]
	if item := strings.TrimPrefix(id, "idea-"); len(m.Aims) != 1 || !strings.HasPrefix(item, m.Aims[0].Item+"-") || m.Who != "noch zu klären" || m.Note == "" {
		t.Errorf("got %+v of %s", m, id)
	}
	b.Get(page).Count("#"+id+" form", 0).Count("#"+id+` a[href$="/measures"]`, 1)
	b.Post("/app/rounds/"+r.ID+"/measures", webtest.Values("what", "Etwas", "who", "Wir", "due", "2026-06-30", "list", "company", "aim", "customers/tools", "back", "https://example.org/")).
		Goes("/app/companies/" + r.CompanyID + "/measures")
}
