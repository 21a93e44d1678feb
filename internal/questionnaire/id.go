package questionnaire

import (
	"regexp"
	"strconv"
	"strings"
)

// idForm is a shape of ids and how messages describe it.
type idForm struct {
	pattern *regexp.Regexp
	means   phrase
}

var (
	fileID = idForm{regexp.MustCompile(`^[a-z][a-z0-9-]{2,63}$`),
		"3 to 64 lower-case letters, digits and hyphens, beginning with a letter"}
	itemID = idForm{regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,31}$`),
		"1 to 32 lower-case letters, digits and hyphens, not beginning with a hyphen"}
	partID = idForm{regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,63}$`),
		"1 to 64 lower-case letters, digits, hyphens and underscores, beginning with a letter or digit"}
	languageID = idForm{regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$`),
		"a language code such as de"}
)

// id reads an id. A malformed one is reported and returned all the same, so that references to it are not reported too.
func (pl place) id(form idForm) string {
	if !pl.scalar("an id") {
		return ""
	}
	tag := pl.node.ShortTag()
	if plain(pl.node) && (tag == "!!null" || tag == "!!bool") {
		pl.errorf("expected an id, found %s: an id that YAML reads as something else needs quotes", found(pl.node))
		return ""
	}
	pl.checkID(pl.node.Value, form)
	return pl.node.Value
}

func (pl place) checkID(id string, form idForm) {
	if !form.pattern.MatchString(id) {
		pl.errorf("malformed id %s: expected %s", quoteShort(id), form.means)
	}
}

// key checks the key of a mapping as an id.
func (e entry) checkKey(form idForm) {
	if !form.pattern.MatchString(e.key) {
		e.p.errorf(e.line, "%s: malformed id %s: expected %s", e.name, quoteShort(e.key), form.means)
	}
}

// pointID reads the id of an answer. A column of responses holds a point id or a value, so neither may look like the other.
func (pl place) pointID() string {
	if pl.given() && looksNumeric(pl.node.Value) {
		pl.errorf("the id %s looks like a number: responses hold an id or a value, so an id needs a word", quoteShort(pl.node.Value))
		return pl.node.Value
	}
	return pl.id(itemID)
}

func looksNumeric(id string) bool {
	id = strings.Replace(id, ",", ".", 1)
	_, notFloat := strconv.ParseFloat(id, 64)
	_, notInt := strconv.ParseInt(id, 0, 64)
	return notFloat == nil || notInt == nil || numberForm.MatchString(id)
}

// registry holds the ids of one kind, each with the line that introduced it, and which of them are referred to. A nil
// registry stands for a declaration that could not be read: references to it are not reported.
type registry struct {
	kind  phrase
	lines map[string]int
	cited map[string]bool
}

func newRegistry(kind phrase) *registry {
	return &registry{kind: kind, lines: make(map[string]int), cited: make(map[string]bool)}
}

// add notes an id and reports it where it is taken.
func (r *registry) add(pl place, id string) {
	if id == "" {
		return
	}
	if first, taken := r.lines[id]; taken {
		pl.errorf("duplicate %s id %s: it is already used on line %d", r.kind, quoteShort(id), first)
		return
	}
	r.lines[id] = pl.node.Line
}

// refer notes a reference and reports one that leads nowhere.
func (r *registry) refer(pl place, id string) {
	if r == nil || id == "" {
		return
	}
	if _, ok := r.lines[id]; !ok {
		pl.errorf("unknown %s %s", r.kind, quoteShort(id))
		return
	}
	r.cited[id] = true
}

// reservedIDs are names that forms and files of answers use themselves: an item of that name could not be answered.
var reservedIDs = map[string]bool{"team": true, "perspective": true, "tablet": true, "switch": true, "receipt": true, "do": true}

// newItemID reads the id of an item, which is also the name of its input and of its column.
func (pl place) newItemID() string {
	id := pl.id(itemID)
	if reservedIDs[id] || strings.HasPrefix(id, "comment-") {
		pl.errorf("the id %s is taken: forms and files of answers use this name themselves", quoteShort(id))
	}
	return id
}

// references reads a list of ids of what is known by now, each of them once.
func references(pl place, form idForm, known *registry) []string {
	list, _ := pl.list("a list of %s ids", known.kind)
	seen := newRegistry(known.kind)
	var all []string
	for _, entry := range list {
		id := entry.id(form)
		seen.add(entry, id)
		known.refer(entry, id)
		all = append(all, id)
	}
	return all
}
