package dashboard_test

import (
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"kompass/internal/address"
	"kompass/internal/dashboard"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/questionnaire"
	"kompass/internal/result/resulttest"
	"kompass/views"
)

var (
	now         = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	trainer     = kompass.User{ID: "t", Role: kompass.Trainer}
	coordinator = kompass.User{ID: "c", Role: kompass.Coordinator, CompanyID: "c1"}
	companies   = []kompass.CompanyEntry{{Company: kompass.Company{ID: "c1", Name: "Adler"}, Teams: 2, HasTarget: true}, {Company: kompass.Company{ID: "c2", Name: "Blitz"}}}
)

// running is an open round of one team of twelve in which so many have answered, and that began a week ago.
func running(id string, answers int, change ...func(*kompass.RoundEntry)) kompass.RoundEntry {
	e := kompass.RoundEntry{Responses: answers, Parts: []int{answers}, Heads: 12,
		Round: kompass.Round{ID: id, CompanyID: "c1", Title: "Runde " + id, State: kompass.StateOpen, Mode: kompass.Anonymous, K: 5, OpensAt: now.AddDate(0, 0, -7)}}
	for _, c := range change {
		c(&e)
	}
	return e
}

func ends(in time.Duration) func(*kompass.RoundEntry) {
	return func(e *kompass.RoundEntry) { e.ClosesAt = now.Add(in) }
}

func in(state kompass.State) func(*kompass.RoundEntry) {
	return func(e *kompass.RoundEntry) {
		e.State, e.HasResult, e.ReleasedAt = state, state == kompass.StateClosed || state == kompass.StateReleased, now.AddDate(0, 0, -1)
	}
}

func of(user kompass.User, rounds ...kompass.RoundEntry) *dashboard.Dashboard {
	return dashboard.New(i18n.For("de"), user, now, companies, rounds)
}

func hrefs(all []views.Attention) string {
	var out []string
	for _, a := range all {
		out = append(out, a.Href)
	}
	return strings.Join(out, " ")
}

func TestWhatWaitsLeadsToWhereItIsDone(t *testing.T) {
	small := func(e *kompass.RoundEntry) { e.SmallTeams = 1 }
	fresh := func(e *kompass.RoundEntry) { e.OpensAt = now.AddDate(0, 0, -1) }
	planned := func(e *kompass.RoundEntry) { e.OpensAt = now.AddDate(0, 0, 1) }
	for name, c := range map[string]struct {
		round                kompass.RoundEntry
		trainer, coordinator string
	}{
		"nothing":            {running("r", 8), "", "/app/rounds/r"},
		"over":               {running("r", 8, ends(-time.Hour)), "/app/rounds/r?confirm=close", "/app/rounds/r?confirm=close"},
		"over with too few":  {running("r", 2, ends(-time.Hour)), "/app/rounds/r", "/app/rounds/r"},
		"closing":            {running("r", 8, in(kompass.StateClosing)), "/app/rounds/r?confirm=close", "/app/rounds/r?confirm=close"},
		"soon":               {running("r", 8, ends(time.Hour)), "/app/rounds/r", "/app/rounds/r"},
		"few for long":       {running("r", 2), "/app/rounds/r", "/app/rounds/r"},
		"few for a day":      {running("r", 2, fresh), "", "/app/rounds/r"},
		"planned":            {running("r", 0, planned), "", "/app/rounds/r"},
		"more than heads":    {running("r", 13), "/app/rounds/r", "/app/rounds/r"},
		"a small team":       {running("r", 8, small), "/app/rounds/r", "/app/rounds/r"},
		"closed":             {running("r", 8, in(kompass.StateClosed)), "/app/rounds/r/review", ""},
		"released yesterday": {running("r", 8, in(kompass.StateReleased)), "", "/app/rounds/r/result"},
	} {
		if got := hrefs(of(trainer, c.round).Waiting()); got != c.trainer {
			t.Errorf("%s: the trainer is led to %q, want %q", name, got, c.trainer)
		}
		if got := hrefs(of(coordinator, c.round).Waiting()); got != c.coordinator {
			t.Errorf("%s: the coordinator is led to %q, want %q", name, got, c.coordinator)
		}
	}
}

