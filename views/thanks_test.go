package views_test

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/views"
)

func thanks(t *testing.T, m views.Thanks) *goquery.Document {
	t.Helper()
	m.Page, m.Access, m.Receipt = views.Page{Path: "/s/ABCD2345/danke"}, access(kompass.Anonymous, 5), "ABCD-EFGH-JKMN-PQRS"
	return document(t, i18n.German, views.ThanksPage(m))
}

func TestProfileSaysInATableWhatItDraws(t *testing.T) {
	doc := thanks(t, views.Thanks{Profile: profile()})
	svg := doc.Find("svg[role=img]")
	if svg.Find("circle").Length() != 4 || svg.Find("polygon.stroke-ist").Length() != 1 {
		t.Errorf("got %d points and %d lines, want 4 and 1", svg.Find("circle").Length(), svg.Find("polygon.stroke-ist").Length())
	}
	if got, want := svg.Find("desc").Text(), "Skala von 0 bis 4: Kunden 2,9, Führung 1,0, Akteure 4,0, Management 0,0."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	var rows []string
	doc.Find("table tbody tr").Each(func(_ int, s *goquery.Selection) {
		rows = append(rows, s.Find("th").Text()+" "+s.Find("td").Text())
	})
	if got, want := strings.Join(rows[:5], "|"), "Kunden 2,9|Einstellung 3,0|Werkzeuge 2,9|Führung 1,0|Einstellung 1,0"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if rows[5] != "Werkzeuge zu wenig beantwortet" {
		t.Errorf("got %q for a facet without a value", rows[5])
	}
	if doc.Find("table caption").Length() != 1 || doc.Find("tbody th:not([scope=row])").Length() != 0 {
		t.Error("the table has no caption or heads without scope")
	}
}

