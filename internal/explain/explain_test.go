package explain_test

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kompass/internal/explain"
	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

// leftover is a key without text, or a placeholder that nobody filled.
var leftover = regexp.MustCompile(`\[[a-z]+\.|\{[a-z]`)

func TestEveryUnitOfEveryDocumentIsExplained(t *testing.T) {
	for _, name := range names(t) {
		for _, lang := range i18n.Langs {
			for _, e := range everything(t, input(t, name, lang)) {
				texts := append(slices.Clone(e.Facts), e.Title)
				for _, n := range e.Numbers {
					texts = append(append(texts, n.How...), n.Name, n.Value, n.Absent, n.Formula, n.Filled, n.Rounding)
					if (n.Value == "") == (n.Absent == "") {
						t.Errorf("%s %s %s: got value %q and absence %q, want exactly one", name, e.Path, n.Kind, n.Value, n.Absent)
					}
				}
				if found := leftover.FindString(strings.Join(texts, "\n")); found != "" {
					t.Errorf("%s %s in %s: %q is left in the texts", name, e.Path, lang, found)
				}
				if len(e.Facts) == 0 || e.Shown != (e.Reason == "") || e.Shown && len(e.Numbers) == 0 {
					t.Errorf("%s %s: got %+v, want facts and numbers, or a reason", name, e.Path, e)
				}
			}
		}
	}
}

func TestFormulasGiveThePublishedNumbers(t *testing.T) {
	checked := map[explain.Kind]int{}
	for _, name := range names(t) {
		for _, e := range everything(t, input(t, name, i18n.English)) {
			for _, n := range e.Numbers {
				switch {
				case n.Filled == "" || n.Kind == explain.CI || n.Kind == explain.SD || n.Kind == explain.Agreement || n.Kind == explain.Alpha:
					continue // their inputs are not published, or not as exactly
				case n.Kind == explain.Mean && strings.Contains(n.Filled, "people"):
					continue
				}
				for part := range strings.SplitSeq(n.Filled, ", ") {
					agrees(t, name+" "+e.Path+" "+string(n.Kind), part, n.Value)
					checked[n.Kind]++
				}
			}
		}
	}
	for _, k := range []explain.Kind{explain.Mean, explain.Favourable, explain.Target, explain.Gap, explain.Fit} {
		if checked[k] == 0 {
			t.Errorf("no %s was checked", k)
		}
	}
}

// agrees evaluates every side of an equation; the last is the number as published.
func agrees(t *testing.T, where, equation, value string) {
	t.Helper()
	sides := regexp.MustCompile(` [=≈] `).Split(equation, -1)
	last := sides[len(sides)-1]
	percent := strings.HasSuffix(last, "%")
	want, err := evaluate(strings.TrimSuffix(last, "%"))
	if err != nil {
		t.Fatalf("%s: %v", where, err)
	}
	decimals := 0
	if _, after, ok := strings.Cut(last, "."); ok {
		decimals = len(after)
	}
	if !strings.Contains(equation, "≈") {
		decimals = max(decimals, 2)
	}
	for _, side := range sides[:len(sides)-1] {
		got, err := evaluate(side)
		if err != nil {
			t.Fatalf("%s: %v", where, err)
		}
		if percent {
			got *= 100
		}
		off := 0.5 * math.Pow10(-decimals)
		if strings.HasPrefix(equation, "max(0;") {
			off = 1.5 / 10 // both numbers in it are rounded, the distance is not of the rounded ones
		}
		if math.IsNaN(got) || math.Abs(got-want) > off+1e-9 {
			t.Errorf("%s: %q is %v, want %v (%s)", where, side, got, want, value)
		}
	}
}

func TestIntervalsFollowFromTheirNumbers(t *testing.T) {
	in := input(t, "anonymous-30", i18n.German)
	n := number(t, explained(t, in, "everyone/customers"), explain.CI)
	if n.Filled != "2,5 ± 2,06 × 0,6 / √26 ≈ 2,2 bis 2,8" || n.Value != "2,2 bis 2,8" {
		t.Errorf("got %q, value %q", n.Filled, n.Value)
	}
}

