package views

import (
	"context"
	"strings"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/story"
)

// Shared is the model of the page that those who answered find at their link once the result is released: what became of it.
type Shared struct {
	Page     Page
	Company  string
	Share    kompass.Share
	Told     story.Story // of everyone; its numbers are there only where Numbers is set
	Numbers  bool
	Charts   Charts
	Measures []kompass.MeasureEntry
	Caveats  []string
	Profile  string // name under which this device may keep a profile of the round
}

// ProfileKey is the name under which a device keeps a person's own profile of a round, where she asks for that. The round cannot be
// read from it.
func ProfileKey(roundID string) string { return "kompass-profile." + shortDigest("profile "+roundID) }

func (m Shared) frame(ctx context.Context) Page {
	p := m.Page
	p.Area, p.Company, p.Title = AreaParticipant, m.Company, tr(ctx, "shared.title")
	p.Scripts = []string{"profile.js"}
	return p
}

// shows reports whether a part is shown: chosen, and there.
func (m Shared) shows(part kompass.SharePart) bool { return m.Numbers && m.Share.Has(part) }

// fields are the rows of the fields without those of their facets.
func (m Shared) fields() []sharedField {
	var out []sharedField
	for _, f := range m.Told.Fields {
		out = append(out, sharedField{f.ID, f.Rows[0]})
	}
	return out
}

type sharedField struct {
	ID string
	story.Row
}

// sharedText is what a company wrote, in paragraphs, with its language where that is not the page's.
type sharedText struct {
	Lang       string
	Paragraphs []string
}

func sharedIn(ctx context.Context, t kompass.InLangs) sharedText {
	text, lang := t.In(langCode(ctx))
	if lang == langCode(ctx) {
		lang = ""
	}
	return sharedText{lang, kompass.Paragraphs(text)}
}

// line is a text of one line.
func (t sharedText) line() string { return strings.Join(t.Paragraphs, " ") }

// measureStands says how far a measure has come, and until when it is to.
func measureStands(ctx context.Context, m kompass.MeasureEntry) string {
	state := MeasureStateText(ctx, m.State)
	if !m.Open() {
		return state
	}
	return tr(ctx, "shared.measure.open", "state", state, "date", i18n.From(ctx).Day(m.Due))
}

// ShareForm is the model of the page on which it is chosen what those who answered see.
type ShareForm struct {
	Page     Page
	RoundID  string
	Released bool
	Typed    kompass.Share // what the form shows
	On       bool
	Link     string // of the page, "" before it has been shown for the first time
	QR       string
	QRSize   int
	Measures []kompass.MeasureEntry // all of the round
	Preview  Shared
	Saved    bool
	Shown    kompass.Digest
	Errors   []FieldError
}

// replies are the replies to be typed: those that there are, and one more.
func (m ShareForm) replies() []kompass.Reply {
	all := append([]kompass.Reply{}, m.Typed.Replies...)
	if len(all) < kompass.MaxReplies {
		all = append(all, kompass.Reply{})
	}
	return all
}

func (m ShareForm) chosen(id string) bool {
	for _, one := range m.Typed.Measures {
		if one == id {
			return true
		}
	}
	return false
}

// InLang is the label of an input for a text in a language.
func InLang(ctx context.Context, label, lang string) string {
	return tr(ctx, label) + " (" + tr(ctx, "common.language."+lang) + ")"
}
