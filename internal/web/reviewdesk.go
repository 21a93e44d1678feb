package web

import (
	"net/url"
	"slices"
	"strconv"

	"kompass/internal/address"
	"kompass/internal/compare"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/report"
	"kompass/internal/result"
	"kompass/views"
)

// commentsAtOnce is how many comments a page of the review shows: few enough to be read in one go.
const commentsAtOnce = 25

// place is a page of the comments on one field, counted from 1.
type place struct {
	field string
	page  int
}

func placeOf(field, page string) place {
	n, err := strconv.Atoi(page)
	if err != nil || n < 1 {
		n = 1
	}
	return place{field: field, page: n}
}

func (p place) href(roundID string, extra ...string) string {
	query := url.Values{"field": {p.field}, "page": {strconv.Itoa(p.page)}}.Encode()
	for _, more := range extra {
		query += "&" + more
	}
	return address.Review(roundID) + "?" + query + "#comments"
}

// desk is all comments of a round, field by field in the order of the questionnaire.
type desk struct {
	t      labels
	fields []string
	of     map[string][]kompass.ReviewedComment
}

func (t labels) desk(all []kompass.ReviewedComment) desk {
	d := desk{t: t, of: map[string][]kompass.ReviewedComment{}}
	for _, c := range all {
		d.of[c.Field] = append(d.of[c.Field], c)
	}
	for _, f := range t.Questionnaire.Fields {
		if len(d.of[f.ID]) > 0 {
			d.fields = append(d.fields, f.ID)
		}
	}
	return d
}

// known is the place itself if it exists, else the first with something undecided, else the first.
func (d desk) known(at place) place {
	switch {
	case len(d.on(at)) > 0 || len(d.fields) == 0:
		return at
	case len(d.of[at.field]) > 0:
		return place{at.field, 1}
	}
	for _, p := range d.places() {
		if slices.ContainsFunc(d.on(p), undecided) {
			return p
		}
	}
	return place{d.fields[0], 1}
}

func undecided(c kompass.ReviewedComment) bool { return c.Verdict == "" }

// on are the comments of a place.
func (d desk) on(at place) []kompass.ReviewedComment {
	all := d.of[at.field]
	from := (at.page - 1) * commentsAtOnce
	if from < 0 || from >= len(all) {
		return nil
	}
	return all[from:min(len(all), from+commentsAtOnce)]
}

func (d desk) pages(field string) int {
	return (len(d.of[field]) + commentsAtOnce - 1) / commentsAtOnce
}

// places lists all places in order.
func (d desk) places() []place {
	var out []place
	for _, f := range d.fields {
		for page := range d.pages(f) {
			out = append(out, place{f, page + 1})
		}
	}
	return out
}

// after is the place to go on at: from this one on the next where something is undecided, else this one.
func (d desk) after(at place, rulings []kompass.Ruling) place {
	decided := map[string]bool{}
	for _, r := range rulings {
		decided[r.CommentID] = r.Verdict != ""
	}
	all := d.places()
	here := max(0, slices.Index(all, at))
	for i := range all {
		next := all[(here+i)%len(all)]
		if slices.ContainsFunc(d.on(next), func(c kompass.ReviewedComment) bool { return undecided(c) && !decided[c.ID] }) {
			return next
		}
	}
	return at
}

