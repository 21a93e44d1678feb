package kompass

import (
	"strings"
	"time"
	"unicode/utf8"
)

// Discipline is what a company wants to lead in (treacy-wiersema-1993); "" while that is undecided.
type Discipline string

// The lead disciplines.
const (
	LeadPrice     Discipline = "price"     // simple and low-priced
	LeadCustomers Discipline = "customers" // close to the customer
	LeadProduct   Discipline = "product"   // leading in what is offered
)

// Disciplines lists the lead disciplines in the order in which they are asked.
var Disciplines = [...]Discipline{LeadPrice, LeadCustomers, LeadProduct}

// Slider is a question between two poles, answered in five steps.
type Slider int

// The sliders, in the order in which they are asked. Step 1 is the first pole, step 5 the second.
const (
	SliderPrice      Slider = iota // price ↔ being special
	SliderRelation                 // single purchase ↔ relationship
	SliderIndividual               // uniform ↔ individual
	SliderChanging                 // predictable ↔ changing
	SliderLatitude                 // close instruction ↔ room to act
	SliderCount
)

// SliderSteps is how many steps a slider has.
const SliderSteps = 5

// String returns the name of the slider in forms and catalogues.
func (s Slider) String() string {
	return [SliderCount]string{"price", "relation", "individual", "changing", "latitude"}[s]
}

// Positioning is how a company wants to be seen, from which a target level can be proposed. It may be half filled in.
type Positioning struct {
	CompanyID  string
	Promise    string // the service promise, in one sentence
	Omitted    string // what is deliberately not offered
	Discipline Discipline
	Steps      [SliderCount]int // 1 to 5, 0 where the question was not answered
	Updated    time.Time
}

// Empty reports whether nothing has been said yet.
func (p Positioning) Empty() bool {
	return p.Promise == "" && p.Omitted == "" && p.Discipline == "" && p.Steps == [SliderCount]int{}
}

// The longest texts of a positioning, in characters.
const (
	MaxPromise = 300
	MaxOmitted = 1000
)

// ParseDiscipline reads a lead discipline; "" is none.
func ParseDiscipline(raw string) (Discipline, error) {
	for _, d := range Disciplines {
		if raw == string(d) {
			return d, nil
		}
	}
	if raw != "" {
		return "", &FieldError{Field: "discipline", Code: "error.choice.unknown"}
	}
	return "", nil
}

// ParseStep reads the step of a slider; "" is 0, not answered.
func ParseStep(s Slider, raw string) (int, error) {
	if raw == "" {
		return 0, nil
	}
	if len(raw) != 1 || raw[0] < '1' || raw[0] > '0'+SliderSteps {
		return 0, &FieldError{Field: s.String(), Code: "error.choice.unknown"}
	}
	return int(raw[0] - '0'), nil
}

// ParseText trims a text of several lines and refuses one of more than limit characters, and control characters other
// than the ends of lines.
func ParseText(field, raw string, limit int) (string, error) {
	text := strings.TrimSpace(strings.ReplaceAll(raw, "\r\n", "\n"))
	switch {
	case utf8.RuneCountInString(text) > limit:
		return "", &FieldError{Field: field, Code: "error.text.long", Args: []any{"max", limit}}
	case !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return r != '\n' && isControl(r) }):
		return "", &FieldError{Field: field, Code: "error.text.control"}
	}
	return text, nil
}
