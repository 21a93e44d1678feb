package questionnaire

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Words are the words that a company may replace by its own, by language: what it calls those it serves.
type Words struct {
	Customers map[Lang]WordForms `json:"customers"`
}

// WordForms are the forms of a word that sentences need: "Gäste", "Gast oder Gästin", "Gästen", "Gäste", "Gäste" (as in
// "Gästekontakt"). An empty form reads as Plain.
type WordForms struct {
	Plain    string `json:"plain"`
	Or       string `json:"or,omitempty"`
	Dative   string `json:"dative,omitempty"`
	Genitive string `json:"genitive,omitempty"`
	Compound string `json:"compound,omitempty"`
}

const customers = "customers"

// placeholder is what stands for a word: {customers}, {customers.dative}.
var placeholder = regexp.MustCompile(`\{([^{}]*)\}`)

// form returns the form that a placeholder names, such as "customers.or".
func (f WordForms) form(name string) (string, bool) {
	forms := map[string]string{customers: f.Plain, customers + ".or": f.Or, customers + ".dative": f.Dative,
		customers + ".genitive": f.Genitive, customers + ".compound": f.Compound}
	word, ok := forms[name]
	if ok && word == "" {
		word = f.Plain
	}
	return word, ok
}

// placeholderNames lists what may stand between braces.
func placeholderNames() string {
	return "{customers}, {customers.or}, {customers.dative}, {customers.genitive}, {customers.compound}"
}

// readWords reads the words of the file itself, which stand where a company has none of its own.
func (p *parser) readWords(pl place) {
	if !pl.given() {
		return
	}
	o, ok := pl.object(customers)
	if !ok {
		return
	}
	w := &Words{Customers: make(map[Lang]WordForms)}
	entries, merged, ok := o.need(customers).mapping("the forms of the word per language")
	for _, e := range entries {
		if !p.speaks(Lang(e.key)) && !p.guess {
			p.errorf(e.line, "%s: unknown language %s: the languages of the file are %s", o.name, quoteShort(e.key), p.spoken())
			continue
		}
		forms, known := e.object("plain", "or", "dative", "genitive", "compound")
		if !known {
			continue
		}
		w.Customers[Lang(e.key)] = WordForms{
			Plain: forms.need("plain").words(), Or: forms.maybe("or").words(), Dative: forms.maybe("dative").words(),
			Genitive: forms.maybe("genitive").words(), Compound: forms.maybe("compound").words(),
		}
	}
	for _, l := range p.q.Languages {
		if _, has := w.Customers[l]; ok && !has && !merged && !p.guess {
			p.errorf(pl.line, "%s.customers: language %q is missing", pl.name, l)
		}
	}
	p.q.Words = w
}

// checkPlaceholders reports braces that stand for nothing, or where no company's word may stand.
func (pl place) checkPlaceholders(t Text, allowed bool) {
	p := pl.p
	if !pl.given() || p.q.Schema < 2 {
		return
	}
	for _, l := range slices.Sorted(maps.Keys(t)) {
		for _, m := range placeholder.FindAllStringSubmatch(t[l], -1) {
			switch _, known := (WordForms{}).form(m[1]); {
			case !known:
				p.errorf(pl.line, "%s: unknown placeholder %s: expected one of %s", pl.name, quoteShort(m[0]), placeholderNames())
			case !allowed:
				p.errorf(pl.line, "%s: %s may stand in items, comments and ideas only", pl.name, m[0])
			case p.q.Words == nil:
				p.errorf(pl.line, "%s: %s stands for a word that the file does not give under words", pl.name, m[0])
			}
		}
	}
}

// Validate reports a word that cannot stand in a sentence: without a plain form, or with braces or a line break in a form.
func (w Words) Validate() error {
	for l, f := range w.Customers {
		if strings.TrimSpace(f.Plain) == "" {
			return fmt.Errorf("words in %s: the plain form is missing", l)
		}
		for _, s := range []string{f.Plain, f.Or, f.Dative, f.Genitive, f.Compound} {
			if strings.ContainsAny(s, "{}\r\n") {
				return fmt.Errorf("words in %s: %q holds a brace or a line break", l, s)
			}
		}
	}
	return nil
}

// Worded returns the questionnaire as people read it: a company's own words, or where own lacks a language those of the
// file, in the places that stand for them. Digest, snapshot and comparison stay those of the file as it was written.
func (q *Questionnaire) Worded(own Words) *Questionnaire {
	written := q.AsWritten()
	if written.Words == nil {
		return q
	}
	w := maps.Clone(written.Words.Customers)
	for l, f := range own.Customers {
		if _, spoken := w[l]; spoken && f.Plain != "" {
			w[l] = f
		}
	}
	worded := *written
	worded.template = written
	worded.Fields = slices.Clone(written.Fields)
	for i := range worded.Fields {
		worded.Fields[i] = wordedField(worded.Fields[i], w)
	}
	worded.Ideas = slices.Clone(written.Ideas)
	for i := range worded.Ideas {
		for _, t := range []*Text{&worded.Ideas[i].Title, &worded.Ideas[i].Text, &worded.Ideas[i].FirstStep, &worded.Ideas[i].NotFor, &worded.Ideas[i].Caution} {
			*t = wordedText(*t, w)
		}
	}
	return &worded
}

// AsWritten returns the file's own content, with placeholders where a company's words may stand.
func (q *Questionnaire) AsWritten() *Questionnaire {
	if q.template != nil {
		return q.template
	}
	return q
}

func wordedField(f Field, w map[Lang]WordForms) Field {
	f.Comment = wordedText(f.Comment, w)
	f.Items = slices.Clone(f.Items)
	for i := range f.Items {
		it := &f.Items[i]
		for _, t := range []*Text{&it.Name, &it.Text, &it.Why, &it.Discuss} {
			*t = wordedText(*t, w)
		}
		it.Levels = slices.Clone(it.Levels)
		for j := range it.Levels {
			it.Levels[j].Text = wordedText(it.Levels[j].Text, w)
		}
		it.TextFor = maps.Clone(it.TextFor)
		for p, t := range it.TextFor {
			it.TextFor[p] = wordedText(t, w)
		}
	}
	return f
}

func wordedText(t Text, w map[Lang]WordForms) Text {
	var worded Text
	for l, s := range t {
		if !strings.Contains(s, "{") {
			continue
		}
		if worded == nil {
			worded = maps.Clone(t)
		}
		worded[l] = sentence(placeholder.ReplaceAllStringFunc(s, func(m string) string {
			word, _ := w[l].form(m[1 : len(m)-1])
			return word
		}), strings.HasPrefix(s, "{"))
	}
	if worded == nil {
		return t
	}
	return worded
}

// sentence begins with a capital letter where a word was put at its beginning.
func sentence(s string, begins bool) string {
	if !begins || s == "" {
		return s
	}
	first := string([]rune(s)[0])
	return strings.ToUpper(first) + strings.TrimPrefix(s, first)
}
