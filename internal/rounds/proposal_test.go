package rounds_test

import (
	"math"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/rounds"
)

func positioned(price int, d kompass.Discipline) kompass.Positioning {
	p := kompass.Positioning{Discipline: d}
	p.Steps[kompass.SliderPrice] = price
	return p
}

// TestProposalIsTheStartProfile computes the three tables that the model gives.
func TestProposalIsTheStartProfile(t *testing.T) {
	q := questionnaireOf(t, long)
	for profile, p := range map[string]kompass.Positioning{
		"discounter": positioned(1, kompass.LeadPrice), "middle": positioned(3, ""), "luxury": positioned(5, kompass.LeadCustomers),
	} {
		want, ok := rounds.ProfileValues(q, profile)
		if !ok {
			t.Fatalf("no profile %s", profile)
		}
		got, ok := rounds.Propose(q, p)
		if !ok || !reflect.DeepEqual(got.Values(), want) {
			t.Errorf("%s: got %v, want %v", profile, got.Values(), want)
		}
	}
}

func TestProposalWithoutAPriceTakesTheMiddle(t *testing.T) {
	q := questionnaireOf(t, long)
	open, _ := rounds.Propose(q, kompass.Positioning{})
	middle, _ := rounds.Propose(q, positioned(3, ""))
	if !open.Assumed || middle.Assumed || !reflect.DeepEqual(open.Cells, middle.Cells) {
		t.Errorf("got %+v, want the middle, and said so", open)
	}
}

func TestProposalTellsWhatItRestsOn(t *testing.T) {
	got, _ := rounds.Propose(questionnaireOf(t, long), positioned(4, kompass.LeadCustomers))
	want := rounds.ProposedCell{Value: 3.25, Mean: (3.0 + 2.75 + 2.75) / 3, Lead: 0.5,
		Shares: []rounds.LayerShare{{Layer: "enabler", Items: 2, Level: 2.75}, {Layer: "diff", Items: 1, Level: 3}}}
	c := got.Cells["customers"]["tools"]
	if math.Abs(c.Mean-want.Mean) > 1e-12 || c.Value != want.Value || c.Lead != want.Lead || !reflect.DeepEqual(c.Shares, want.Shares) {
		t.Errorf("got %+v, want %+v", c, want)
	}
	top, _ := rounds.Propose(questionnaireOf(t, long), positioned(5, kompass.LeadCustomers))
	if c := top.Cells["people"]["attitude"]; !c.Capped || c.Value != 3.75 {
		t.Errorf("got %+v, want it capped", c)
	}
}

func TestProposalNeedsTheModel(t *testing.T) {
	for name, change := range map[string]func(*questionnaire.Questionnaire){
		"another field":  func(q *questionnaire.Questionnaire) { q.Fields[0].ID = "guests" },
		"fewer fields":   func(q *questionnaire.Questionnaire) { q.Fields = q.Fields[1:] },
		"another scale":  func(q *questionnaire.Questionnaire) { q.Scales[0].Points[len(q.Scales[0].Points)-1].Value = 5 },
		"without layers": func(q *questionnaire.Questionnaire) { eachItem(q, func(it *questionnaire.Item) { it.Layer = "" }) },
	} {
		q := questionnaireOf(t, long)
		copied, err := q.EncodeJSON()
		if err != nil {
			t.Fatal(err)
		}
		other, err := questionnaire.DecodeJSON(copied)
		if err != nil {
			t.Fatal(err)
		}
		change(other)
		if got, ok := rounds.Propose(other, positioned(1, "")); ok {
			t.Errorf("%s: got %v, want no proposal", name, got.Values())
		}
	}
}

func eachItem(q *questionnaire.Questionnaire, do func(*questionnaire.Item)) {
	for f := range q.Fields {
		for i := range q.Fields[f].Items {
			do(&q.Fields[f].Items[i])
		}
	}
}

// TestProposalStaysWithinItsRule holds for whatever layers the items have and whatever is answered: within the scale, in
// steps of a quarter, never above the cap, and never lower for a higher position.
func TestProposalStaysWithinItsRule(t *testing.T) {
	q := questionnaireOf(t, long)
	data, err := q.EncodeJSON()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(r *rapid.T) {
		q, err := questionnaire.DecodeJSON(data)
		if err != nil {
			r.Fatal(err)
		}
		eachItem(q, func(it *questionnaire.Item) {
			it.Layer = rapid.SampledFrom([]string{"basis", "enabler", "diff", ""}).Draw(r, "layer")
		})
		if rapid.Bool().Draw(r, "no facets") {
			q.Facets = nil
			eachItem(q, func(it *questionnaire.Item) { it.Facet = "" })
		}
		discipline := rapid.SampledFrom([]kompass.Discipline{"", kompass.LeadPrice, kompass.LeadCustomers, kompass.LeadProduct}).Draw(r, "discipline")
		step := rapid.IntRange(0, 5).Draw(r, "price")
		got, _ := rounds.Propose(q, positioned(step, discipline))
		higher, _ := rounds.Propose(q, positioned(min(max(step, 3)+1, 5), discipline))
		led := 0
		for field, cells := range got.Cells {
			for facet, c := range cells {
				if c.Value < q.Min() || c.Value > 3.75 || c.Value > q.Max() || math.Mod(c.Value, 0.25) != 0 {
					r.Fatalf("%s/%s: got %v", field, facet, c.Value)
				}
				if !c.Capped && math.Abs(c.Value-c.Mean-c.Lead) > 0.125+1e-9 {
					r.Fatalf("%s/%s: got %+v, want the nearest quarter", field, facet, c)
				}
				if higher.Cells[field][facet].Value < c.Value {
					r.Fatalf("%s/%s: got %v, and %v for a higher position", field, facet, c.Value, higher.Cells[field][facet].Value)
				}
				if c.Lead > 0 {
					led++
				}
			}
		}
		if led > 4 || discipline == "" && led > 0 {
			r.Fatalf("got %d cells raised by %q", led, discipline)
		}
		if len(got.Cells) > 0 && rounds.CheckTarget(q, got.Values()) != nil {
			r.Fatalf("got %v, which is no target of the questionnaire", got.Values())
		}
	})
}
