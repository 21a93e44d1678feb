package story_test

import (
	"slices"
	"strings"
	"testing"

	"kompass/internal/compare"
	"kompass/internal/disclosure"
	"kompass/internal/i18n"
	"kompass/internal/reading"
	"kompass/internal/result"
	"kompass/internal/result/resulttest"
	"kompass/internal/story"
)

// hidden is a result of which nothing but a group's name may be told.
func hidden(t *testing.T) compare.Series {
	t.Helper()
	q := content(t)
	d := resulttest.Even(q, "1", "2025-01-01", 2.0)
	return compare.Series{Document: d, Group: &result.Group{Key: result.Key{"team": "a"}, Label: "Empfang", Reason: new(disclosure.BelowMinimum)}, Questionnaire: q}
}

func TestAHiddenGroupTellsNothingButWhy(t *testing.T) {
	s := hidden(t)
	told := story.Of(german, s, nil)
	if told.Hidden == "" {
		t.Error("nothing says why the group is hidden")
	}
	if told.Fields != nil || told.Gaps != nil || told.Weakest != nil || told.Sides != nil || told.Divided != nil || told.Truths != nil || told.Summary != "" {
		t.Errorf("got %+v of a hidden group", told)
	}
	if derived, err := story.DerivedOf(german, s); derived != nil || err != nil {
		t.Errorf("got %v, %v of a hidden group", derived, err)
	}
	if story.DividedOf(german, s, "") != nil {
		t.Error("a hidden group disagrees")
	}
}

func TestTheStoryHasEveryFieldInItsOrder(t *testing.T) {
	q := content(t)
	s := of(q, resulttest.Even(q, "1", "2025-01-01", 2.0), 0)
	for _, lang := range []i18n.Lang{i18n.German, i18n.English} {
		told := story.Of(i18n.For(lang), s, nil)
		if len(told.Fields) != len(q.Fields) {
			t.Fatalf("%s: got %d fields, want %d", lang, len(told.Fields), len(q.Fields))
		}
		if told.Headline == "" || told.Lead == "" || told.Method.Finding == "" || told.Hidden != "" || told.Open != "" {
			t.Errorf("%s: got %+v", lang, told)
		}
		for _, end := range []string{"0 (", "4 (", german.T("result.quoted", "text", "nie")} {
			if lang == i18n.German && !strings.Contains(told.Scale, end) {
				t.Errorf("got the scale %q, want %q in it", told.Scale, end)
			}
		}
		if told.Gaps == nil || told.Gaps.Note == "" || told.Gaps.Rows != nil {
			t.Errorf("%s: got the gaps %+v where there is no target", lang, told.Gaps)
		}
	}
}