func TestAFieldIsDerivedInWords(t *testing.T) {
	e := explained(t, input(t, "anonymous-30", i18n.German), "everyone/customers")
	if e.Title != "Alle · Kunden" || *e.N != 26 || len(e.Items) != 5 {
		t.Errorf("got title %q, n %d, %d items", e.Title, *e.N, len(e.Items))
	}
	for _, want := range []string{"n = 26: So viele der 30 Personen", "mindestens 2 von 2 Facetten"} {
		if !strings.Contains(strings.Join(e.Facts, " "), want) {
			t.Errorf("%q is not in %q", want, e.Facts)
		}
	}
	for kind, want := range map[explain.Kind]explain.Number{
		explain.Mean:      {Value: "2,5", Filled: "Summe der Werte von 26 Personen / 26 ≈ 2,5"},
		explain.Target:    {Value: "2,6", Filled: "(2,75 + 2,5) / 2 ≈ 2,6"},
		explain.Gap:       {Value: "Lücke 0,1, Überhang 0", Filled: "max(0; 2,6 − 2,5) ≈ 0,1, max(0; 2,5 − 2,6) ≈ 0"},
		explain.Fit:       {Value: "92\u00a0%", Filled: "1 − (0,4 + 0) / ((2,8 − 0) + (2,5 − 0)) = 0,92"},
		explain.Agreement: {Value: "geteilt", Filled: "J = 5: r_WG(J) ≈ 0,65, AD ≈ 0,99 Punkte"},
	} {
		if got := number(t, e, kind); got.Value != want.Value || got.Filled != want.Filled {
			t.Errorf("%s: got %q from %q, want %q from %q", kind, got.Value, got.Filled, want.Value, want.Filled)
		}
	}
	if !strings.Contains(strings.Join(number(t, e, explain.Agreement).How, " "), "Varianz von 2.") {
		t.Errorf("got %q, want the variance of random answers", number(t, e, explain.Agreement).How)
	}
}

func TestAnItemIsWrittenOut(t *testing.T) {
	in := input(t, "anonymous-30", i18n.German)
	e := explained(t, in, "everyone/customers/c-1")
	if got := number(t, e, explain.Mean).Filled; got != "(0 × 0 + 5 × 1 + 3 × 2 + 7 × 3 + 12 × 4) / 27 = 80 / 27 ≈ 3,0" {
		t.Errorf("got %q", got)
	}
	if !strings.Contains(e.Facts[0], "1 konnten es nicht beurteilen, 2 haben") {
		t.Errorf("got %q", e.Facts)
	}
	reversed := explained(t, in, "everyone/customers/c-3")
	if got := number(t, reversed, explain.Mean).Filled; !strings.HasPrefix(got, "(1 × 4 + 6 × 3 + 7 × 2 + 6 × 1 + 9 × 0) / 29") {
		t.Errorf("got %q, want the values reversed", got)
	}
	if !strings.Contains(strings.Join(reversed.Facts, " "), "umgekehrt") {
		t.Errorf("got %q, want it said that the item is reversed", reversed.Facts)
	}
}

