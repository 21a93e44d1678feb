package views

import (
	"context"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/story"
)

// PackParts are the parts of a workshop pack in the order in which they are printed.
var PackParts = []string{"posters", "compass", "guess", "cards", "truths", "measures", "agenda", "statement"}

// Pack is everything that hangs on the walls and lies on the tables of a workshop.
type Pack struct {
	Page    Page
	Access  kompass.Access
	Content *questionnaire.Questionnaire
	Part    string // the one that is shown, "" for all
	Parts   []Choice
	Large   bool // posters on A2 and the compass on A1, else on A3 and A2
	Sizes   []Choice
	Links   []LinkRow // none once the codes are gone
	Outcome *LinkRow  // the address of the result of a round of one-time codes, nil where nobody was told of it
	Home    string    // where codes are typed
	Logo    Picture
	Sender  Picture // the logo of who asks; the product's mark stands where there is none
	Contact string  // who sends the questions, and how to reach her
	Truths  []story.TruthNote
	Agenda  story.Agenda
	PDF     string
	Back    string
}

// has reports whether a part is shown.
func (m Pack) has(part string) bool { return m.Part == "" || m.Part == part }

// Posters reports whether there is anything to hang on the wall.
func (m Pack) Posters() bool { return len(m.Links) > 0 || m.Outcome != nil }

// size is the class that makes large sheets of a part.
func (m Pack) size() string {
	if m.Large {
		return "sheet-large"
	}
	return ""
}

// claims are three words that say what a round is.
func (m Pack) claims(ctx context.Context) []string {
	out := []string{tr(ctx, "poster.mode."+string(m.Access.Round.Mode))}
	if m.Content.Minutes > 0 {
		out = append(out, tr(ctx, "poster.minutes", "n", m.Content.Minutes))
	}
	return append(out, tr(ctx, "poster.nologin"))
}

// packCard is an item to be talked about at a table.
type packCard struct {
	PaperItem
	Place   string // field and facet
	Discuss string
	Levels  []cardLevel
}

// cardLevel is an answer, and what it looks like in practice where the item says so.
type cardLevel struct{ Text, Anchor string }

// cardLevels are the answers to an item.
func cardLevels(say func(questionnaire.Text) string, scale questionnaire.Scale, it questionnaire.Item) []cardLevel {
	var out []cardLevel
	for _, p := range scale.Points {
		l := cardLevel{Text: say(p.Text)}
		for _, a := range it.Levels {
			if a.Value == p.Value {
				l.Anchor = say(a.Text)
			}
		}
		out = append(out, l)
	}
	return out
}

// cards lays the items out four to a sheet.
func (m Pack) cards(ctx context.Context) [][]packCard {
	say, items := namesOf(ctx, m.Content).Text, map[string]questionnaire.Item{}
	for _, it := range m.Content.Items() {
		items[it.ID] = it
	}
	facets := map[string]string{}
	for _, f := range m.Content.Facets {
		facets[f.ID] = say(f.Title)
	}
	var sheets [][]packCard
	for _, f := range PaperFields(ctx, m.Content, "") {
		for _, b := range f.Blocks {
			for _, p := range b.Items {
				it := items[p.ID]
				card := packCard{PaperItem: p, Place: f.Title, Discuss: say(it.Discuss)}
				if title := facets[it.Facet]; title != "" {
					card.Place += " · " + title
				}
				scale, _ := m.Content.Scale(it.Scale)
				card.Levels = cardLevels(say, scale, it)
				if n := len(sheets); n > 0 && len(sheets[n-1]) < 4 {
					sheets[n-1] = append(sheets[n-1], card)
				} else {
					sheets = append(sheets, []packCard{card})
				}
			}
		}
	}
	return sheets
}

// blankCompass is an empty compass to write on, in a square of 600.
type blankCompass struct {
	Rings []blankRing
	Axes  []blankAxis
}

type blankRing struct{ Radius, LabelY, Text string }

type blankAxis struct {
	X, Y           string // the end of the spoke
	LabelX, LabelY string
	Anchor         string
	Size           string
	Text           string
}

const (
	blankRadius = 262.0
	blankText   = 20.0
	blankGap    = 9.0 // between a spoke's end and its name
)

// compass draws a spoke per field and a ring per whole value of the scale.
func (m Pack) compass(ctx context.Context) blankCompass {
	var out blankCompass
	low, high := m.Content.Min(), m.Content.Max()
	for v := math.Ceil(low); v <= high; v++ {
		r := blankRadius * (v - low) / (high - low)
		out.Rings = append(out.Rings, blankRing{Radius: coord(r), LabelY: coord(-r + 14), Text: strconv.FormatFloat(v, 'f', -1, 64)})
	}
	say := namesOf(ctx, m.Content).Text
	for i, f := range m.Content.Fields {
		out.Axes = append(out.Axes, newBlankAxis(say(f.Title), 2*math.Pi*float64(i)/float64(len(m.Content.Fields))))
	}
	return out
}

// newBlankAxis names a spoke at its end: above it in the upper half, else below; names at the sides run inwards, so that the
// compass may be as wide as the sheet.
func newBlankAxis(title string, angle float64) blankAxis {
	x, y := polar(blankRadius, angle)
	a := blankAxis{X: coord(x), Y: coord(y), LabelX: coord(x), Anchor: "middle", Text: title}
	switch side := math.Sin(angle); {
	case side > 0.3:
		a.Anchor = "end"
	case side < -0.3:
		a.Anchor = "start"
	}
	size := math.Min(blankText, 450/float64(max(1, utf8.RuneCountInString(title))))
	labelY := y - blankGap
	if math.Cos(angle) < -0.01 {
		labelY = y + blankGap + size*0.7
	}
	a.LabelY, a.Size = coord(labelY), coord(size)
	return a
}

// longWords reports whether a poster's lines need smaller letters.
func longWords(lines ...string) bool {
	for _, line := range lines {
		if utf8.RuneCountInString(line) > 28 {
			return true
		}
		for _, word := range strings.Fields(line) {
			if utf8.RuneCountInString(word) > 16 {
				return true
			}
		}
	}
	return false
}

// questions says on a poster whom to ask: the contact of the company, and who runs the survey.
func (m Pack) questions(ctx context.Context) string {
	var parts []string
	if c := m.Access.Contact; !c.Empty() {
		known := contactParts(ctx, c)
		if c.Email != "" {
			known = append(known, c.Email)
		}
		parts = append(parts, tr(ctx, "poster.questions", "contact", strings.Join(known, " · ")))
	}
	if m.Contact != "" {
		parts = append(parts, m.Contact)
	}
	return strings.Join(parts, " – ")
}
