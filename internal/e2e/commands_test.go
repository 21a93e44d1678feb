package e2e_test

import (
	"math"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"kompass/internal/e2e/program"
	"kompass/internal/questionnaire"
)

// published is what result --json prints, as far as it is checked here.
type published struct {
	Round  string
	Mode   string
	Hash   string
	Groups []struct {
		Key           map[string]string
		N             *int
		Shown         bool
		Straightlined *float64
		Fields        []publishedField
	}
}

type publishedField struct {
	ID        string
	Shown     bool
	N         int
	Mean, SD  *float64
	Bound     *string
	CI        []float64
	Agreement *string
	RWG, AD   *float64
	Alpha     *struct{}
	Target    *float64
	Gap       *float64
	Surplus   *float64
	Fit       *float64
	Weakest   *string
	Facets    []struct {
		ID       string
		N        int
		Mean, SD *float64
		Bound    *string
		CI       []float64
		Target   *float64
		Gap      *float64
		Surplus  *float64
	}
	Items []struct {
		ID         string
		N          int
		NA         int
		Missing    int
		Mean, SD   *float64
		Favourable *float64
		Counts     map[string]int
	}
}

// targets are not those of a start profile, so that none of them can be right by chance.
const targets = `{"customers": {"attitude": 2.5, "tools": 1.25, "processes": 3.75}, "leadership": {"attitude": 0.5, "tools": 3, "processes": 2},
"people": {"attitude": 3, "tools": 3, "processes": 3}, "management": {"attitude": 1, "tools": 1, "processes": 1}}`

func TestCommandsAloneGiveTheFiguresOfTheMethod(t *testing.T) {
	t.Parallel()
	p, q := start(t, program.Options{}), content(t)
	company, teams := p.company("Nordwind", 12, 12)
	file := filepath.Join(t.TempDir(), "target.json")
	if err := os.WriteFile(file, []byte(targets), 0o600); err != nil {
		t.Fatal(err)
	}
	p.run("target", "set", "--company", company, "--file", file)
	p.run("target", "freeze", "--company", company)
	round := p.round(company)
	everyone := answerAll(p, q, round)
	p.wantResponses(round.ID, 12)
	if out := p.command("", "result", round.ID); out.Code != 1 {
		t.Errorf("the result of an open round: exit %d, want 1", out.Code)
	}
	p.run("round", "close", round.ID)
	r := asJSON[published](p, "result", round.ID)
	if r.Round != round.ID || r.Mode != "anonymous" || r.Hash == "" || len(r.Groups) != 3 {
		t.Fatalf("got the result %+v", r)
	}
	wanted := asJSON[map[string]map[string]float64](p, "target", "show", "--company", company)
	for i, group := range r.Groups {
		sheets := everyone[group.Key["team"]]
		if i > 0 && group.Key["team"] != teams[i-1] {
			t.Errorf("group %d is %v, want team %s", i, group.Key, teams[i-1])
		}
		if !group.Shown || *group.N != len(sheets) || len(group.Fields) != 4 {
			t.Fatalf("group %v: shown %t, n %v, %d fields; want %d persons", group.Key, group.Shown, group.N, len(group.Fields), len(sheets))
		}
		for j, f := range group.Fields {
			c := &figures{T: t, q: q, field: q.Fields[j], sheets: sheets, targets: wanted[f.ID]}
			c.check(f)
		}
	}
}

// answerAll sends twelve forms, six per team: with open items, with some that cannot be judged, and with teams that differ. It
// returns the answers by team, and all of them under "".
func answerAll(p *product, q *questionnaire.Questionnaire, round openedRound) map[string][]sheet {
	rng := rand.New(rand.NewPCG(1, 2))
	all := map[string][]sheet{}
	for i := range 12 {
		link := round.Links[i%2]
		form, s := url.Values{}, sheet{}
		for j, item := range q.Items() {
			scale, _ := q.Scale(item.Scale)
			at := min(4, max(0, 2+rng.IntN(3)-(i+j)%2))
			switch {
			case i == 5 && j%7 == 3: // stays open
			case i == 8 && j%9 == 4:
				form.Set(item.ID, scale.NA.ID)
			default:
				form.Set(item.ID, scale.Points[at].ID)
				s[item.ID] = scale.Points[at].Value
			}
		}
		newPerson(p.t, p.URL).answer(link.Code, form)
		all[*link.Team] = append(all[*link.Team], s)
		all[""] = append(all[""], s)
	}
	return all
}

// figures compares what is published of one field of one group with what the formulas give.
type figures struct {
	*testing.T
	q       *questionnaire.Questionnaire
	field   questionnaire.Field
	sheets  []sheet
	targets map[string]float64
}

func (c *figures) check(f publishedField) {
	s, sum := whole(c.sheets, c.q, c.field), 0.0
	c.spread(f.ID, f.N, f.Mean, f.SD, f.CI, f.Bound, s)
	for i, facet := range c.q.Facets {
		got, want := f.Facets[i], cell(c.sheets, c.q, c.field, facet.ID)
		name := f.ID + "/" + facet.ID
		c.spread(name, got.N, got.Mean, got.SD, got.CI, got.Bound, want)
		target := c.targets[facet.ID]
		sum += target
		c.against(name, [3]*float64{got.Target, got.Gap, got.Surplus}, want.mean, target)
	}
	c.against(f.ID, [3]*float64{f.Target, f.Gap, f.Surplus}, s.mean, sum/3)
	if f.Fit != nil {
		c.Errorf("%s: fit %v of %d persons, want it from twenty on", f.ID, *f.Fit, f.N)
	}
	if got, want := text(f.Weakest), weakest(c.sheets, c.q, c.field, c.targets); got != want {
		c.Errorf("%s: weakest facet %q, want %q", f.ID, got, want)
	}
	c.agreement(f)
	c.items(f)
}