func TestProfilePointsLieWhereTheValuesAre(t *testing.T) {
	doc := thanks(t, views.Thanks{Profile: profile()})
	var points []string
	doc.Find("svg[role=img] circle").Each(func(_ int, s *goquery.Selection) {
		points = append(points, s.AttrOr("cx", "")+","+s.AttrOr("cy", ""))
	})
	// 130 units are four points of the scale; the first axis points up, the others follow clockwise.
	if got, want := strings.Join(points, " "), "0,-95.55 32.5,0 0,130 0,0"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestProfileLeavesAGapWhereAValueIsMissing(t *testing.T) {
	p := profile()
	p.Fields[1].Value = nil
	doc := thanks(t, views.Thanks{Profile: p})
	svg := doc.Find("svg[role=img]")
	if svg.Find("polygon.stroke-ist").Length() != 0 || svg.Find("polyline.stroke-ist").Length() != 2 || svg.Find("circle").Length() != 3 {
		t.Errorf("got %d lines and %d points, want 2 and 3", svg.Find("polyline.stroke-ist").Length(), svg.Find("circle").Length())
	}
}

func TestProfileDrawsThreeToTwelveFields(t *testing.T) {
	for n := 3; n <= 12; n++ {
		p := views.Profile{Min: 1, Max: 5}
		for range n {
			p.Fields = append(p.Fields, views.ProfileField{Title: "Räume und Technik im Alltag", Value: ptr(3)})
		}
		doc := thanks(t, views.Thanks{Profile: p})
		if got := doc.Find("svg[role=img] circle").Length(); got != n {
			t.Errorf("%d fields: got %d points", n, got)
		}
		if got := doc.Find(".masthead .sector").Length(); got != n {
			t.Errorf("%d fields: got %d points of the compass", n, got)
		}
		if strings.Contains(doc.Find("svg[role=img]").Text(), "NaN") {
			t.Errorf("%d fields: a coordinate is no number", n)
		}
	}
}

func TestReceiptIsShownInGroups(t *testing.T) {
	doc := thanks(t, views.Thanks{Profile: profile()})
	var groups []string
	doc.Find(".receipt .code span").Each(func(_ int, s *goquery.Selection) { groups = append(groups, s.Text()) })
	if got, want := strings.Join(groups, " "), "ABCD EFGH JKMN PQRS"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	doc.Find("a, form").Each(func(_ int, s *goquery.Selection) {
		if strings.Contains(s.AttrOr("href", "")+s.AttrOr("action", ""), "EFGH") {
			t.Error("the receipt stands in an address")
		}
	})
}

func TestSharedTabletReturnsToTheStart(t *testing.T) {
	doc := thanks(t, views.Thanks{Profile: profile(), Tablet: true})
	f := doc.Find("form[data-tablet]")
	if f.AttrOr("action", "") != "/s/ABCD2345/neu" || f.AttrOr("method", "") != "post" || f.Find("input[name=tablet]").AttrOr("value", "") != "1" {
		t.Error("the page does not lead back to an empty form")
	}
	if doc.Find("[data-tablet-warning][role=status]").Length() != 1 || doc.Find("[data-tablet-stay]").Length() != 1 {
		t.Error("the return is not announced or cannot be put off")
	}
	if own := thanks(t, views.Thanks{Profile: profile()}); own.Find("[data-tablet]").Length() != 0 {
		t.Error("a person's own device returns to the start")
	}
}

func TestReceiptFormsAskBeforeWithdrawing(t *testing.T) {
	do := func(name string) string {
		var out []string
		document(t, i18n.German, pages(t)[name]).Find("main button[name=do]").Each(func(_ int, s *goquery.Selection) {
			out = append(out, s.AttrOr("value", ""))
		})
		return strings.Join(out, " ")
	}
	for name, want := range map[string]string{"receipt": "show", "answers": "edit ask", "asking": "withdraw show"} {
		if got := do(name); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}

func TestReceiptShowsTheAnswersInWords(t *testing.T) {
	doc := document(t, i18n.German, pages(t)["answers"])
	rows := doc.Find(".given dd")
	for i, want := range []string{"meistens", "Kann ich nicht beurteilen", "nicht beantwortet"} {
		if got := rows.Eq(i).Text(); got != want {
			t.Errorf("item %d: got %q, want %q", i+1, got, want)
		}
	}
	if got := doc.Find(".given-comment").Text(); !strings.Contains(got, "<script>") {
		t.Errorf("got comment %q, want it as it was typed", got)
	}
}

func TestNoticesSayWhatToDo(t *testing.T) {
	for status, want := range map[int]views.NoticeKind{
		400: views.NoticeBadRequest, 403: views.NoticeForbidden, 404: views.NoticeNotFound, 405: views.NoticeMethod, 409: views.NoticeConflict,
		410: views.NoticeClosed, 413: views.NoticeTooLarge, 415: views.NoticeMediaType, 418: views.NoticeBadRequest, 429: views.NoticeTooMany,
		500: views.NoticeInternal, 502: views.NoticeInternal, 503: views.NoticeUnavailable,
	} {
		if got := views.NoticeFor(status); got != want {
			t.Errorf("%d: got %s, want %s", status, got, want)
		}
	}
	opens := access(kompass.Anonymous, 5).Round.ClosesAt
	doc := document(t, i18n.German, views.NoticePage(views.Notice{Kind: views.NoticeNotYet, Opens: opens}))
	if text := doc.Find("main").Text(); !strings.Contains(text, "12.\u00a0Dezember 2026, 00:00") || strings.Contains(text, "NICHT") {
		t.Errorf("got %q, want the date and nothing about storing", text)
	}
	unsaved := document(t, i18n.German, views.NoticePage(views.Notice{Kind: views.NoticeUnavailable, Unsaved: true}))
	if !strings.Contains(unsaved.Find("[role=alert]").Text(), "NICHT gespeichert") {
		t.Error("a page does not say that nothing has been stored")
	}
}
