package kompass

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Words are what a company calls those it serves, by language: "Gäste". Empty where it has no word of its own; then that of the
// questionnaire stands.
type Words map[string]WordForms

// WordForms are the forms of a word that sentences need. An empty form reads as Plain.
type WordForms struct {
	Plain    string `json:"plain"`
	Or       string `json:"or,omitempty"`
	Dative   string `json:"dative,omitempty"`
	Genitive string `json:"genitive,omitempty"`
	Compound string `json:"compound,omitempty"`
}

// Form is one of the forms of a word.
type Form string

// The forms.
const (
	FormPlain    Form = "plain"
	FormOr       Form = "or"
	FormDative   Form = "dative"
	FormGenitive Form = "genitive"
	FormCompound Form = "compound"
)

// WordLang is a language with the forms that its sentences need.
type WordLang struct {
	Lang  string
	Forms []Form
}

// WordLangs lists the forms that are asked for, by language: English needs one.
var WordLangs = []WordLang{
	{"de", []Form{FormPlain, FormOr, FormDative, FormGenitive, FormCompound}},
	{"en", []Form{FormPlain}},
}

// Field is the name of the input for a form.
func (f Form) Field(lang string) string { return "customers-" + lang + "-" + string(f) }

// Of returns a form as it was typed.
func (f Form) Of(w WordForms) string { return *f.in(&w) }

func (f Form) in(w *WordForms) *string {
	return map[Form]*string{FormPlain: &w.Plain, FormOr: &w.Or, FormDative: &w.Dative, FormGenitive: &w.Genitive, FormCompound: &w.Compound}[f]
}

// MaxWord is the longest form of a word, in characters.
const MaxWord = 60

// ReadWords reads the forms as they were typed, by the names of their inputs, whether right or wrong.
func ReadWords(typed func(field string) string) Words {
	w := Words{}
	for _, l := range WordLangs {
		var forms WordForms
		for _, f := range l.Forms {
			*f.in(&forms) = strings.Join(strings.Fields(typed(f.Field(l.Lang))), " ")
		}
		if forms != (WordForms{}) {
			w[l.Lang] = forms
		}
	}
	return w
}

// Check says everything that keeps words from standing in sentences, one error at most for each input.
func (w Words) Check() []*FieldError {
	var errs []*FieldError
	for _, l := range WordLangs {
		forms := w[l.Lang]
		for _, f := range l.Forms {
			if code := forms.wrong(l.Lang, f); code != "" {
				errs = append(errs, &FieldError{Field: f.Field(l.Lang), Code: code, Args: []any{"max", MaxWord, "word", forms.Plain}})
			}
		}
	}
	return errs
}

// wrong is the code of what is wrong with one form.
func (w WordForms) wrong(lang string, f Form) string {
	s := f.Of(w)
	switch {
	case utf8.RuneCountInString(s) > MaxWord:
		return "error.word.long"
	case !utf8.ValidString(s) || strings.ContainsAny(s, "{}<>") || strings.ContainsFunc(s, isControl):
		return "error.word.characters"
	case f == FormPlain && s == "" && w != (WordForms{}):
		return "error.word.plain"
	case f == FormDative && lang == "de" && s == "" && w.Plain != "" && !strings.HasSuffix(w.Plain, "n") && !strings.HasSuffix(w.Plain, "s"):
		return "error.word.dative"
	case f == FormCompound && lang == "de" && s == "" && strings.Contains(w.Plain, " "):
		return "error.word.compound"
	case f == FormCompound && strings.Contains(s, " "):
		return "error.word.compound.one"
	}
	return ""
}

// Encode writes words as they are stored, "" where there are none.
func (w Words) Encode() (string, error) {
	if len(w) == 0 {
		return "", nil
	}
	data, err := json.Marshal(w)
	return string(data), err
}

// DecodeWords reads what [Words.Encode] wrote.
func DecodeWords(stored string) (Words, error) {
	if stored == "" {
		return nil, nil
	}
	var w Words
	if err := json.Unmarshal([]byte(stored), &w); err != nil {
		return nil, fmt.Errorf("stored words: %w", err)
	}
	return w, nil
}

// Digest returns the digest of words.
func (w Words) Digest() Digest {
	parts := []string{}
	for _, l := range WordLangs {
		for _, f := range l.Forms {
			parts = append(parts, f.Of(w[l.Lang]))
		}
	}
	return DigestOf(parts...)
}