func TestWhatIsNotGivenIsExplained(t *testing.T) {
	bounded := input(t, "anonymous-9", i18n.German)
	f, bound := &bounded.Document.Groups[0].Fields[0], ">3.8"
	f.Mean, f.SD, f.CI, f.Spread, f.Gap, f.Surplus, f.Bound = nil, nil, nil, nil, nil, nil, &bound
	for _, c := range []struct {
		in            explain.Input
		path          string
		value, absent string
	}{
		{bounded, "everyone/customers.mean", "über 3,8", ""},
		{bounded, "everyone/customers.sd", "", "würden ihn verraten"},
		{bounded, "everyone/customers.gap", "", "Ohne genauen Mittelwert"},
		{bounded, "everyone/customers/c-1.mean", "", "erst ab 10 Antworten"},
		{bounded, "everyone/customers/tools.mean", "", "weniger als 3 Aussagen"},
		{bounded, "everyone/customers/tools.gap", "", "weniger als 3 Aussagen"},
		{input(t, "anonymous-110", i18n.German), "perspective=staff/customers/c-1.mean", "", "nur für alle und für Teams"},
		{input(t, "anonymous-9", i18n.German), "everyone/customers.sd", "mittel", ""},
		{bounded, "everyone/customers.alpha", "", "erst ab 30 Antworten"},
		{bounded, "everyone.straightlined", "", "erst ab 10 Antworten"},
		{input(t, "no-target", i18n.German), "everyone/customers.gap", "", "kein Soll"},
		{input(t, "no-target", i18n.German), "everyone/customers.fit", "", "kein Soll"},
		{input(t, "partial-target", i18n.German), "everyone/customers.fit", "", "in mindestens einer Facette"},
		{input(t, "anonymous-30", i18n.German), "everyone/people.agreement", "", "verschiedene Antwortwerte"},
		{input(t, "open-1", i18n.German), "everyone/customers.sd", "", "braucht es 2 Personen"},
	} {
		n := explained(t, c.in, c.path).Numbers
		if len(n) != 1 || n[0].Value != c.value || !strings.Contains(n[0].Absent, c.absent) || c.value == "" && (n[0].Filled != "" || n[0].Rounding != "") {
			t.Errorf("%s: got %+v, want %q, or that %q", c.path, n, c.value, c.absent)
		}
	}
	if got := number(t, explained(t, bounded, "everyone/customers"), explain.Mean).Rounding; !strings.Contains(got, "unter 10 Personen") {
		t.Errorf("got %q, want why there is a bound", got)
	}
}

func TestAHiddenUnitSaysWhyAndNothingElse(t *testing.T) {
	in := input(t, "hidden-groups", i18n.German)
	reason := result.Reason("below_minimum")
	everyone := in.Document.Everyone()
	everyone.Fields[0] = result.Field{ID: everyone.Fields[0].ID, Reason: &reason}
	paths := []string{"everyone/customers", "everyone/customers/tools", "everyone/customers/c-1.mean"}
	for _, g := range in.Document.Groups {
		if !g.Shown {
			paths = append(paths, keyPath(g.Key), keyPath(g.Key)+"/people", keyPath(g.Key)+"/people/tools.gap")
		}
	}
	if len(paths) < 6 {
		t.Fatal("no group is hidden")
	}
	for _, p := range paths {
		e := explained(t, in, p)
		if e.Shown || e.Reason == "" || e.N != nil || len(e.Numbers)+len(e.Items)+len(e.Parts) > 0 || !strings.HasPrefix(e.Facts[0], "nicht dargestellt") {
			t.Errorf("%s: got %+v, want the reason alone", p, e)
		}
		if len(e.Sources) != 1 || e.Sources[0].Citation == "" || e.Sources[0].Mark == "" {
			t.Errorf("%s: got sources %+v", p, e.Sources)
		}
	}
}

func TestSourcesCarryTheirMark(t *testing.T) {
	e := explained(t, input(t, "anonymous-30", i18n.German), "everyone/customers.agreement")
	marks := map[string]string{}
	for _, s := range e.Sources {
		if s.Citation == "" || s.Mark == "" {
			t.Errorf("got %+v", s)
		}
		marks[s.ID] = string(s.Checked)
	}
	if len(marks) != 3 || marks["lindell-1999"] != "confirmed" || marks["burke-dunlap-2002"] != "partly" {
		t.Errorf("got %v", marks)
	}
}

func TestEverySourceNamedIsCited(t *testing.T) {
	for _, name := range names(t) {
		for _, e := range everything(t, input(t, name, i18n.German)) {
			for _, n := range e.Numbers {
				for _, id := range n.Sources {
					if !slices.ContainsFunc(e.Sources, func(s explain.Source) bool { return s.ID == id }) {
						t.Errorf("%s %s: %s is named and not cited", name, e.Path, id)
					}
				}
			}
		}
	}
}

func TestWordingIsThatOfThePerspective(t *testing.T) {
	in := input(t, "anonymous-30", i18n.German)
	in.Questionnaire.Fields[0].Items[0].TextFor = map[string]questionnaire.Text{"leaders": {"de": "Wir führen."}}
	if got := explained(t, in, "perspective=leaders/customers").Items[0].Text; got != "Wir führen." {
		t.Errorf("got %q, want the wording for leaders", got)
	}
	if got := explained(t, in, "everyone/customers").Items[0].Text; got != "c-1." {
		t.Errorf("got %q, want the common wording", got)
	}
}
