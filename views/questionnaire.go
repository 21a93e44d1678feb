package views

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
)

// Questionnaire is the model of the page that participants fill in: the start text and all items in one form. Without
// answers and errors the page is the same bytes for everyone with the same link, choice and language. Page needs only
// Path and Error.
type Questionnaire struct {
	Page        Page
	Access      kompass.Access
	Content     *questionnaire.Questionnaire
	TeamID      string // of the link, or chosen
	Perspective string // likewise
	Tablet      bool   // the device is shared: it keeps nothing and returns to the start
	Answers     map[string]string
	Comments    map[string]string
	Errors      []FieldError
	Sender      Sender
	Receipt     string // not "" makes the page a correction, sent to /quittung with this receipt
	Preview     string // not "" is the address of a preview: the form is sent there and nothing is kept on the device
}

// path is where the questionnaire is and where its form is sent.
func (m Questionnaire) path() string {
	switch {
	case m.Preview != "":
		return m.Preview
	case m.Receipt != "":
		return address.Receipt
	}
	return address.Questionnaire(m.Access.Link.Code)
}

// The names that the questionnaire's form sends beside item ids and comments.
const (
	CommentPrefix = "comment-" // followed by the id of a field
	SwitchName    = "switch"   // set when only the language changes: the form comes back as it was, in that language
)

const formID = "answers"

// questionnairePage is the model with every text in place.
type questionnairePage struct {
	Questionnaire
	page      Page
	Title     string
	Intro     string
	Kicker    string
	Brief     []Fact // what somebody wants to know before she begins
	Facts     []Fact
	Statement statement
	Action    string
	StoreKey  string // names the unfinished answers on the person's device, "" where none are kept
	Lang      string // of the questionnaire's texts, where it is not the page's
	Fields    []fieldStep
	Hidden    []hiddenInput
	Whole     Compass
}

type hiddenInput struct{ Name, Value string }

// fieldStep is one field: a section of the page, and with scripts one step.
type fieldStep struct {
	ID       string
	Position string // "Feld 2 von 4"
	Title    string
	About    string
	Intro    string
	Items    []itemForm
	Comment  commentForm
	Compass  Compass
	Keys     string // how to answer with the keyboard, on the first field only
}

func (f fieldStep) anchor() string { return "field." + f.ID }

type commentForm struct {
	Name, Label, Hint, Value, Message string
}

// itemForm is one item with its answers.
type itemForm struct {
	ID      string
	Number  int
	Text    string
	Lead    string // the question that the answers answer, where it is another one than above
	Words   string // the answers in their order, where Lead may stand
	Points  []answerChoice
	NA      *answerChoice
	Message string
}

func (it itemForm) anchor() string { return "item." + it.ID }

type answerChoice struct {
	Value, Text string
	Checked     bool
}

// firstAnswer is the id of the first radio button of an item: where links to the item lead.
func firstAnswer(itemID string) string { return "answer." + itemID }

// errorTarget is the id that the error summary links to for an input.
func (m questionnairePage) errorTarget(name string) string {
	for _, f := range m.Fields {
		for _, it := range f.Items {
			if it.ID == name {
				return firstAnswer(name)
			}
		}
	}
	return name
}

func newQuestionnairePage(ctx context.Context, m Questionnaire) questionnairePage {
	lang := contentLang(ctx, m.Content)
	text := func(t questionnaire.Text) string { return t.In(lang, m.Content.Languages...) }
	out := questionnairePage{
		Questionnaire: m,
		Title:         text(m.Content.Title),
		Intro:         text(m.Content.Intro),
		Kicker:        m.Access.Round.Title,
		Action:        m.path(),
		StoreKey:      DraftKey(m.Access.Link.Code) + shortDigest(m.TeamID+"/"+m.Perspective),
		Statement:     newStatement(ctx, m.Access, m.Content),
		Brief:         startBrief(ctx, m, text),
		Facts:         startFacts(ctx, m),
		Hidden:        m.hidden(),
	}
	if string(lang) != langCode(ctx) {
		out.Lang = string(lang)
	}
	if m.Tablet || m.Receipt != "" || m.Preview != "" {
		out.StoreKey = ""
	}
	if m.Receipt != "" {
		out.Title = tr(ctx, "correct.title")
	}
	out.Fields = newFieldSteps(ctx, m, text)
	out.Whole = m.compass("")
	out.page = m.Page
	out.page.Area, out.page.Company, out.page.Title = AreaParticipant, m.Access.CompanyName, out.Title
	out.page.Scripts = []string{"questionnaire.js"}
	if out.sharedDevice() {
		out.page.Scripts = append(out.page.Scripts, "tablet.js")
	}
	out.page.SwitchForm, out.page.SwitchAction = formID, m.switchAction(out.Action)
	return out
}

// DraftKey begins the names under which a device keeps unfinished answers of a code, so that they can be found and removed. The
// code cannot be read from it.
func DraftKey(code kompass.Code) string { return shortDigest("draft "+string(code)) + "." }

// shortDigest is a short name from which nobody works out what it stands for.
func shortDigest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:10])
}

// sharedDevice reports whether the next person may find this form as somebody left it.
func (m questionnairePage) sharedDevice() bool {
	return m.Tablet && m.Receipt == "" && m.Preview == "" && !m.Access.Link.Once
}

// contentLang is the language in which the questionnaire's texts are shown: the page's if the file has it, else its first.
func contentLang(ctx context.Context, q *questionnaire.Questionnaire) questionnaire.Lang {
	want := questionnaire.Lang(langCode(ctx))
	for _, l := range q.Languages {
		if l == want {
			return l
		}
	}
	return q.Languages[0]
}

// switchAction is the form's address with what was chosen on the way to it, so that it can be loaded again in the other
// language.
func (m Questionnaire) switchAction(action string) string {
	for _, in := range m.hidden() {
		if m.Receipt == "" {
			action = withQuery(action, in.Name, in.Value)
		}
	}
	return action
}

// hidden carries along what the link left open and the person chose, and what makes the form a correction.
func (m Questionnaire) hidden() []hiddenInput {
	var out []hiddenInput
	add := func(name, value string, when bool) {
		if when {
			out = append(out, hiddenInput{name, value})
		}
	}
	if m.Receipt != "" {
		add("receipt", m.Receipt, true)
		add("do", string(ReceiptCorrect), true)
		return out
	}
	add("team", m.TeamID, m.Access.AsksTeam())
	add("perspective", m.Perspective, m.Access.AsksPerspective())
	add("tablet", "1", m.Tablet)
	return out
}

// compass shows how much of each field is answered.
func (m Questionnaire) compass(current string) Compass {
	var c Compass
	for _, f := range m.Content.Fields {
		answered := 0
		for _, it := range f.Items {
			if m.Answers[it.ID] != "" {
				answered++
			}
		}
		c.Sectors = append(c.Sectors, Sector{ID: f.ID, Share: float64(answered) / float64(len(f.Items)), Current: f.ID == current})
	}
	return c
}
