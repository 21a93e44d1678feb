package participant_test

import (
	"net/http"
	"net/url"
	"testing"

	"kompass/internal/questionnaire"
	"kompass/internal/web/webtest"
)

// TestTheProfileSaysWhatStandsOut answers so that one field is highest and one lowest, or none, and looks at what is said of it.
func TestTheProfileSaysWhatStandsOut(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Full)
	q, _ := webtest.Library(s).Get(webtest.Full)
	of := func(field, last int) url.Values { // point by place of the field, and that of the last item
		form := url.Values{"perspective": {"staff"}}
		for i, f := range q.Fields {
			for _, it := range f.Items {
				scale, _ := q.Scale(it.Scale)
				form.Set(it.ID, scale.Points[min(field*i+1, 4)].ID)
			}
		}
		item := q.Fields[3].Items[0]
		scale, _ := q.Scale(item.Scale)
		form.Set(item.ID, scale.Points[last].ID)
		return form
	}
	text := func(x questionnaire.Text) string { return x["de"] }
	path := "/s/" + string(o.Links[0].Code)
	thanks := func(form url.Values) webtest.Page {
		b := s.Browser()
		b.Post(path, form).Goes(path + "/danke")
		return b.Get(path + "/danke").Want(http.StatusOK)
	}
	least := q.Fields[3].Items[0]
	page := thanks(of(1, 0))
	page.Says("Am meisten im Alltag da ist aus Ihrer Sicht: " + text(q.Fields[3].Title))
	page.Says("Am wenigsten: " + text(q.Fields[0].Title))
	page.Says("Eine Frage für den Workshop: " + text(least.Discuss))
	page.Says("„" + text(least.Wording("staff")) + "“")
	even := thanks(of(0, 1))
	even.Silent("Am meisten im Alltag").Silent("Am wenigsten:").Says(text(q.Fields[0].Items[0].Discuss))
	all := of(0, 4)
	for _, it := range q.Items() {
		scale, _ := q.Scale(it.Scale)
		all.Set(it.ID, scale.Points[4].ID)
		if it.Reverse {
			all.Set(it.ID, scale.Points[0].ID)
		}
	}
	thanks(all).Silent("Eine Frage für den Workshop")
}