func TestARoundByAgreementIsToldAsOne(t *testing.T) {
	q := content(t)
	d := resulttest.Even(q, "1", "2025-01-01", 2.0)
	d.Mode = "open"
	if got, want := story.Of(german, of(q, d, 0), nil).Open, german.T("result.open"); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPerspectivesStandBesideOneAnother(t *testing.T) {
	q := content(t)
	d := resulttest.Even(q, "1", "2025-01-01", 2.0)
	said := reading.Of(german, of(q, d, 0), nil)
	sides := story.SidesOf(german, of(q, d, 0), said.Perspectives)
	if len(sides.Rows) != 16 || sides.Rows[0].Difference.Size != "+0,7" || sides.Finding != said.Perspectives {
		t.Errorf("got %+v", sides)
	}
	if story.SidesOf(german, of(q, d, 1), "") != nil {
		t.Error("a team whose perspectives are not there has two of them")
	}
}

func TestTheMostDividedStatementsAreFew(t *testing.T) {
	q := content(t)
	d := resulttest.Even(q, "1", "2025-01-01", 2.0)
	d.Groups[0].Fields[2].Items[1].SD = new(1.4)
	divided := story.DividedOf(german, of(q, d, 0), "")
	if len(divided.Items) != 6 || divided.Items[0].SD != "1,4" {
		t.Errorf("got %+v, want six with the widest first", divided.Items)
	}
}

func TestTheCoverSaysOfWhomAndWhen(t *testing.T) {
	q := content(t)
	d := resulttest.Even(q, "1", "2025-01-01", 2.0)
	d.Hash, d.TargetFrozen = "sha256:abc", "2024-12-01"
	d.Groups[0].Heads = new(50)
	whole, team := story.CoverOf(german, of(q, d, 0)), story.CoverOf(german, of(q, d, 1))
	if whole.Group != "" || team.Group != "Empfang" || whole.Hash != d.Hash || whole.Company != d.Company {
		t.Errorf("got %+v and %+v", whole, team)
	}
	for _, want := range []story.Fact{
		{Term: german.T("report.answers"), Value: german.T("report.answers.of", "n", 40, "heads", 50)},
		{Term: german.T("report.target"), Value: german.T("report.target.value", "day", german.Day("2024-12-01"))},
	} {
		if !slices.Contains(whole.Facts, want) {
			t.Errorf("got %+v, want %+v among them", whole.Facts, want)
		}
	}
	if !slices.Contains(whole.Notes, german.T("result.notvalidated")) {
		t.Error("the cover does not say that the questionnaire is not validated")
	}
}

func TestFormulasOfAReportStandOnce(t *testing.T) {
	q := content(t)
	derived, err := story.DerivedOf(german, of(q, resulttest.Even(q, "1", "2025-01-01", 2.0), 0))
	if err != nil || len(derived) != len(q.Fields)+1 {
		t.Fatalf("got %d parts, %v, want the rules and every field", len(derived), err)
	}
	seen := map[string]bool{}
	for _, r := range derived[0].Rules {
		if seen[r.Formula] {
			t.Errorf("%s is told twice", r.Formula)
		}
		seen[r.Formula] = true
	}
	for i, f := range derived[1:] {
		if len(f.Rules) > 0 || len(f.Rows) == 0 {
			t.Errorf("field %d: got %d rules and %d rows", i, len(f.Rules), len(f.Rows))
		}
	}
}

func TestAnAgendaFollowsTheResult(t *testing.T) {
	q := content(t)
	d := resulttest.Even(q, "1", "2025-01-01", 2.0)
	d.Hash = "sha256:abc"
	d.Groups[0].Fields[2].Items[1].SD = new(1.4)
	s := of(q, d, 0)
	neutral, led := story.AgendaOf(german, q, nil), story.AgendaOf(german, q, &s)
	if neutral.Note != german.T("agenda.note.neutral") || led.Note != german.T("agenda.note.result", "hash", d.Hash) {
		t.Errorf("got the notes %q and %q", neutral.Note, led.Note)
	}
	first := slices.IndexFunc(led.Rows, func(r story.AgendaRow) bool { return r.Topic })
	if first < 0 || !strings.HasPrefix(led.Rows[first].Text, german.T("agenda.divided.text", "sd", "1,4", "n", "40")) {
		t.Errorf("got %+v, want the most divided statement first", led.Rows)
	}
	var topics []string
	for _, r := range neutral.Rows {
		if r.Topic {
			topics = append(topics, r.Title)
		}
	}
	if len(topics) != len(q.Fields) || topics[0] != q.Fields[0].Title["de"] {
		t.Errorf("got the topics %q, want the fields in their order", topics)
	}
}

func TestTheLeadAndTheCoverSayWhatIsMissing(t *testing.T) {
	q := content(t)
	for n, want := range map[int]string{1: "1 bis 4 Antworten konnten nicht gelesen werden und fehlen.", 7: "7 Antworten konnten nicht gelesen werden und fehlen."} {
		d := resulttest.Even(q, "1", "2025-01-01", 2.0)
		d.LeaveOut(n)
		s := of(q, d, 0)
		if told := story.Of(german, s, nil); !strings.HasSuffix(told.Lead, want) {
			t.Errorf("got the lead %q, want it to end %q", told.Lead, want)
		}
		if notes := story.CoverOf(german, s).Notes; !slices.Contains(notes, want) {
			t.Errorf("got the notes %q, want %q among them", notes, want)
		}
	}
}

func TestWordsOfAnEarlierRuleSayWhichItWas(t *testing.T) {
	q := content(t)
	d := resulttest.Even(q, "1", "2026-01-01", 2.0)
	d.AgreementRule = result.AgreementRule
	d.Groups[0].Fields[0].Agreement = new("split")
	if got := story.DividedOf(german, of(q, d, 0), "").Earlier; got != "" {
		t.Errorf("got %q of a result judged by today's rule", got)
	}
	d.AgreementRule = 1
	if got := story.DividedOf(german, of(q, d, 0), "").Earlier; !strings.Contains(got, "früheren Regel: ab r_WG(J) = 0,7 einig") {
		t.Errorf("got %q of a result judged by the earlier rule", got)
	}
}

func TestAStatementOnTheStageSaysWhatItsAnswersLookLike(t *testing.T) {
	q := content(t)
	d := resulttest.Even(q, "1", "2026-01-01", 2.0)
	items := d.Groups[0].Fields[0].Items
	at := slices.IndexFunc(items, func(it result.Item) bool { return it.ID == "k-e-2" })
	items[at].SD = new(1.9)
	got := story.DividedOf(german, of(q, d, 0), "").Items[0].Levels
	if len(got) != 3 || got[0].Answer != "gar nicht" || !strings.HasPrefix(got[0].Text, "Wenn Sie drei Menschen fragen") || got[2].Answer != "durchgängig" {
		t.Errorf("got %+v, want what the answers 0, 2 and 4 look like", got)
	}
}