// against compares what is published of a target: of exact numbers, rounded once.
func (c *figures) against(name string, got [3]*float64, mean, target float64) {
	c.number(name+" target", got[0], rounded(target, 1))
	c.number(name+" gap", got[1], rounded(max(0, target-mean), 1))
	c.number(name+" surplus", got[2], rounded(max(0, mean-target), 1))
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// agreement is told as a word below ten persons, and with its figures from there on; alpha needs thirty.
func (c *figures) agreement(f publishedField) {
	rwg, ad, apart := agreement(c.sheets, c.field)
	if complete := c.complete(); complete < 5 {
		c.Fatalf("%s: only %d persons answered every item: the test needs five", f.ID, complete)
	}
	if got, want := text(f.Agreement), word(ad, apart, whole(c.sheets, c.q, c.field).sd); got != want {
		c.Errorf("%s: agreement %q, want %q", f.ID, got, want)
	}
	if f.Alpha != nil {
		c.Errorf("%s: alpha is told of %d persons", f.ID, f.N)
	}
	if len(c.sheets) < 10 {
		if f.RWG != nil || f.AD != nil {
			c.Errorf("%s: figures of agreement are told of %d persons", f.ID, f.N)
		}
		return
	}
	c.number(f.ID+" rwg", f.RWG, rounded(rwg, 2))
	c.number(f.ID+" ad", f.AD, rounded(ad, 2))
}

func (c *figures) complete() (n int) {
	for _, s := range c.sheets {
		if _, ok := s.ownMean(itemsOf(c.field, ""), 1); ok {
			n++
		}
	}
	return n
}

// items are told from ten persons on.
func (c *figures) items(f publishedField) {
	if len(c.sheets) < 10 {
		if len(f.Items) > 0 {
			c.Errorf("%s: items are told of %d persons", f.ID, f.N)
		}
		return
	}
	for i, item := range c.field.Items {
		var given []float64
		favourable := 0
		for _, s := range c.sheets {
			if v, ok := s[item.ID]; ok {
				given = append(given, v)
				if v >= 3 {
					favourable++
				}
			}
		}
		got, scale := f.Items[i], c.scale(item)
		if got.ID != item.ID || got.N != len(given) || got.N+got.NA+got.Missing != len(c.sheets) {
			c.Errorf("%s: n %d, na %d, missing %d; want %d valid of %d", item.ID, got.N, got.NA, got.Missing, len(given), len(c.sheets))
		}
		c.number(item.ID+" mean", got.Mean, rounded(average(given), 1))
		c.number(item.ID+" sd", got.SD, rounded(math.Sqrt(variance(given)), 1))
		c.number(item.ID+" favourable", got.Favourable, rounded(float64(favourable)/float64(len(given)), 2))
		for _, point := range scale.Points {
			n := 0
			for _, v := range given {
				if v == point.Value {
					n++
				}
			}
			if got.Counts[point.ID] != n {
				c.Errorf("%s: %s was chosen %d times, want %d", item.ID, point.ID, got.Counts[point.ID], n)
			}
		}
	}
}

func (c *figures) scale(item questionnaire.Item) questionnaire.Scale {
	scale, ok := c.q.Scale(item.Scale)
	if !ok {
		c.Fatalf("item %s has no scale", item.ID)
	}
	return scale
}

// spread compares mean, deviation and interval; near an end of the scale a small group gets a bound instead.
func (c *figures) spread(name string, n int, mean, sd *float64, ci []float64, bound *string, want spread) {
	c.Helper()
	if n != want.n {
		c.Errorf("%s: n %d, want %d", name, n, want.n)
	}
	if want.n < 10 && (want.mean > 3.8 || want.mean < 0.2) {
		if mean != nil || sd != nil || ci != nil || bound == nil {
			c.Errorf("%s: told exactly although it is close to an end of the scale", name)
		}
		return
	}
	c.number(name+" mean", mean, rounded(want.mean, 1))
	step := 0.1
	if want.n < 10 { // a word stands for the deviation, and the interval ends on halves
		if step = 0.5; sd != nil {
			c.Errorf("%s: a deviation of %d persons is told", name, want.n)
		}
	} else {
		c.number(name+" sd", sd, rounded(want.sd, 1))
	}
	if len(ci) != 2 {
		c.Errorf("%s: interval %v, want two ends", name, ci)
		return
	}
	c.number(name+" low end", &ci[0], max(0, math.Floor(want.low/step+1e-6)*step))
	c.number(name+" high end", &ci[1], min(4, math.Ceil(want.high/step-1e-6)*step))
}

func (c *figures) number(name string, got *float64, want float64) {
	c.Helper()
	switch {
	case got == nil:
		c.Errorf("%s is missing, want %v (%d persons)", name, want, len(c.sheets))
	case math.Abs(*got-want) > 1e-9:
		c.Errorf("%s: got %v, want %v (%d persons)", name, *got, want, len(c.sheets))
	}
}