// page writes out one page of comments, as stored or as typed; nil where there are none.
func (d desk) page(in reviewInput, errs []views.FieldError) *views.ReviewComments {
	if len(d.fields) == 0 {
		return nil
	}
	at := d.known(in.at)
	out := &views.ReviewComments{Field: at.field, FieldTitle: d.t.Field(at.field), Page: at.page, Pages: d.pages(at.field)}
	for _, f := range d.fields {
		open := 0
		for _, c := range d.of[f] {
			if undecided(c) {
				open++
			}
		}
		out.Undecided += open
		out.Fields = append(out.Fields, views.ReviewField{Title: d.t.Field(f), Href: place{f, 1}.href(d.t.Document.Round), Current: f == at.field,
			Undecided: open, All: len(d.of[f])})
	}
	if at.page > 1 {
		out.Back = place{at.field, at.page - 1}.href(d.t.Document.Round)
	}
	if at.page < out.Pages {
		out.On = place{at.field, at.page + 1}.href(d.t.Document.Round)
	}
	for i, c := range d.on(at) {
		row := views.ReviewComment{ID: c.ID, Number: (at.page-1)*commentsAtOnce + i + 1, Text: c.Text, Verdict: string(c.Verdict), Redacted: c.Redacted,
			Shown: c.Digest(), Final: in.released && c.Verdict == kompass.CommentRedacted}
		if typed, ok := in.typed[c.ID]; ok && !typed.Kept() {
			row.Verdict, row.Redacted, row.Shown = string(typed.Verdict), typed.Redacted, typed.Shown
		}
		if row.Redacted == "" {
			row.Redacted = c.Text
		}
		for _, e := range errs {
			switch e.Field {
			case "redacted-" + c.ID:
				row.Error = e.At()
			case "verdict-" + c.ID:
				row.Wrong = e.At()
			}
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func (t labels) series(g *result.Group) compare.Series {
	return compare.Series{Document: t.Document, Group: g, Questionnaire: t.Questionnaire}
}

// checks lists what to look at before a release: nothing in it that the result would not show.
func (t labels) checks(comments []kompass.ReviewedComment, introduction string) []views.ReviewCheck {
	z, all := t.Localizer, t.Document.Everyone()
	var out []views.ReviewCheck
	if n := all.N; n != nil && all.Heads != nil {
		out = append(out, reviewCheck(z, false, "review.check.turnout", z.T("review.check.turnout.text", "n", *n, "heads", *all.Heads,
			"share", z.Percent(min(1, float64(*n)/float64(max(1, *all.Heads)))))))
	} else if n != nil {
		out = append(out, reviewCheck(z, false, "review.check.turnout", z.N("result.lead", *n)))
	}
	for i := range t.Document.Groups {
		if g := &t.Document.Groups[i]; g.N != nil && g.Heads != nil && *g.N > *g.Heads {
			out = append(out, reviewCheck(z, true, "review.check.more", z.T("review.check.more.text", "group", t.Group(g.Key), "n", *g.N, "heads", *g.Heads)))
		}
	}
	hidden := views.ReviewCheck{Name: z.T("review.check.hidden"), Text: z.T("review.check.hidden.none")}
	if list := report.Hidden(z, published.Result{Document: t.Document, Questionnaire: t.Questionnaire}).List; len(list) > 0 {
		hidden.Text, hidden.List, hidden.Attention = z.N("review.check.hidden.text", len(list)), list, true
	}
	out = append(out, hidden, t.targetCheck(), t.commentCheck(comments))
	key := "review.check.introduction.there"
	if introduction == "" {
		key = "review.check.introduction.none"
	}
	return append(out, reviewCheck(z, false, "review.check.introduction", z.T(key)))
}

func (t labels) targetCheck() views.ReviewCheck {
	switch {
	case t.Document.Targets == nil:
		return reviewCheck(t.Localizer, true, "review.check.target", t.Localizer.T("review.check.target.none"))
	case t.Document.TargetFrozen == "":
		return reviewCheck(t.Localizer, true, "review.check.target", t.Localizer.T("review.check.target.open"))
	}
	return reviewCheck(t.Localizer, false, "review.check.target", t.Localizer.T("review.check.target.frozen", "date", t.Localizer.Day(t.Document.TargetFrozen)))
}

func (t labels) commentCheck(comments []kompass.ReviewedComment) views.ReviewCheck {
	n := t.Document.Everyone().N
	open := 0
	for _, c := range comments {
		if undecided(c) {
			open++
		}
	}
	switch {
	case n != nil && *n < t.Document.CommentsFrom:
		return reviewCheck(t.Localizer, false, "review.check.comments", t.Localizer.T("review.check.comments.few", "n", t.Document.CommentsFrom))
	case len(comments) == 0:
		return reviewCheck(t.Localizer, false, "review.check.comments", t.Localizer.T("review.check.comments.none"))
	case open > 0:
		return reviewCheck(t.Localizer, true, "review.check.comments", t.Localizer.T("review.check.comments.open", "open", open, "n", len(comments)))
	}
	return reviewCheck(t.Localizer, false, "review.check.comments", t.Localizer.T("review.check.comments.done", "n", len(comments)))
}
