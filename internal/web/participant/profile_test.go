package participant_test

import (
	"net/http"
	"net/url"
	"slices"
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

// TestTheProfileNamesNoFieldThatAnotherEqualsAsShown lets one step more in a field of nine statements and in one of ten come to the
// same tenth, and the same below them.
func TestTheProfileNamesNoFieldThatAnotherEqualsAsShown(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Full)
	q, _ := webtest.Library(s).Get(webtest.Full)
	nine := slices.IndexFunc(q.Fields, func(f questionnaire.Field) bool { return len(f.Items) == 9 })
	ten := slices.IndexFunc(q.Fields, func(f questionnaire.Field) bool { return len(f.Items) == 10 })
	if nine < 0 || ten < 0 {
		t.Fatal("no fields of nine and of ten statements")
	}
	path := "/s/" + string(o.Links[0].Code)
	for _, step := range []int{-1, 1} {
		form := url.Values{"perspective": {"staff"}}
		for i, f := range q.Fields {
			for n, it := range f.Items {
				point := 2
				if n == 0 && (i == nine || i == ten) {
					point += step
				}
				scale, _ := q.Scale(it.Scale)
				form.Set(it.ID, scale.Points[point].ID)
			}
		}
		b := s.Browser()
		b.Post(path, form).Goes(path + "/danke")
		b.Get(path + "/danke").Want(http.StatusOK).Silent("Am meisten im Alltag").Silent("Am wenigsten:")
	}
}
