package questionnaire

import (
	"slices"
	"strings"
)

// DefaultMinAnswered is the share of items a person must answer where a file does not say.
const DefaultMinAnswered = "0.66"

const (
	minFields = 3
	maxFields = 12
	manyItems = 60 // beyond this an assessment is warned about
)

// parser holds the state of one run: what has been read and which ids references may name.
type parser struct {
	*findings
	q            *Questionnaire
	perspectives *registry
	scales       *registry
	facets       *registry
	sources      *registry
	fields       *registry
	items        *registry
	retired      *registry
	targets      *registry
	guess        bool // a language cannot be read, so a text may be in any
}

// Parse reads a questionnaire file. It returns all findings of one run, sorted by line; the questionnaire is nil exactly
// where there is an error among them. Only a YAML syntax error, or more than 1 MiB, hides other findings.
func Parse(data []byte) (*Questionnaire, []Finding) {
	p := &parser{
		findings: &findings{},
		q:        &Questionnaire{MinAnswered: DefaultMinAnswered},
		fields:   newRegistry("field"),
		items:    newRegistry("item"),
		retired:  newRegistry("retired item"),
		targets:  newRegistry("target"),
	}
	if root := load(p.findings, data); root != nil {
		checkStructure(p.findings, root, 0)
		p.file(place{p: p, node: root, line: root.Line})
	}
	all := p.sorted()
	if HasErrors(all) {
		return nil, all
	}
	return p.q, all
}

// file reads the root. What others refer to comes first, whatever the order of the keys.
func (p *parser) file(root place) {
	p.readSchema(root)
	o, ok := root.object(p.since2([]string{"schema", "id", "version", "label", "validated", "released", "languages", "title",
		"intro", "minutes", "min_answered", "perspectives", "scales", "facets", "fields", "retired", "truths", "targets", "sources"},
		"perspective_question", "ideas", "words")...)
	if !ok {
		return
	}
	p.header(o)
	p.readWords(o.maybe("words"))
	p.perspectives, p.q.Perspectives = p.titled(o.maybe("perspectives"), "perspective", "help")
	p.q.PerspectiveQuestion = o.maybe("perspective_question").text()
	p.readScales(o.need("scales"))
	p.facets, p.q.Facets = p.titled(o.maybe("facets"), "facet", "about")
	p.readSources(o.maybe("sources"))
	p.readFields(o.need("fields"))
	p.readRetired(o.maybe("retired"))
	p.readTruths(o.maybe("truths"))
	p.readTargets(o.maybe("targets"))
	p.readIdeas(o.maybe("ideas"))
	p.uncited(o.maybe("sources"))
}

// header reads what describes the file as a whole. The languages come first: every text needs them.
func (p *parser) header(o object) {
	if s := o.need("schema"); s.scalar("1 or 2") && (!plain(s.node) || s.node.Value != "1" && s.node.Value != "2") {
		s.errorf("expected 1 or 2, the schemas there are, found %s", found(s.node))
	}
	q := p.q
	p.languages(o.need("languages"))
	q.ID = o.need("id").id(fileID)
	q.Version = o.need("version").whole()
	q.Label = o.maybe("label").words()
	q.Validated = o.maybe("validated").truth()
	q.Released = o.maybe("released").date()
	q.Title = o.need("title").text()
	q.Intro = o.maybe("intro").textUpTo(p.introRunes())
	q.Minutes = o.maybe("minutes").whole()
	if share := o.maybe("min_answered"); share.given() {
		q.MinAnswered = share.share()
	}
}

// languages reads the languages of the file. A malformed one is left out, so that no text is said to lack it.
func (p *parser) languages(pl place) {
	list, ok := pl.list("a list of language codes")
	if !ok {
		return
	}
	if len(list) == 0 {
		pl.p.errorf(pl.line, "languages: expected at least one language")
	}
	seen := newRegistry("language")
	for _, l := range list {
		id := l.id(languageID)
		seen.add(l, id)
		switch {
		case !languageID.pattern.MatchString(id):
			p.guess = true
		case !p.speaks(Lang(id)):
			p.q.Languages = append(p.q.Languages, Lang(id))
		}
	}
}

// speaks reports whether the file declares the language.
func (p *parser) speaks(l Lang) bool { return slices.Contains(p.q.Languages, l) }

// spoken lists the languages of the file.
func (p *parser) spoken() string {
	var all []string
	for _, l := range p.q.Languages {
		all = append(all, string(l))
	}
	return strings.Join(all, ", ")
}

// titled reads a list of ids with titles, and from schema 2 on with a longer text under the key more. Its registry is nil
// where the list cannot be read.
func (p *parser) titled(pl place, kind phrase, more string) (*registry, []Titled) {
	known := newRegistry(kind)
	if !pl.given() {
		return known, nil
	}
	list, ok := pl.list("a list of %ss", kind)
	if !ok {
		return nil, nil
	}
	var all []Titled
	for _, entry := range list {
		o, ok := entry.named(string(kind)).object(p.since2([]string{"id", "title"}, more)...)
		if !ok {
			continue
		}
		t := Titled{ID: o.need("id").id(partID), Title: o.need("title").text(), About: o.maybe("about").text(), Help: o.maybe("help").text()}
		known.add(o.maybe("id"), t.ID)
		all = append(all, t)
	}
	if len(list) > 0 && len(known.lines) == 0 {
		return nil, all
	}
	return known, all
}