func TestTheMostUrgentComesFirst(t *testing.T) {
	d := of(trainer, running("few", 2), running("later", 8, ends(48*time.Hour)), running("sooner", 8, ends(24*time.Hour)), running("over", 8, ends(-time.Hour)))
	d.AddMeasures([]kompass.MeasureEntry{{Measure: kompass.Measure{ID: "m1", CompanyID: "c1", RoundID: "released", Due: "2026-03-01", State: kompass.MeasureAgreed}}}, "2026-03-02")
	d.AddOwn(nil, []string{"imprint"})
	want := "/app/rounds/over?confirm=close /app/rounds/sooner /app/rounds/later /app/rounds/few /app/settings/texts/imprint/de"
	if got := hrefs(d.Waiting()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestMeasuresOfResultsThatMayBeSeenWait(t *testing.T) {
	rounds := []kompass.RoundEntry{running("r1", 8, in(kompass.StateReleased)), running("r2", 8, in(kompass.StateClosed))}
	measure := func(id, round, due string) kompass.MeasureEntry {
		return kompass.MeasureEntry{Measure: kompass.Measure{ID: id, CompanyID: "c1", RoundID: round, Due: due, State: kompass.MeasureAgreed}}
	}
	due := []kompass.MeasureEntry{measure("soon", "r1", "2026-03-05"), measure("over", "r1", "2026-03-01"), measure("secret", "r2", "2026-03-01")}
	d := of(coordinator, rounds...)
	d.AddMeasures(due, "2026-03-02")
	if got, want := hrefs(d.Waiting()), "/app/measures/over /app/measures/soon /app/rounds/r1/result"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestTextsAndDraftsWaitForTheTrainerAlone(t *testing.T) {
	own := slices.Clone(companies)
	own[1].HasDraft = true
	settings := map[string]string{"imprint.de": "Kurz und gut.", "privacy.en": "Ask [name]."}
	texts := []string{"imprint", "privacy", "accessibility"}
	waits := func(user kompass.User, rounds ...kompass.RoundEntry) string {
		d := dashboard.New(i18n.For("de"), user, now, own, rounds)
		d.AddOwn(settings, texts)
		return hrefs(d.Waiting())
	}
	const begun, unfinished, missing = "/app/companies/c2/rounds/new", " /app/settings/texts/privacy/en", " /app/settings/texts/accessibility/de"
	if got := waits(trainer); got != begun+unfinished {
		t.Errorf("got %q, want the draft and the unfinished text: before the first round no text is missed", got)
	}
	if got := waits(trainer, running("r", 8)); got != begun+unfinished+missing {
		t.Errorf("got %q, want what is missing too", got)
	}
	if got := waits(coordinator); got != "" {
		t.Errorf("the coordinator is asked for %q", got)
	}
}

func TestHowManyHaveAnsweredIsExactFromTheMinimumOn(t *testing.T) {
	for answers, want := range map[int]string{4: "unter 5 von 12", 5: "5 von 12 Personen", 12: "12 von 12 Personen"} {
		item := of(trainer, running("r", answers)).Company(companies[0], nil)
		if !strings.Contains(item.Last.Answers, want) {
			t.Errorf("%d answers: got %q, want %q in it", answers, item.Last.Answers, want)
		}
	}
	if item := of(trainer, running("r", 4, in(kompass.StateClosed), func(e *kompass.RoundEntry) { e.HasResult = false })).Company(companies[0], nil); item.Last.Answers != i18n.For("de").T("overview.unpublished") {
		t.Errorf("got %q for a round without a result", item.Last.Answers)
	}
}

func listed(t *testing.T, query string, all []kompass.CompanyEntry, rounds ...kompass.RoundEntry) (string, views.Listing) {
	t.Helper()
	values, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	var m views.Overview
	var ids []string
	for _, c := range dashboard.New(i18n.For("de"), trainer, now, all, rounds).List(dashboard.ListingOf(address.Page{Path: "/app", Query: values}), &m) {
		ids = append(ids, c.ID)
	}
	return strings.Join(ids, " "), m.List
}

func TestCompaniesAreFoundOrderedAndPaged(t *testing.T) {
	all := []kompass.CompanyEntry{{Company: kompass.Company{ID: "z", Name: "Zebra"}}, {Company: kompass.Company{ID: "o", Name: "Öl & Co"}}, {Company: kompass.Company{ID: "c1", Name: "Adler"}}, {Company: kompass.Company{ID: "p", Name: "Pech"}}}
	at := func(company string, created int) kompass.RoundEntry {
		e := running(company, 8)
		e.CompanyID, e.Created = company, now.AddDate(0, 0, created)
		return e
	}
	over := at("z", -3)
	over.ClosesAt = now.Add(-time.Hour)
	for query, want := range map[string]string{
		"": "z c1 o p", "sort=name": "c1 o p z", "sort=round": "p o z c1", "q=oel": "", "q=ÖL": "o", "q=e&sort=name": "c1 p z", "sort=x&page=-1": "z c1 o p", "page=9": "z c1 o p",
	} {
		if got, list := listed(t, query, all, at("p", -1), at("o", -2), over); got != want || list.Filters != true {
			t.Errorf("%q lists %q, want %q", query, got, want)
		}
	}
	for i := range 60 {
		all = append(all, kompass.CompanyEntry{Company: kompass.Company{ID: fmt.Sprint(i), Name: fmt.Sprintf("Firma %02d", i)}})
	}
	_, list := listed(t, "sort=name&page=2", all)
	if list.Pages != 3 || list.Before != "/app?sort=name" || list.After != "/app?page=3&sort=name" || list.Found != 64 {
		t.Errorf("got %+v, want the second of three pages", list)
	}
}

func TestCompaniesOfOneNameHaveTheSameOrderWhateverComesFirst(t *testing.T) {
	var all []kompass.CompanyEntry
	var want []string
	for i := range 20 {
		id := fmt.Sprintf("c%02d", i)
		all, want = append(all, kompass.CompanyEntry{Company: kompass.Company{ID: id, Name: "Adler"}}), append(want, id)
	}
	for range 2 {
		for _, query := range []string{"", "sort=name", "sort=round"} {
			if got, _ := listed(t, query, slices.Clone(all)); got != strings.Join(want, " ") {
				t.Errorf("%q lists %s, want %s", query, got, want)
			}
		}
		slices.Reverse(all)
	}
}

func TestTheGuideNamesTheNextOfFourSteps(t *testing.T) {
	one := kompass.CompanyEntry{Company: kompass.Company{ID: "c1"}}
	staffed, aimed := one, one
	staffed.Teams, aimed.Teams, aimed.HasTarget = 1, 1, true
	for want, all := range map[string][]kompass.CompanyEntry{"company": nil, "team": {one}, "target": {staffed}, "round": {aimed}} {
		steps := dashboard.New(i18n.For("de"), trainer, now, all, nil).Guide()
		next := slices.IndexFunc(steps, func(s views.GuideStep) bool { return s.Next })
		if len(steps) != 4 || next < 0 || steps[next].Key != want {
			t.Errorf("got %+v, want the step %s next", steps, want)
		}
	}
	if of(trainer, running("r", 1)).Guide() != nil || of(coordinator).Guide() != nil {
		t.Error("somebody is guided who needs no guide")
	}
}

func TestAGlanceSaysWhatBecameOfTheResultBefore(t *testing.T) {
	data, err := os.ReadFile("../../questionnaires/service-excellence-kompass.yaml")
	if err != nil {
		t.Fatal(err)
	}
	q, _ := questionnaire.Parse(data)
	result := func(id, day string, mean float64) published.Result {
		return published.Result{Round: kompass.Round{ID: id}, Document: resulttest.Even(q, id, day, mean), Questionnaire: q}
	}
	latest, before := result("r2", "2026-02-01", 3), result("r1", "2025-02-01", 2)
	d := of(trainer)
	if got := d.Company(companies[0], nil).Result; got != nil {
		t.Errorf("got %+v without a result", got)
	}
	one := d.Company(companies[0], []published.Result{latest}).Result
	if one.N != 40 || one.Href != "/app/rounds/r2/result" || one.Before != "" || len(one.Fields) != 4 || one.Fields[0].Change != "" || len(one.Soll.Fields) > 0 {
		t.Errorf("got %+v, want one result over 40 persons and nothing before it", one)
	}
	two := d.Company(companies[0], []published.Result{latest, before}).Result
	if two.Before != "Runde r1" || two.Fields[0].Change == "" || two.Fields[0].Was == nil || *two.Fields[0].Was.Mean != 2 || *two.Fields[0].Mean != 3 {
		t.Errorf("got %+v, want what became of every field since", two.Fields)
	}
}

func TestAFullDiskIsToldTheTrainerAndToldCoarsely(t *testing.T) {
	for user, want := range map[kompass.User]int{trainer: 1, coordinator: 0} {
		d := of(user)
		d.AddSpace(kompass.Space{Free: 149 << 20, Used: 3 << 20, Scarce: true})
		waiting := d.Waiting()
		if len(waiting) != want || want == 1 && !strings.Contains(waiting[0].Text, "150 MB") {
			t.Errorf("got %+v", waiting)
		}
		if d = of(user); len(d.Waiting()) > 0 {
			t.Fatal("something waits anyway")
		}
		d.AddSpace(kompass.Space{Free: 1 << 40})
		if len(d.Waiting()) > 0 {
			t.Error("a disk with room is told")
		}
	}
}
